/** Makes the types of the clients from the APIs' own documents. Used by the test that holds the committed files to them. */
import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const headOf = (service: string) =>
  `// Made from services/${service}/openapi.json by generate.ts. \`vitest run --project unit packages/client -u\` writes it anew.\n`;

/** TypeScript of every path, parameter and answer of a service's committed document. @throws where the document is no OpenAPI */
export async function generatedTypes(service: 'insights' | 'ingest'): Promise<string> {
  const url = new URL(`../../../services/${service}/openapi.json`, import.meta.url);
  const document = JSON.parse(await readFile(url, 'utf8')) as Parameters<typeof openapiTS>[0];
  return headOf(service) + astToString(await openapiTS(document, { alphabetize: true, rootTypes: false }));
}
