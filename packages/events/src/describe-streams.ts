/** The contract as data, for people who look something up: which streams, types and fields there are, and since when. */
import { readFileSync } from 'node:fs';
import { type AvroField, type RegisteredSchema, registeredSchemas, type StreamName } from '@rapport/schemas';
import type { z } from 'zod';
import { boundedType } from './bounded-avro.ts';
import { type EventType, isOwnType, type StreamDefinition, streamOf, streams } from './catalogue.ts';
import { latestSchema } from './registry.ts';

/** A field of a stream. `kind` in words; `words`: what it may be, where that is a list. `since`: the first version that has it. */
export type FieldDescription = { name: string; kind: string; words?: readonly string[]; doc: string; since: number };

/** One event type. `required` and `optional` name fields of its stream; `sample` is one as `POST /v1/events` takes it. */
export type TypeDescription = {
  type: EventType;
  since: number;
  required: readonly string[];
  optional: readonly string[];
  sample: Readonly<Record<string, unknown>>;
  /** Told by Rapport's own services alone: whoever else sends it is refused. */
  isOwn: boolean;
};

export type StreamDescription = {
  stream: StreamName;
  doc: string;
  /** Of these fields the first that an event fills is its partition key. */
  keys: readonly string[];
  /** `fingerprint`: SHA-256 of Avro's parsing canonical form, hexadecimal. */
  schema: { id: number; version: number; name: string; fingerprint: string };
  versions: readonly { id: number; version: number }[];
  fields: readonly FieldDescription[];
  types: readonly TypeDescription[];
};

type Shaped = {
  type: string;
  items?: unknown;
  values?: unknown;
  symbols?: string[];
  fields?: AvroField[];
  logicalType?: string;
};

const shapeOf = (type: unknown): Shaped => (typeof type === 'string' ? { type } : (type as Shaped));
// Unions are with null only: whether a field may be left out is its event type's to say.
const plainType = (type: unknown): Shaped =>
  shapeOf(Array.isArray(type) ? type.find((one: unknown) => one !== 'null') : type);

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'yes or no',
  int: 'whole number',
  long: 'whole number',
  double: 'number',
};

function kindOf(type: unknown): string {
  const { type: name, logicalType, items, values, fields = [] } = plainType(type);
  if (logicalType !== undefined) return logicalType === 'date' ? 'date' : 'instant';
  if (name === 'array') return `list of ${kindOf(items)}`;
  if (name === 'map') return `${kindOf(values)} by name`;
  if (name === 'record') return `{ ${fields.map((field) => `${field.name}: ${kindOf(field.type)}`).join(', ')} }`;
  return name === 'enum' ? 'one of a list' : (KINDS[name] ?? name);
}

/** The types of a stream by their short names; the last symbol is for readers that are older than a type. */
const NOBODY_WRITES = 'unknown';

function describeField({ name, type, doc }: AvroField, since: number): FieldDescription {
  const words = plainType(type).symbols?.filter((word) => word !== NOBODY_WRITES);
  return { name, kind: kindOf(type), ...(words === undefined ? {} : { words }), doc, since };
}

const versionsOf = (stream: StreamName) =>
  registeredSchemas.filter((one) => one.stream === stream).toSorted((one, other) => one.version - other.version);

function firstWith(versions: readonly RegisteredSchema[], has: (version: RegisteredSchema) => boolean): number {
  return versions.find(has)?.version ?? 1;
}

const symbolsIn = ({ schema }: RegisteredSchema): readonly string[] =>
  plainType(schema.fields.find(({ name }) => name === 'type')?.type).symbols ?? [];

type Golden = { event: Record<string, unknown> & { type: EventType } };

// What the edge sets, what a first event has no use for, and an id that would make two senders' events one.
const NOT_IN_SAMPLES = ['event_id', 'recorded_at', 'supersedes', 'actor_id', 'correlation_id'];

/** The published examples of the stream, as JSON that a producer sends. */
function samplesOf(stream: StreamName, version: number, fields: readonly FieldDescription[]) {
  const file = new URL(`./golden/${stream}.v${version}.json`, import.meta.url);
  const instants = fields.filter(({ kind }) => kind === 'instant').map(({ name }) => name);
  const said = ([name, value]: [string, unknown]): [string, unknown] => {
    if (instants.includes(name)) return [name, new Date(value as number).toISOString()];
    return [name, name === 'source' ? 'example' : value];
  };
  const examples = JSON.parse(readFileSync(file, 'utf8')) as Golden[];
  return new Map(
    examples.map(({ event: { type, ...rest } }) => {
      const own = Object.entries(rest).filter(([name]) => !NOT_IN_SAMPLES.includes(name));
      return [type, { type, ...Object.fromEntries(own.map(said)) }] as const;
    }),
  );
}

function requiredIn({ wireRules, types }: StreamDefinition, type: EventType) {
  const { shape } = wireRules.options[types.indexOf(type)] as z.ZodObject;
  const names = Object.keys(shape);
  const isRequired = (name: string) => !(shape[name] as z.ZodType).safeParse(undefined).success;
  return { required: names.filter(isRequired), optional: names.filter((name) => !isRequired(name)) };
}

function describe(stream: StreamDefinition): StreamDescription {
  const { name, keys, types } = stream;
  const versions = versionsOf(name);
  const latest = latestSchema(name);
  const { schema, id, version } = latest;
  const fields = schema.fields.map((field) =>
    describeField(
      field,
      firstWith(versions, (one) => one.schema.fields.some((other) => other.name === field.name)),
    ),
  );
  const samples = samplesOf(name, version, fields);
  return {
    ...{ stream: name, doc: schema.doc, keys, fields },
    schema: {
      ...{ id, version, name: `${schema.namespace}.${schema.name}` },
      fingerprint: boundedType(schema).fingerprint('sha256').toString('hex'),
    },
    versions: versions.map((one) => ({ id: one.id, version: one.version })),
    types: types.map((type) => ({
      type,
      since: firstWith(versions, (one) => symbolsIn(one).includes(type.slice(streamOf(type).length + 1))),
      ...requiredIn(stream, type),
      sample: samples.get(type) ?? { type },
      isOwn: isOwnType(type),
    })),
  };
}

/** Every stream with its types, fields, samples and schema versions, in catalogue order. Reads files: ask once. */
export function describeStreams(): readonly StreamDescription[] {
  return streams.map(describe);
}
