/**
 * Chunk in, rows and dead letters out. Pure: the same chunk gives the same bytes for ever, which is what makes replay
 * true. A record whose bytes are surely an event of this stream becomes a row without becoming an object: its datum is
 * copied once, behind its position. Only where that is not sure is the record decoded and held against the rules, and
 * written anew.
 */
import {
  type Decoded,
  decodeEvent,
  type EventType,
  encodeEvent,
  eventTypes,
  type StreamName,
  streamOfSchema,
} from '@rapport/events';
import type { Chunk, RawRecord } from '@rapport/log';
import { type BlockBuilder, type BuiltBlocks, createBlockBuilder } from '@rapport/warehouse';

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

type Row = { type: number; framed: Buffer };

// What the fast check is not sure of. Avro and UTF-8 leave several ways to write one event, and the warehouse may read
// them otherwise than we do: so what is right is written anew, in the one form that we write ourselves.
function rowOf(value: Buffer | null, stream: StreamName): Row | Reason {
  const decoded = decodeEvent(value);
  const reason = reasonOf(decoded, stream);
  if (reason !== undefined || !decoded.ok) return reason ?? { code: 'UNDECODABLE', message: 'is not an event' };
  return { type: indexOfType.get(decoded.event.type) ?? -1, framed: encodeEvent(decoded.event) };
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

/** Appends one record's row to the block and gives its type's index, or the reason why it can be none. */
function createRowWriter(builder: BlockBuilder, stream: StreamName, check: CheckDatum) {
  let knownSchema = -1;

  return function writeRow(offset: number, timestampMs: number, bytes: Buffer, start: number, end: number) {
    if (isFramed(bytes, start, end)) {
      const schemaId = bytes.readUInt32BE(start + 1);
      if (schemaId !== knownSchema && streamOfSchema(schemaId) === stream) knownSchema = schemaId;
      const type = schemaId === knownSchema ? check(schemaId, bytes, start + FRAME_BYTES, end) : -1;
      if (type >= 0) {
        builder.append(schemaId, offset, timestampMs, bytes, start + FRAME_BYTES, end);
        return type;
      }
    }
    const row = rowOf(start < 0 ? null : bytes.subarray(start, end), stream);
    if (!('framed' in row)) return row;
    const { framed, type } = row;
    builder.append(framed.readUInt32BE(1), offset, timestampMs, framed, FRAME_BYTES, framed.length);
    return type;
  };
}

/** Checks every record of a stream's chunk. One bad record costs one record: the others become rows. */
export function projectChunk(chunk: Chunk, stream: StreamName, check: CheckDatum): ProjectedChunk {
  const builder = createBlockBuilder(chunk.partition, chunk.count);
  const writeRow = createRowWriter(builder, stream, check);
  const rowsOfType = new Uint32Array(eventTypes.length);
  const sampledTimesMs: number[] = [];
  const reasons = new Map<number, Reason>();
  const sampleEvery = Math.max(1, Math.ceil(chunk.count / SAMPLES));
  let seen = 0;

  chunk.visit((offset, timestampMs, bytes, start, end) => {
    const isDue = seen % sampleEvery === 0;
    seen += 1;
    const written = writeRow(offset, timestampMs, bytes, start, end);
    if (typeof written !== 'number') return void reasons.set(offset, written);
    rowsOfType[written] = (rowsOfType[written] ?? 0) + 1;
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
export function projectPart(
  chunk: Chunk,
  stream: StreamName,
  check: CheckDatum,
  offsets: readonly bigint[],
): BuiltBlocks {
  const builder = createBlockBuilder(chunk.partition, offsets.length);
  const writeRow = createRowWriter(builder, stream, check);
  let next = 0;
  chunk.visit((offset, timestampMs, bytes, start, end) => {
    if (next === offsets.length || BigInt(offset) !== offsets[next]) return;
    next += 1;
    writeRow(offset, timestampMs, bytes, start, end);
  });
  return builder.build();
}
