/** The Avro contract as data: every published schema version with its registry id. */
import { readFileSync } from 'node:fs';

export type StreamName =
  | 'programme'
  | 'participant'
  | 'pairing'
  | 'meeting'
  | 'survey'
  | 'goal'
  | 'alert'
  | 'workspace';

export type AvroField = { name: string; type: unknown; default?: unknown; doc: string };
export type AvroRecord = { type: 'record'; name: string; namespace: string; doc: string; fields: AvroField[] };

/** One published version of a stream's schema; `id` is what the wire frame carries. */
export type RegisteredSchema = { id: number; stream: StreamName; version: number; schema: AvroRecord };

type RegistryRow = { id: number; stream: StreamName; version: number; file: string };

// Files of this package are part of the program, checked by its tests: reading them is not an edge.
function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')) as T;
}

/** Every published version of every stream, by registry id. */
export const registeredSchemas: readonly RegisteredSchema[] = readJson<RegistryRow[]>('registry.json').map(
  ({ file, ...row }) => ({ ...row, schema: readJson<AvroRecord>(file) }),
);
