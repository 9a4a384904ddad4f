/** The wire form: Confluent framing (0x00, schema id as four bytes big-endian) around one Avro datum. */
import type { StreamName } from '@rapport/schemas';
import type avro from 'avsc';
import { boundedType } from './bounded-avro.ts';
import { type RapportEvent, streamOf, streams } from './catalogue.ts';
import { checkEvent } from './event-rules.ts';
import { id } from './field-rules.ts';
import { latestSchema, schemaById } from './registry.ts';

const MAGIC = 0;
const HEADER_BYTES = 5;

export type DecodeFailureCode = 'EMPTY' | 'NOT_FRAMED' | 'UNKNOWN_SCHEMA' | 'UNDECODABLE' | 'RULE_BROKEN';

/** `datum` is the record's own Avro bytes (a view, not a copy), written with the schema `schemaId`. */
export type Decoded =
  | { ok: true; event: RapportEvent; stream: StreamName; schemaId: number; datum: Buffer }
  | { ok: false; code: DecodeFailureCode; field?: string; message: string };

type Writer = { id: number; type: avro.Type };

const writers = new Map<StreamName, Writer>(
  streams.map(({ name }) => {
    const { id, schema } = latestSchema(name);
    return [name, { id, type: boundedType(schema) }];
  }),
);

type Reader = { stream: StreamName; read(datum: Buffer): Record<string, unknown> };
const readers = new Map<number, Reader>();

function writerOf(stream: StreamName): Writer {
  const writer = writers.get(stream);
  if (writer === undefined) throw new Error(`no schema for the stream ${stream}`);
  return writer;
}

function readerOf(schemaId: number): Reader | undefined {
  const known = readers.get(schemaId);
  if (known !== undefined) return known;
  const registered = schemaById(schemaId);
  if (registered === undefined) return undefined;
  const latest = writerOf(registered.stream);
  const reader = createReader(registered.stream, registered.schema, latest, schemaId);
  readers.set(schemaId, reader);
  return reader;
}

// A past version is read through a resolver, so that its events look like today's: new fields are null.
function createReader(stream: StreamName, schema: unknown, latest: Writer, schemaId: number): Reader {
  if (schemaId === latest.id) return { stream, read: (datum) => latest.type.fromBuffer(datum) };
  const past = boundedType(schema);
  const resolver = latest.type.createResolver(past);
  return { stream, read: (datum) => latest.type.fromBuffer(datum, resolver) };
}

/** Frames an event with the latest schema of its stream. The event must have passed its rules. */
export function encodeEvent(event: RapportEvent): Buffer {
  const stream = streamOf(event.type);
  const writer = writerOf(stream);
  const datum = writer.type.toBuffer({ ...event, type: event.type.slice(stream.length + 1) });
  const framed = Buffer.allocUnsafe(HEADER_BYTES + datum.length);
  framed.writeUInt8(MAGIC, 0);
  framed.writeUInt32BE(writer.id, 1);
  datum.copy(framed, HEADER_BYTES);
  return framed;
}

function isEmptyCollection(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

// Avro writes an absent field as null, [] or {}: in an event, absent is absent.
function eventFrom(record: Record<string, unknown>, stream: StreamName): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const field of Object.keys(record)) {
    const value = record[field];
    if (value === null || isEmptyCollection(value)) continue;
    event[field] = Array.isArray(value) || typeof value === 'object' ? plain(value) : value;
  }
  event['type'] = `${stream}.${String(record['type'])}`;
  return event;
}

// avsc gives instances of generated classes; the rules (and tests) want plain objects.
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? { ...value } : value;
}

function failure(code: DecodeFailureCode, message: string, field?: string): Decoded {
  return { ok: false, code, message, ...(field === undefined ? {} : { field }) };
}

/** Reads one message value. Bad bytes are a value, never an exception: the caller puts them in the dead letters. */
export function decodeEvent(bytes: Buffer | null): Decoded {
  if (bytes === null || bytes.length === 0) return failure('EMPTY', 'the record has no value');
  if (bytes.length < HEADER_BYTES || bytes.readUInt8(0) !== MAGIC) {
    return failure('NOT_FRAMED', 'the value does not begin with 0x00 and a schema id of four bytes');
  }
  const schemaId = bytes.readUInt32BE(1);
  const reader = readerOf(schemaId);
  if (reader === undefined) return failure('UNKNOWN_SCHEMA', `no published schema has the id ${schemaId}`);
  const datum = bytes.subarray(HEADER_BYTES);
  let record: Record<string, unknown>;
  try {
    record = reader.read(datum);
  } catch (error) {
    return failure(
      'UNDECODABLE',
      `not an Avro datum of schema ${schemaId}: ${error instanceof Error ? error.message : 'unreadable'}`,
    );
  }
  const checked = checkEvent(eventFrom(record, reader.stream));
  if (!checked.ok) {
    const [first] = checked.issues;
    return failure('RULE_BROKEN', checked.issues.map((i) => `${i.field} ${i.message}`).join('; '), first?.field ?? '');
  }
  return { ok: true, event: checked.event, stream: reader.stream, schemaId, datum };
}

/**
 * The programme that a message value names, where it can be read that far although it may break other rules; '' where it
 * cannot, or where what stands there is no id.
 */
export function programmeIdOf(bytes: Buffer | null): string {
  if (bytes === null || bytes.length < HEADER_BYTES || bytes.readUInt8(0) !== MAGIC) return '';
  try {
    const record = readerOf(bytes.readUInt32BE(1))?.read(bytes.subarray(HEADER_BYTES));
    const programme = id.safeParse(record?.['programme_id']);
    return programme.success ? programme.data : '';
  } catch {
    return '';
  }
}
