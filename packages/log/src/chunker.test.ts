import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from './chunk.ts';
import { createChunker } from './chunker.ts';
import type { OffsetRange, RawRecord } from './records.ts';

const at = { topic: 'mentorship.pairing.v1', partition: 0 };
const wide = { maxRows: 1_000, maxBytes: 1_000_000 };

function record(offset: bigint, bytes = 10): RawRecord {
  return { offset, timestampMs: 0, key: null, value: Buffer.alloc(bytes), headers: {} };
}

const ranges = (chunks: readonly Chunk[]) => chunks.map((chunk) => [chunk.firstOffset, chunk.lastOffset]);
const contents = ({ firstOffset, lastOffset, records }: Chunk) => ({ firstOffset, lastOffset, records });
const offsets = (chunks: readonly Chunk[]) => chunks.flatMap((chunk) => chunk.records.map(({ offset }) => offset));

/** A log with holes, cut into fetches as a broker might: every fetch begins where the one before ended. */
const fetchesFrom = (offsetsPresent: readonly bigint[], cuts: readonly number[], end: bigint) => {
  const borders = [...new Set(cuts.map(BigInt))].filter((cut) => cut > 0n && cut < end).sort((a, b) => Number(a - b));
  return [...borders, end].map((nextOffset, index) => {
    const begin = index === 0 ? 0n : (borders[index - 1] as bigint);
    const records = offsetsPresent.filter((offset) => offset >= begin && offset < nextOffset);
    return { records: records.map((offset) => record(offset, 1 + Number(offset % 7n))), nextOffset };
  });
};

const anyLog = fc
  .record({
    present: fc.uniqueArray(fc.integer({ min: 0, max: 199 }), { maxLength: 200 }),
    cuts: fc.array(fc.integer({ min: 1, max: 199 }), { maxLength: 12 }),
    maxRows: fc.integer({ min: 1, max: 40 }),
    maxBytes: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ present, cuts, maxRows, maxBytes }) => {
    const sorted = present.sort((a, b) => a - b).map(BigInt);
    return { sorted, fetches: fetchesFrom(sorted, cuts, 200n), limits: { maxRows, maxBytes } };
  });

describe('chunker', () => {
  it('closes a chunk at the end of a fetch, so that nothing waits for more', () => {
    const chunker = createChunker({ ...at, limits: wide, position: 5n });
    expect(ranges(chunker.push({ records: [record(5n), record(6n)], nextOffset: 7n }))).toEqual([[5n, 6n]]);
  });

  it('closes a chunk when it has all its rows', () => {
    const chunker = createChunker({ ...at, limits: { maxRows: 2, maxBytes: 1_000 }, position: 0n });
    const records = [0n, 1n, 2n, 3n, 4n].map((offset) => record(offset));
    expect(ranges(chunker.push({ records, nextOffset: 5n }))).toEqual([
      [0n, 1n],
      [2n, 3n],
      [4n, 4n],
    ]);
  });

  it('closes a chunk before it outgrows its bytes, and lets one large record stand alone', () => {
    const chunker = createChunker({ ...at, limits: { maxRows: 100, maxBytes: 25 }, position: 0n });
    const records = [record(0n), record(1n), record(2n, 500), record(3n)];
    expect(ranges(chunker.push({ records, nextOffset: 4n }))).toEqual([
      [0n, 1n],
      [2n, 2n],
      [3n, 3n],
    ]);
  });

  it('covers the markers of a transaction, which are no records', () => {
    const chunker = createChunker({ ...at, limits: wide, position: 0n });
    expect(ranges(chunker.push({ records: [record(0n)], nextOffset: 2n }))).toEqual([[0n, 1n]]);
    expect(chunker.push({ records: [], nextOffset: 4n })).toEqual([]);
    expect(ranges(chunker.push({ records: [record(4n)], nextOffset: 5n }))).toEqual([[2n, 4n]]);
  });

  it('passes over records that it has already handed on', () => {
    const chunker = createChunker({ ...at, limits: wide, position: 3n });
    const chunks = chunker.push({ records: [1n, 2n, 3n, 4n].map((offset) => record(offset)), nextOffset: 5n });
    expect(offsets(chunks)).toEqual([3n, 4n]);
    expect(chunker.push({ records: [record(4n)], nextOffset: 5n })).toEqual([]);
  });

  it('holds a pending range back until all of it was fetched, then cuts exactly there', () => {
    const pending: OffsetRange = { first: 10n, last: 14n };
    const chunker = createChunker({ ...at, limits: { maxRows: 1, maxBytes: 1 }, position: 10n, pending });
    expect(chunker.push({ records: [record(10n), record(11n)], nextOffset: 12n })).toEqual([]);
    expect(chunker.next()).toBe(12n);
    const chunks = chunker.push({ records: [12n, 13n, 14n, 15n].map((offset) => record(offset)), nextOffset: 16n });
    expect(ranges(chunks)).toEqual([
      [10n, 14n],
      [15n, 15n],
    ]);
    expect(chunks[0]?.records).toHaveLength(5);
  });

  it('replays a pending range whose last record was compacted away', () => {
    const pending: OffsetRange = { first: 0n, last: 5n };
    const chunker = createChunker({ ...at, limits: wide, position: 0n, pending });
    expect(chunker.push({ records: [record(0n)], nextOffset: 4n })).toEqual([]);
    expect(ranges(chunker.push({ records: [record(8n)], nextOffset: 9n }))).toEqual([
      [0n, 5n],
      [6n, 8n],
    ]);
  });

  it('hands every record on once, in ranges that touch and never overlap', () => {
    fc.assert(
      fc.property(anyLog, ({ sorted, fetches, limits }) => {
        const chunker = createChunker({ ...at, limits, position: 0n });
        const chunks = fetches.flatMap((fetched) => chunker.push(fetched));
        expect(offsets(chunks)).toEqual(sorted);
        let expected = 0n;
        for (const chunk of chunks) {
          expect(chunk.firstOffset).toBe(expected);
          expect(chunk.records.every(({ offset }) => offset >= expected && offset <= chunk.lastOffset)).toBe(true);
          expected = chunk.lastOffset + 1n;
        }
      }),
    );
  });

  it('keeps every chunk within rows and bytes, but for a single record that is larger', () => {
    fc.assert(
      fc.property(anyLog, ({ fetches, limits }) => {
        const chunker = createChunker({ ...at, limits, position: 0n });
        for (const { records } of fetches.flatMap((fetched) => chunker.push(fetched))) {
          const bytes = records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
          expect(records.length).toBeLessThanOrEqual(limits.maxRows);
          if (records.length > 1) expect(bytes).toBeLessThanOrEqual(limits.maxBytes);
        }
      }),
    );
  });

  it('gives the next owner of any chunk the same chunk again, however the log is fetched then', () => {
    const cutsAgain = fc.array(fc.integer({ min: 1, max: 199 }), { maxLength: 12 });
    fc.assert(
      fc.property(anyLog, cutsAgain, fc.nat(), ({ sorted, fetches, limits }, cuts, pick) => {
        const before = createChunker({ ...at, limits, position: 0n });
        const chunks = fetches.flatMap((fetched) => before.push(fetched));
        const died = chunks[pick % Math.max(1, chunks.length)];
        fc.pre(died !== undefined);
        const { firstOffset: first, lastOffset: last } = died as Chunk;
        const after = createChunker({ ...at, limits, position: first, pending: { first, last } });
        const again = fetchesFrom(sorted, cuts, 200n)
          .filter(({ nextOffset }) => nextOffset > first)
          .flatMap((fetched) => after.push(fetched));
        expect(contents(again[0] as Chunk)).toEqual(contents(died as Chunk));
        expect(offsets(again)).toEqual(sorted.filter((offset) => offset >= first));
      }),
    );
  });
});
