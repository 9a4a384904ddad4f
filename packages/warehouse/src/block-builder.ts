/** Rows on their way to the warehouse: Avro datums behind their Kafka positions, joined into one buffer a schema. */
import { MAX_LONG_BYTES, writeLong } from './avro-container.ts';

/** `count` positioned datums of one writer's schema, one behind the other, in the order in which they were appended. */
export type SinkBlock = { schemaId: number; count: number; data: Buffer };

export type BuiltBlocks = {
  /** One a schema, by schema id. */
  blocks: readonly SinkBlock[];
  rows: number;
  /** Earliest and latest Kafka time of the rows, epoch milliseconds; undefined without rows. */
  firstTimestampMs: number | undefined;
  lastTimestampMs: number | undefined;
};

export type BlockBuilder = {
  /** Adds the datum bytes[start, end), written with the schema `schemaId`, as the row of this offset and Kafka time. */
  append(schemaId: number, offset: number, timestampMs: number, bytes: Buffer, start: number, end: number): void;
  /** What was appended. The blocks are views of the builder’s memory: append nothing afterwards. */
  build(): BuiltBlocks;
};

type Open = { schemaId: number; count: number; data: Buffer; at: number };

const POSITION_BYTES = 3 * MAX_LONG_BYTES;
const FEWEST_ROWS = 16;
const MOST_FIRST_BYTES = 8 * 1024 * 1024;

/**
 * A builder for the rows of one partition. Writes each datum once, from where it lies to where it is sent from. Memory is
 * taken by the first row's size times `expectedRows`, and doubled when that was too little.
 */
export function createBlockBuilder(partition: number, expectedRows = FEWEST_ROWS): BlockBuilder {
  const open = new Map<number, Open>();
  let current: Open | undefined;
  let rows = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  function openBlock(schemaId: number, firstRowBytes: number): Open {
    const known = open.get(schemaId);
    if (known !== undefined) return known;
    const expected = Math.min(Math.max(expectedRows, FEWEST_ROWS) * firstRowBytes, MOST_FIRST_BYTES);
    const block = { schemaId, count: 0, data: Buffer.allocUnsafeSlow(expected), at: 0 };
    open.set(schemaId, block);
    return block;
  }

  function grow(block: Open, needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(block.data.length * 2, block.at + needed));
    block.data.copy(larger, 0, 0, block.at);
    block.data = larger;
  }

  function append(
    schemaId: number,
    offset: number,
    timestampMs: number,
    bytes: Buffer,
    start: number,
    end: number,
  ): void {
    const needed = end - start + POSITION_BYTES;
    if (current?.schemaId !== schemaId) current = openBlock(schemaId, needed);
    if (current.data.length - current.at < needed) grow(current, needed);
    const { data } = current;
    let at = writeLong(data, current.at, partition);
    at = writeLong(data, at, offset);
    at = writeLong(data, at, timestampMs);
    bytes.copy(data, at, start, end);
    current.at = at + end - start;
    current.count += 1;
    rows += 1;
    if (timestampMs < first) first = timestampMs;
    if (timestampMs > last) last = timestampMs;
  }

  function build(): BuiltBlocks {
    const blocks = [...open.values()]
      .toSorted((a, b) => a.schemaId - b.schemaId)
      .map(({ schemaId, count, data, at }) => ({ schemaId, count, data: data.subarray(0, at) }));
    const times = rows === 0 ? [] : [first, last];
    return { blocks, rows, firstTimestampMs: times[0], lastTimestampMs: times[1] };
  }

  return { append, build };
}
