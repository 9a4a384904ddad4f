/** Makes the types of the client from the API's own document. Used by the test that holds the committed file to it. */
import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

/** The committed document that the types are made from. */
const documentUrl = new URL('../../../services/insights/openapi.json', import.meta.url);

const HEAD =
  '// Made from services/insights/openapi.json by generate.ts. `vitest run --project unit packages/client -u` writes it anew.\n';

/** TypeScript of every path, parameter and answer of the document. @throws where the document is no OpenAPI */
export async function generatedTypes(): Promise<string> {
  const document = JSON.parse(await readFile(documentUrl, 'utf8')) as Parameters<typeof openapiTS>[0];
  return HEAD + astToString(await openapiTS(document, { alphabetize: true, rootTypes: false }));
}
