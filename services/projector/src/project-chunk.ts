/**
 * Chunk in, rows and dead letters out. Pure: the same chunk gives the same bytes for ever, which is what makes replay
 * true. A record whose bytes are surely an event of this stream becomes a row without becoming an object: its datum is
 * copied once, behind its position. Only where that is not sure is the record decoded and held against the rules.
 */
import {
  type Decoded,
  decodeEvent,
  type EventType,
  eventTypes,
  registeredSchemas,
  type StreamName,
} from '@rapport/events';
import type { Chunk, RawRecord } from '@rapport/log';
import { type BuiltBlocks, createBlockBuilder } from '@rapport/warehouse';

/**
 * Which event type (an index into `eventTypes`) the bytes [start, end) are one correct datum of, or -1 when that is not
 * sure. What it is sure of, `decodeEvent` accepts as the same type.
 */
export type CheckDatum = (schemaId: number, bytes: Buffer, start: number, end: number) => number;

/** Why a record cannot become a row. */
export type Refusal = { record: RawRecord; code: string; field?: string; message: string };

/** What a chunk becomes: rows in blocks, and what belongs in the dead letters. */
export type ProjectedChunk = BuiltBlocks & {
  refused: Refusal[];
  /** How many rows there are of each type, in the order of `eventTypes`. */
  rowsOfType: Uint32Array;
  /** Kafka times of some rows, evenly spread, epoch milliseconds: what latency is measured on. */
  sampledTimesMs: number[];
};

type Reason = Omit<Refusal, 'record'>;

const MAGIC = 0;
const FRAME_BYTES = 5;
const SAMPLES = 50;

const indexOfType = new Map<EventType, number>(eventTypes.map((type, index) => [type, index]));

/** Every published schema id with its stream. */
const streamOfSchema = new Map<number, StreamName>(registeredSchemas.map(({ id, stream }) => [id, stream]));

function reasonOf(decoded: Decoded, stream: StreamName): Reason | undefined {
  if (!decoded.ok) {
    const { code, field, message } = decoded;
    return { code, message, ...(field === undefined ? {} : { field }) };
  }
  if (decoded.stream !== stream) {
    const message = `${decoded.event.type} is an event of the stream ${decoded.stream}, not of ${stream}`;
    return { code: 'WRONG_STREAM', field: 'type', message };
  }
  return undefined;
}

// What the fast check is not sure of: the type's index, or the reason against the record.
function decodeSlowly(value: Buffer | null, stream: StreamName): number | Reason {
  const decoded = decodeEvent(value);
  const reason = reasonOf(decoded, stream);
  if (reason !== undefined) return reason;
  return decoded.ok ? (indexOfType.get(decoded.event.type) ?? -1) : -1;
}

function isFramed(bytes: Buffer, start: number, end: number): boolean {
  return start >= 0 && end - start >= FRAME_BYTES && bytes[start] === MAGIC;
}

// Whole records are made of all the chunk's bytes, so they are asked for only when one of them is refused.
function withRecords(chunk: Chunk, reasons: ReadonlyMap<number, Reason>): Refusal[] {
  if (reasons.size === 0) return [];
  return chunk.records.flatMap((record) => {
    const reason = reasons.get(Number(record.offset));
    return reason === undefined ? [] : [{ record, ...reason }];
  });
}

/** Checks every record of a stream's chunk. One bad record costs one record: the others become rows. */
export function projectChunk(chunk: Chunk, stream: StreamName, check: CheckDatum): ProjectedChunk {
  const builder = createBlockBuilder(chunk.partition, chunk.count);
  const rowsOfType = new Uint32Array(eventTypes.length);
  const sampledTimesMs: number[] = [];
  const reasons = new Map<number, Reason>();
  const sampleEvery = Math.max(1, Math.ceil(chunk.count / SAMPLES));
  let knownSchema = -1;
  let seen = 0;

  chunk.visit((offset, timestampMs, bytes, start, end) => {
    const isDue = seen % sampleEvery === 0;
    seen += 1;
    let type = -1;
    let schemaId = -1;
    if (isFramed(bytes, start, end)) {
      schemaId = bytes.readUInt32BE(start + 1);
      if (schemaId !== knownSchema && streamOfSchema.get(schemaId) === stream) knownSchema = schemaId;
      if (schemaId === knownSchema) type = check(schemaId, bytes, start + FRAME_BYTES, end);
    }
    if (type < 0) {
      const found = decodeSlowly(start < 0 ? null : bytes.subarray(start, end), stream);
      if (typeof found !== 'number') return void reasons.set(offset, found);
      type = found;
    }
    builder.append(schemaId, offset, timestampMs, bytes, start + FRAME_BYTES, end);
    rowsOfType[type] = (rowsOfType[type] ?? 0) + 1;
    if (isDue) sampledTimesMs.push(timestampMs);
  });
  return { ...builder.build(), refused: withRecords(chunk, reasons), rowsOfType, sampledTimesMs };
}

/** Where the rows of a chunk lie that `projectChunk` has accepted: all its records but the `dead` ones. */
export function rowOffsets(chunk: Chunk, dead: ReadonlySet<bigint>): bigint[] {
  const offsets: bigint[] = [];
  chunk.visit((number) => {
    const offset = BigInt(number);
    if (!dead.has(offset)) offsets.push(offset);
  });
  return offsets;
}

/** The rows of a part of a chunk that `projectChunk` has accepted: those of `offsets`, which ascend. */
export function projectPart(chunk: Chunk, offsets: readonly bigint[]): BuiltBlocks {
  const builder = createBlockBuilder(chunk.partition, offsets.length);
  let next = 0;
  chunk.visit((offset, timestampMs, bytes, start, end) => {
    if (next === offsets.length || BigInt(offset) !== offsets[next]) return;
    next += 1;
    builder.append(bytes.readUInt32BE(start + 1), offset, timestampMs, bytes, start + FRAME_BYTES, end);
  });
  return builder.build();
}
