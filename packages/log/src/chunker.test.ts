import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from './chunk.ts';
import { type Chunker, type ChunkLimits, createChunker } from './chunker.ts';
import { readRecordSet } from './record-set.ts';
import type { OffsetRange } from './records.ts';
import { encodeBatch, encodeMarker } from './testing/encode-batch.ts';

const at = { topic: 'mentorship.pairing.v1', partition: 0 };
const wide = { maxRows: 1_000, maxBytes: 1_000_000 };

const batch = (offsets: readonly bigint[], lastOffset?: bigint, bytes = 10) =>
  encodeBatch({
    records: offsets.map((offset) => ({ offset, value: Buffer.alloc(bytes) })),
    ...(lastOffset === undefined ? {} : { lastOffset }),
  });

const push = (chunker: Chunker, ...batches: Buffer[]) => chunker.push(readRecordSet(Buffer.concat(batches), []));

function takeAll(chunker: Chunker, limits: ChunkLimits): Chunk[] {
  const chunks: Chunk[] = [];
  for (let cut = chunker.take(limits); cut !== undefined; cut = chunker.take(limits)) chunks.push(cut.chunk);
  return chunks;
}

const ranges = (chunks: readonly Chunk[]) => chunks.map((chunk) => [chunk.firstOffset, chunk.lastOffset]);
const offsets = (chunks: readonly Chunk[]) => chunks.flatMap((chunk) => chunk.records.map(({ offset }) => offset));
const contents = ({ firstOffset, lastOffset, records }: Chunk) => ({ firstOffset, lastOffset, records });

/** A log of 200 offsets with holes, as batches of at most `size` offsets. */
const anyLog = fc
  .record({
    present: fc.uniqueArray(fc.integer({ min: 0, max: 199 }), { maxLength: 200 }),
    size: fc.integer({ min: 1, max: 60 }),
    maxRows: fc.integer({ min: 1, max: 40 }),
    maxBytes: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ present, size, maxRows, maxBytes }) => {
    const sorted = present.sort((a, b) => a - b).map(BigInt);
    const batches = Array.from({ length: Math.ceil(200 / size) }, (_, index) => {
      const [first, last] = [BigInt(index * size), BigInt(Math.min(200, (index + 1) * size) - 1)];
      const records = sorted.filter((offset) => offset >= first && offset <= last);
      return encodeBatch({
        records: records.map((offset) => ({ offset, value: Buffer.alloc(Number(offset % 7n)) })),
        baseOffset: first,
        lastOffset: last,
      });
    });
    return { sorted, batches, limits: { maxRows, maxBytes } };
  });
/** How many batches come in before chunks are cut again. */
const anyPace = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 20 });

/** Fetches and cuts by turns, from offset `from` on. */
function read(chunker: Chunker, batches: readonly Buffer[], limits: ChunkLimits, pace: readonly number[]): Chunk[] {
  const chunks: Chunk[] = [];
  let next = 0;
  for (let turn = 0; next < batches.length; turn += 1) {
    const count = pace[turn % pace.length] as number;
    push(chunker, ...batches.slice(next, next + count));
    next += count;
    chunks.push(...takeAll(chunker, limits));
  }
  return chunks;
}

describe('chunker', () => {
  it('cuts all that waits into one chunk, however many fetches brought it', () => {
    const chunker = createChunker({ ...at, position: 5n });
    push(chunker, batch([5n, 6n]));
    push(chunker, batch([7n]), batch([8n, 9n]));
    expect(ranges(takeAll(chunker, wide))).toEqual([[5n, 9n]]);
  });

  it('closes a chunk when it has all its rows, in the middle of a batch if need be', () => {
    const chunker = createChunker({ ...at, position: 0n });
    push(chunker, batch([0n, 1n, 2n, 3n, 4n]));
    expect(ranges(takeAll(chunker, { maxRows: 2, maxBytes: 1_000 }))).toEqual([
      [0n, 1n],
      [2n, 3n],
      [4n, 4n],
    ]);
  });

  it('closes a chunk before it outgrows its bytes, and lets one large record stand alone', () => {
    const chunker = createChunker({ ...at, position: 0n });
    push(chunker, batch([0n, 1n]), batch([2n], 2n, 500), batch([3n]));
    expect(ranges(takeAll(chunker, { maxRows: 100, maxBytes: 50 }))).toEqual([
      [0n, 1n],
      [2n, 2n],
      [3n, 3n],
    ]);
  });

  it('covers the markers of a transaction, which are no records, even where nothing follows them', () => {
    const chunker = createChunker({ ...at, position: 0n });
    push(chunker, batch([0n]), encodeMarker(1n, 7n, 'commit'));
    expect(ranges(takeAll(chunker, wide))).toEqual([[0n, 1n]]);
    push(chunker, encodeMarker(2n, 7n, 'abort'));
    const [chunk] = takeAll(chunker, wide);
    expect(chunk).toMatchObject({ firstOffset: 2n, lastOffset: 2n, count: 0, lastTimestampMs: undefined });
  });

  it('passes over records that it has already handed on, inside a batch too', () => {
    const chunker = createChunker({ ...at, position: 3n });
    push(chunker, batch([1n, 2n, 3n, 4n]));
    expect(offsets(takeAll(chunker, wide))).toEqual([3n, 4n]);
    push(chunker, batch([1n, 2n, 3n, 4n]), batch([5n]));
    expect(offsets(takeAll(chunker, wide))).toEqual([5n]);
  });

  it('holds a pending range back until all of it was fetched, then cuts exactly there', () => {
    const pending: OffsetRange = { first: 10n, last: 14n };
    const chunker = createChunker({ ...at, position: 10n, pending });
    push(chunker, batch([10n, 11n]));
    expect(chunker.take(wide)).toBeUndefined();
    expect(chunker.next()).toBe(12n);
    push(chunker, batch([12n, 13n, 14n, 15n]));
    const chunks = takeAll(chunker, { maxRows: 1, maxBytes: 1 });
    expect(ranges(chunks)).toEqual([
      [10n, 14n],
      [15n, 15n],
    ]);
    expect(chunks[0]?.count).toBe(5);
  });

  it('replays a pending range whose last record was compacted away', () => {
    const chunker = createChunker({ ...at, position: 0n, pending: { first: 0n, last: 5n } });
    push(chunker, batch([0n], 4n));
    expect(chunker.take(wide)).toBeUndefined();
    push(chunker, batch([8n]));
    expect(ranges(takeAll(chunker, wide))).toEqual([
      [0n, 5n],
      [6n, 8n],
    ]);
  });

  it('stops exactly before its end, in the middle of a batch too, and takes nothing more in', () => {
    const chunker = createChunker({ ...at, position: 0n, until: 3n });
    push(chunker, batch([0n, 1n]), batch([2n, 3n, 4n]), batch([5n]));
    expect(ranges(takeAll(chunker, wide))).toEqual([[0n, 2n]]);
    expect(chunker.next()).toBe(3n);
    expect(chunker.readiness(wide)).toBe('none');
  });

  it('hands every record on once, in ranges that touch and never overlap, whenever it is asked', () => {
    fc.assert(
      fc.property(anyLog, anyPace, ({ sorted, batches, limits }, pace) => {
        const chunks = read(createChunker({ ...at, position: 0n }), batches, limits, pace);
        expect(offsets(chunks)).toEqual(sorted);
        let expected = 0n;
        for (const chunk of chunks) {
          expect(chunk.firstOffset).toBe(expected);
          expect(chunk.records.every(({ offset }) => offset >= expected && offset <= chunk.lastOffset)).toBe(true);
          expected = chunk.lastOffset + 1n;
        }
        expect(expected).toBe(200n);
      }),
    );
  });

  it('keeps every chunk within rows and bytes, but for a single record that is larger', () => {
    fc.assert(
      fc.property(anyLog, anyPace, ({ batches, limits }, pace) => {
        const chunker = createChunker({ ...at, position: 0n });
        for (const batchBytes of batches) push(chunker, batchBytes);
        for (let cut = chunker.take(limits); cut !== undefined; cut = chunker.take(limits)) {
          expect(cut.chunk.count).toBeLessThanOrEqual(limits.maxRows);
          if (cut.chunk.count > 1) expect(cut.bytes).toBeLessThanOrEqual(limits.maxBytes);
        }
        expect(chunker.bytes()).toBe(0);
        expect(pace.length).toBeGreaterThan(0);
      }),
    );
  });

  it('gives the next owner of any chunk the same chunk again, however the log is fetched then', () => {
    fc.assert(
      fc.property(anyLog, anyPace, anyPace, fc.nat(), ({ sorted, batches, limits }, pace, paceAgain, pick) => {
        const chunks = read(createChunker({ ...at, position: 0n }), batches, limits, pace);
        const died = chunks[pick % Math.max(1, chunks.length)];
        fc.pre(died !== undefined);
        const { firstOffset: first, lastOffset: last } = died as Chunk;
        const after = createChunker({ ...at, position: first, pending: { first, last } });
        const again = read(after, batches, wide, paceAgain);
        expect(contents(again[0] as Chunk)).toEqual(contents(died as Chunk));
        expect(offsets(again)).toEqual(sorted.filter((offset) => offset >= first));
      }),
    );
  });

  it('visits exactly the records that it gives as objects, value by value', () => {
    fc.assert(
      fc.property(anyLog, anyPace, ({ batches, limits }, pace) => {
        for (const chunk of read(createChunker({ ...at, position: 0n }), batches, limits, pace)) {
          const seen: unknown[] = [];
          chunk.visit((offset, timestampMs, bytes, start, end) => {
            seen.push({ offset: BigInt(offset), timestampMs, value: bytes.subarray(start, end) });
          });
          expect(seen).toEqual(chunk.records.map(({ offset, timestampMs, value }) => ({ offset, timestampMs, value })));
        }
      }),
    );
  });
});
