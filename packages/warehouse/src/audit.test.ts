import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Finding,
  type FindingCode,
  type LedgerRun,
  type PartitionFacts,
  reconcilePartition,
  type Span,
  type StoredSpan,
} from './audit.ts';
import { holeFindings } from './hole-findings.ts';

type Kind = 'row' | 'dead' | 'hole';
type Chunk = { first: number; last: number; at: number; epoch?: number };
/** A partition offset by offset: what lies there, what was cut into chunks, and what of the rows is really stored. */
type World = { kinds: Kind[]; chunks: Chunk[]; begin: number; committed: number; lost?: readonly number[] };

const offsetsOf = (length: number) => Array.from({ length }, (_, index) => index);
const covers = (chunks: readonly Chunk[], offset: number) =>
  chunks.filter(({ first, last }) => offset >= first && offset <= last).length;

function runOf(chunk: Chunk, { kinds, chunks }: World): LedgerRun {
  const { first, last, at, epoch = 1 } = chunk;
  const count = (kind: Kind) => kinds.slice(first, last + 1).filter((one) => one === kind).length;
  const behind = chunks.filter((other) => other.first > last && (other.epoch ?? 1) === epoch);
  return {
    ...{ epoch, firstOffset: BigInt(first), lastOffset: BigInt(last), chunks: 1 },
    ...{ rows: count('row'), dead: count('dead'), backward: behind.some((other) => other.at < at) },
  };
}

// Rows are stored where a chunk was; the spans are cut as the auditor cuts them.
function storedSpans(world: World): StoredSpan[] {
  const { kinds, chunks, begin, committed, lost = [] } = world;
  const cuts = [0, begin, committed, kinds.length, ...chunks.flatMap(({ first, last }) => [first, last + 1])];
  const starts = [...new Set(cuts)].toSorted((a, b) => a - b);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? kinds.length + 100;
    const inside = offsetsOf(kinds.length).filter((at) => at >= start && at < end && covers(chunks, at) > 0);
    const count = (kind: Kind) => inside.filter((at) => kinds[at] === kind && !lost.includes(at)).length;
    return { firstOffset: BigInt(start), lastOffset: BigInt(end - 1), receipts: count('row'), dead: count('dead') };
  });
}

function factsOf(world: World): PartitionFacts {
  const { kinds, chunks, begin, committed } = world;
  return {
    beginOffset: BigInt(begin),
    endOffset: BigInt(kinds.length),
    committed: BigInt(committed),
    runs: chunks.map((chunk) => runOf(chunk, world)),
    stored: storedSpans(world),
  };
}

function offsetsIn(findings: readonly Finding[], code: FindingCode): number[] {
  const spans = findings.filter((finding) => finding.code === code) as (Finding & Span)[];
  return [
    ...new Set(
      spans.flatMap((s) => offsetsOf(Number(s.lastOffset - s.firstOffset) + 1).map((i) => Number(s.firstOffset) + i)),
    ),
  ].toSorted((a, b) => a - b);
}

const faults = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'fault');

// A log whose first part is cut into chunks, all of it stored; the rest waits.
const clean: fc.Arbitrary<World> = fc
  .record({
    kinds: fc.array(fc.constantFrom<Kind>('row', 'row', 'row', 'dead', 'hole'), { minLength: 1, maxLength: 80 }),
    sizes: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 12 }),
    begin: fc.nat(80),
  })
  .map(({ kinds, sizes, begin }) => {
    const chunks: Chunk[] = [];
    for (const [at, size] of sizes.entries()) {
      const first = (chunks.at(-1)?.last ?? -1) + 1;
      if (first < kinds.length) chunks.push({ first, last: Math.min(kinds.length, first + size) - 1, at });
    }
    const committed = (chunks.at(-1)?.last ?? -1) + 1;
    return { kinds, chunks, begin: Math.min(begin, committed), committed };
  });

test('a log cut into chunks in any way has no fault, and each of its offsets is accounted for', () => {
  fc.assert(
    fc.property(clean, (world) => {
      const { findings, account } = reconcilePartition(factsOf(world));
      const { kinds, begin, committed } = world;
      const count = (kind: Kind) => kinds.slice(begin, committed).filter((one) => one === kind).length;
      expect(faults(findings)).toEqual([]);
      expect(account).toEqual({
        offsets: kinds.length - begin,
        rows: count('row'),
        dead: count('dead'),
        holes: count('hole'),
        gaps: 0,
        waiting: kinds.length - committed,
      });
    }),
  );
});

test('whatever is injected, gaps, overlaps and unread deletions are found offset by offset, and the numbers add up', () => {
  const broken = clean.chain((world) =>
    fc.record({
      world: fc.constant(world),
      removed: fc.subarray(world.chunks),
      doubled: fc.subarray(world.chunks),
      shift: fc.integer({ min: -3, max: 3 }),
    }),
  );
  fc.assert(
    fc.property(broken, ({ world, removed, doubled, shift }) => {
      const limit = world.kinds.length - 1;
      const again = doubled.map(({ first, last }) => ({
        first: Math.min(limit, Math.max(0, first + shift)),
        last: Math.min(limit, Math.max(0, last + shift)),
        at: 99,
      }));
      const changed = { ...world, chunks: [...world.chunks.filter((one) => !removed.includes(one)), ...again] };
      const { findings, account } = reconcilePartition(factsOf(changed));
      const { chunks, begin, committed, kinds } = changed;
      const reached = Math.max(committed, ...chunks.map(({ last }) => last + 1));
      const bare = offsetsOf(reached).filter((at) => covers(chunks, at) === 0);
      const from = Math.min(begin, ...chunks.map(({ first }) => first));
      expect(offsetsIn(findings, 'GAP')).toEqual(bare.filter((at) => at >= begin));
      expect(offsetsIn(findings, 'DELETED_UNREAD')).toEqual(bare.filter((at) => at < begin && at >= from));
      expect(offsetsIn(findings, 'OVERLAP')).toEqual(offsetsOf(kinds.length).filter((at) => covers(chunks, at) > 1));
      const { offsets, rows, dead, holes, gaps, waiting } = account;
      expect(rows + dead + holes + gaps + waiting).toBe(offsets);
      expect(gaps).toBe(bare.filter((at) => at >= begin).length);
    }),
  );
});

test('rows that are gone are found by chunk and by number, and as lost records once the broker is asked', () => {
  const robbed = clean.chain((world) => {
    const rows = offsetsOf(world.committed).filter((at) => world.kinds[at] === 'row' && at >= world.begin);
    return fc.subarray(rows).map((lost) => ({ ...world, lost }));
  });
  fc.assert(
    fc.property(robbed, (world) => {
      const facts = factsOf(world);
      const reconciled = reconcilePartition(facts);
      const missing = reconciled.findings.filter(({ code }) => code === 'MISSING_ROWS');
      expect(missing.reduce((sum, { count }) => sum + count, 0)).toBe(world.lost.length);
      const holed = world.chunks.filter(({ first, last }) => world.lost.some((at) => at >= first && at <= last));
      expect(missing.map(({ firstOffset }) => Number(firstOffset))).toEqual(holed.map(({ first }) => first));
      const holes = world.kinds.slice(world.begin, world.committed).filter((kind) => kind === 'hole').length;
      const present = world.lost.map(BigInt);
      const explained = { markers: holes, aborted: 0, absent: 0, present, presentCount: present.length };
      const found = holeFindings(reconciled, explained, { unlisted: 0, waiting: false });
      expect(found.filter(({ code }) => code === 'LOST_RECORDS').map(({ count }) => count)).toEqual(
        world.lost.length === 0 ? [] : [world.lost.length],
      );
      expect(found.some(({ code }) => code === 'UNEXPLAINED_HOLES')).toBe(false);
    }),
  );
});

const world = (chunks: Chunk[], more: Partial<World> = {}): World => ({
  kinds: Array.from({ length: 30 }, () => 'row' as const),
  ...{ begin: 0, committed: 30, chunks, ...more },
});
const codes = (facts: PartitionFacts) => faults(reconcilePartition(facts).findings).map(({ code }) => code);

test('a chunk written after one that lies behind it moved backward; a new epoch over the same offsets did not', () => {
  const late = world([
    { first: 0, last: 9, at: 1 },
    { first: 10, last: 19, at: 5 },
    { first: 20, last: 29, at: 2 },
  ]);
  expect(reconcilePartition(factsOf(late)).findings).toMatchObject([
    { code: 'BACKWARD_MOVE', firstOffset: 10n, lastOffset: 19n },
  ]);
  const rebuilt = world([
    { first: 0, last: 19, at: 1 },
    { first: 20, last: 29, at: 2 },
    { first: 0, last: 29, at: 3, epoch: 2 },
  ]);
  expect(codes(factsOf(rebuilt))).toEqual([]);
});

test('the newest epoch speaks for the rows: what an older one set aside may be a row by now', () => {
  const facts = factsOf(world([{ first: 0, last: 29, at: 1 }]));
  const [run] = facts.runs as [LedgerRun];
  const older = { ...run, rows: 25, dead: 5 };
  expect(codes({ ...facts, runs: [older, { ...run, epoch: 2 }] })).toEqual([]);
  expect(codes({ ...facts, runs: [older] })).toEqual(['EXTRA_ROWS']);
});

test('rows that no chunk brought are strays once they should be confirmed, and on their way before', () => {
  const facts = factsOf(world([{ first: 0, last: 9, at: 1 }], { committed: 20 }));
  const stored = facts.stored.map((span) => (span.firstOffset === 10n ? { ...span, receipts: 10 } : span));
  expect(codes({ ...facts, stored })).toEqual(['GAP', 'ROWS_WITHOUT_LEDGER']);
  expect(codes({ ...facts, stored, committed: 10n })).toEqual([]);
});

test('a chunk that was written after the end was asked is no fault, and leaves the account of what was there then', () => {
  const facts = factsOf(world([{ first: 0, last: 29, at: 1 }], { committed: 10 }));
  const stored = facts.stored.flatMap((span): StoredSpan[] =>
    span.firstOffset === 10n
      ? [
          { firstOffset: 10n, lastOffset: 11n, receipts: 2, dead: 0 },
          { ...span, firstOffset: 12n, receipts: 17 },
        ]
      : [span],
  );
  const { findings, account } = reconcilePartition({ ...facts, stored, endOffset: 12n });
  expect(faults(findings).map(({ code }) => code)).toEqual(['MISSING_ROWS']);
  expect(account).toEqual({ offsets: 12, rows: 12, dead: 0, holes: 0, gaps: 0, waiting: 0 });
});

test('a log that ends before what was stored from it was made anew', () => {
  expect(codes({ ...factsOf(world([{ first: 0, last: 29, at: 1 }])), endOffset: 12n })).toEqual(['STORED_PAST_END']);
});

test('what retention took after it was stored is no gap, and what it took before is more than a gap', () => {
  const read = world([{ first: 0, last: 29, at: 1 }], { begin: 25 });
  expect(codes(factsOf(read))).toEqual([]);
  const unread = world([{ first: 0, last: 9, at: 1 }], { begin: 25, committed: 10 });
  expect(reconcilePartition(factsOf(unread)).findings).toMatchObject([
    { code: 'DELETED_UNREAD', firstOffset: 10n, lastOffset: 24n, count: 15 },
    { code: 'WAITING', count: 5 },
  ]);
  const late = factsOf({ ...world([], { begin: 25, committed: 25 }) });
  expect(codes({ ...late, committed: null })).toEqual([]);
});

test('a record that was set aside and is not listed is on its way while its topic is still read, and missing after', () => {
  const holes = [{ firstOffset: 3n, lastOffset: 9n, count: 3 }];
  const explained = { markers: 0, aborted: 1, absent: 0, present: [4n, 7n], presentCount: 2 };
  const found = (unlisted: number, waiting: boolean) =>
    holeFindings({ holes }, explained, { unlisted, waiting }).map(({ code, count }) => [code, count]);
  expect(found(2, true)).toEqual([
    ['HOLES', 1],
    ['DEAD_LETTERS_ON_THEIR_WAY', 2],
  ]);
  expect(found(1, false)).toEqual([
    ['HOLES', 1],
    ['DEAD_LETTERS_MISSING', 1],
    ['LOST_RECORDS', 1],
  ]);
  expect(holeFindings({ holes }, undefined, { unlisted: 0, waiting: false })).toMatchObject([
    { code: 'UNEXPLAINED_HOLES', severity: 'warning', count: 3 },
  ]);
});
