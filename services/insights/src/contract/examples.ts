/** Answers that tests have recorded, for the API's document. */
import { readFileSync } from 'node:fs';
import type { ApiDocument } from '@rapport/openapi';

/** By method and path of the document: what was asked and what came. */
export type Recorded = Record<string, { asked: string; body?: unknown; answer: unknown }>;

export const recordedFile = new URL('./examples.json', import.meta.url);

const LONGEST_LIST = 2;
const LONGEST_TEXT = 400;

/** An answer as the document shows it: of long lists the first two, of long texts (SQL) the beginning. */
export function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)} …` : value;
  if (Array.isArray(value)) return value.slice(0, LONGEST_LIST).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one)]));
}

/** The document with what was recorded in the places of its good answers. */
export function withExamples(document: ApiDocument): ApiDocument {
  const recorded = JSON.parse(readFileSync(recordedFile, 'utf8')) as Recorded;
  const paths = structuredClone(document.paths);
  for (const [operation, { asked, body, answer }] of Object.entries(recorded)) {
    const [method = '', path = ''] = operation.split(' ');
    const { content } = paths[path]?.[method.toLowerCase()]?.responses['200'] ?? {};
    const json = content?.['application/json'];
    const question = body === undefined ? asked : `${asked} ${JSON.stringify(body)}`;
    const summary = `${method} ${question}; long lists and texts are cut`;
    // An operation that went away is found by the test that records: the document itself must be served all the same.
    if (json === undefined) continue;
    delete json.example;
    json.examples = { recorded: { summary, value: answer } };
  }
  return { ...document, paths };
}
