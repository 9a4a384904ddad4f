/**
 * The record batch of Kafka's message format v2, as fetched: its 61-byte header, and walking its records without making
 * an object of each. Format: https://kafka.apache.org/documentation/#recordbatch
 */
import { LogError } from './log-error.ts';
import type { RawRecord, RecordHeaders } from './records.ts';

export const BATCH_HEADER_BYTES = 61;
const LENGTH_AT = 8;
// Base offset and length stand before what the length counts.
const LENGTH_OVERHEAD = 12;
const MAGIC_AT = 16;
const ATTRIBUTES_AT = 21;
const LAST_OFFSET_DELTA_AT = 23;
const BASE_TIMESTAMP_AT = 27;
const MAX_TIMESTAMP_AT = 35;
const PRODUCER_ID_AT = 43;
const COUNT_AT = 57;

const CODEC_MASK = 0x07;
const LOG_APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** What the header of a batch says. Offsets are exact up to 2^53, timestamps are epoch milliseconds. */
export type BatchHeader = {
  baseOffset: number;
  /** Last offset that the batch stands for, whether or not a record is still there. */
  lastOffset: number;
  /** Where the batch ends in the bytes it was read from. */
  end: number;
  /** Number of the compression codec, 0 for none. */
  codec: number;
  transactional: boolean;
  control: boolean;
  producerId: bigint;
  count: number;
  baseTimestampMs: number;
  /** The one timestamp of all records where the broker stamps them on arrival, else -1. */
  appendTimestampMs: number;
};

/** Records that follow one another: `count` of them in bytes[start, end), all of one batch and not compressed. */
export type RecordRun = Pick<BatchHeader, 'baseOffset' | 'lastOffset' | 'baseTimestampMs' | 'appendTimestampMs'> & {
  bytes: Buffer;
  start: number;
  end: number;
  count: number;
};

/** Sees where one record's parts lie: key in bytes[keyStart, keyEnd), value in bytes[start, end), starts -1 for null. */
type VisitParts = (
  offset: number,
  timestampMs: number,
  keyStart: number,
  keyEnd: number,
  start: number,
  end: number,
  headersAt: number,
) => void;

type Cursor = { at: number };

/** The error of bytes that are not what the broker acknowledged: reading them again may give better ones. */
export function corrupt(what: string): LogError {
  return new LogError('RECORDS_CORRUPT', `the fetched records cannot be read: ${what}`, { retriable: true });
}

/** Header of the batch at `at`; undefined when the bytes end before the batch does (a fetch may cut its last one off). */
export function readBatchHeader(bytes: Buffer, at: number): BatchHeader | undefined {
  if (at + BATCH_HEADER_BYTES > bytes.length) return undefined;
  const length = bytes.readInt32BE(at + LENGTH_AT);
  const end = at + LENGTH_OVERHEAD + length;
  if (end > bytes.length) return undefined;
  const magic = bytes[at + MAGIC_AT];
  if (magic !== 2) throw corrupt(`record format ${magic}, not 2`);
  if (length < BATCH_HEADER_BYTES - LENGTH_OVERHEAD) throw corrupt(`a batch of ${length} bytes`);
  const attributes = bytes.readInt16BE(at + ATTRIBUTES_AT);
  const baseOffset = Number(bytes.readBigInt64BE(at));
  return {
    baseOffset,
    lastOffset: baseOffset + bytes.readInt32BE(at + LAST_OFFSET_DELTA_AT),
    end,
    codec: attributes & CODEC_MASK,
    transactional: (attributes & TRANSACTIONAL) !== 0,
    control: (attributes & CONTROL) !== 0,
    producerId: bytes.readBigInt64BE(at + PRODUCER_ID_AT),
    count: bytes.readInt32BE(at + COUNT_AT),
    baseTimestampMs: Number(bytes.readBigInt64BE(at + BASE_TIMESTAMP_AT)),
    appendTimestampMs: (attributes & LOG_APPEND_TIME) === 0 ? -1 : Number(bytes.readBigInt64BE(at + MAX_TIMESTAMP_AT)),
  };
}

// Beyond 28 bits JavaScript's bit operations would overflow; only timestamps far from their batch's get here.
function readLongVarint(bytes: Buffer, cursor: Cursor): number {
  let value = 0;
  let factor = 1;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes[cursor.at] ?? 0;
    cursor.at += 1;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    factor *= 128;
  }
  throw corrupt('a number without end');
}

/** Zigzag varint at the cursor, which moves behind it. Beyond the end of the bytes it reads zeros. */
function readVarint(bytes: Buffer, cursor: Cursor): number {
  const begin = cursor.at;
  let byte = bytes[begin] ?? 0;
  cursor.at = begin + 1;
  if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
  let value = byte & 0x7f;
  for (let shift = 7; shift < 28; shift += 7) {
    byte = bytes[cursor.at] ?? 0;
    cursor.at += 1;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
  }
  cursor.at = begin;
  return readLongVarint(bytes, cursor);
}

/**
 * Calls `visit` for the run's records in order; headers are passed over by the record's length. Makes one object a run.
 * Stops early after `most` records, and before a record that ends beyond `border`.
 * @returns where the record after the last visited one begins.
 */
export function walkRun(run: RecordRun, visit: VisitParts, most = run.count, border = run.end): number {
  const { bytes, end, baseOffset, baseTimestampMs, appendTimestampMs } = run;
  const cursor: Cursor = { at: run.start };
  const records = Math.min(run.count, most);
  for (let index = 0; index < records; index += 1) {
    const begin = cursor.at;
    const length = readVarint(bytes, cursor);
    const next = cursor.at + length;
    if (next > border && next <= end) return begin;
    if (length <= 0 || next > end) throw corrupt('a record reaches beyond its batch');
    cursor.at += 1;
    const delta = readVarint(bytes, cursor);
    const timestampMs = appendTimestampMs < 0 ? baseTimestampMs + delta : appendTimestampMs;
    const offset = baseOffset + readVarint(bytes, cursor);
    const keyLength = readVarint(bytes, cursor);
    const keyStart = keyLength < 0 ? -1 : cursor.at;
    if (keyLength > 0) cursor.at += keyLength;
    const keyEnd = keyLength < 0 ? -1 : cursor.at;
    const valueLength = readVarint(bytes, cursor);
    const start = valueLength < 0 ? -1 : cursor.at;
    const headersAt = valueLength < 0 ? cursor.at : cursor.at + valueLength;
    if (headersAt > next) throw corrupt('a value reaches beyond its record');
    cursor.at = next;
    visit(offset, timestampMs, keyStart, keyEnd, start, start < 0 ? -1 : headersAt, headersAt);
  }
  return cursor.at;
}

const slice = (bytes: Buffer, start: number, end: number) => (start < 0 ? null : bytes.subarray(start, end));

function readHeader(bytes: Buffer, cursor: Cursor): [name: string, value: Buffer | undefined] {
  const nameLength = readVarint(bytes, cursor);
  const nameEnd = cursor.at + nameLength;
  const name = bytes.toString('utf8', cursor.at, nameEnd);
  cursor.at = nameEnd;
  const length = readVarint(bytes, cursor);
  const start = cursor.at;
  if (length > 0) cursor.at += length;
  if (nameLength < 0 || cursor.at > bytes.length) throw corrupt('a header reaches beyond its record');
  return [name, length < 0 ? undefined : bytes.subarray(start, cursor.at)];
}

// Several values of one name are a list, as kafkajs writes them.
function readHeaders(bytes: Buffer, at: number): RecordHeaders {
  const cursor: Cursor = { at };
  const count = readVarint(bytes, cursor);
  const headers = new Map<string, RecordHeaders[string]>();
  for (let index = 0; index < count; index += 1) {
    const [name, value] = readHeader(bytes, cursor);
    const known = headers.get(name);
    const list = Array.isArray(known) ? known : [known ?? ''];
    headers.set(name, headers.has(name) ? [...list, value ?? ''] : value);
  }
  return Object.fromEntries(headers);
}

/** The run's records as objects, headers and all: the slow path. Keys and values are views of the run's bytes. */
export function readRun(run: RecordRun): RawRecord[] {
  const { bytes } = run;
  const records: RawRecord[] = [];
  walkRun(run, (offset, timestampMs, keyStart, keyEnd, start, end, headersAt) => {
    records.push({
      offset: BigInt(offset),
      timestampMs,
      key: slice(bytes, keyStart, keyEnd),
      value: slice(bytes, start, end),
      headers: readHeaders(bytes, headersAt),
    });
  });
  return records;
}
