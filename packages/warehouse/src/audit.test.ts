import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AuditedRange, auditPartition, type PartitionFacts } from './audit.ts';

const at = (n: number): string => `2026-03-01 00:00:${String(n).padStart(6, '0')}`;

function range(first: number, last: number, more: Partial<AuditedRange> = {}): AuditedRange {
  const count = last - first + 1;
  return {
    firstOffset: BigInt(first),
    lastOffset: BigInt(last),
    rows: count,
    dead: 0,
    receipts: count,
    insertedAt: at(first),
    ...more,
  };
}

function facts(ranges: AuditedRange[], more: Partial<PartitionFacts> = {}): PartitionFacts {
  const end = ranges.at(-1)?.lastOffset ?? -1n;
  return { beginOffset: 0n, endOffset: end + 1n, committed: end + 1n, pending: null, ranges, duplicates: 0, ...more };
}

const kinds = (found: PartitionFacts): string[] => auditPartition(found).map(({ kind }) => kind);

// Any way to cut a log into chunks, written in order.
const cutLog = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }).map((sizes) => {
  let next = 0;
  return sizes.map((size) => {
    const made = range(next, next + size - 1);
    next += size;
    return made;
  });
});

test('a log cut into chunks in any way has no finding', () => {
  fc.assert(
    fc.property(cutLog, (ranges) => {
      expect(auditPartition(facts(ranges))).toEqual([]);
    }),
  );
});

test('the order in which the ledger is read does not matter', () => {
  const shuffled = cutLog.chain((ranges) =>
    fc.shuffledSubarray(ranges, { minLength: ranges.length }).map((mixed) => ({ ranges, mixed })),
  );
  fc.assert(
    fc.property(shuffled, ({ ranges, mixed }) => {
      const whole = facts(ranges, { committed: (ranges.at(-1)?.lastOffset ?? 0n) + 5n, endOffset: 1000n });
      expect(auditPartition({ ...whole, ranges: mixed })).toEqual(auditPartition(whole));
    }),
  );
});

test('a chunk taken away is found as exactly its offsets', () => {
  fc.assert(
    fc.property(cutLog, fc.nat(), (ranges, pick) => {
      const lost = ranges[pick % ranges.length]!;
      const found = auditPartition({ ...facts(ranges), ranges: ranges.filter((one) => one !== lost) });
      const { firstOffset, lastOffset } = lost;
      expect(found).toEqual([{ severity: 'fault', kind: 'gap', firstOffset, lastOffset }]);
    }),
  );
});

test('a chunk that reaches into another is found as exactly the offsets they share', () => {
  fc.assert(
    fc.property(cutLog, fc.nat(), fc.nat(), (ranges, pick, size) => {
      const other = ranges[pick % ranges.length]!;
      const last = other.firstOffset + BigInt(size % other.rows);
      const again = { ...range(Number(other.firstOffset), Number(last)), insertedAt: at(999_999) };
      fc.pre(last !== other.lastOffset);
      const faults = auditPartition({ ...facts(ranges), ranges: [...ranges, again] }).filter(
        ({ severity }) => severity === 'fault',
      );
      const overlap = { severity: 'fault', kind: 'overlap', firstOffset: other.firstOffset, lastOffset: last };
      expect(faults).toContainEqual(overlap);
      expect(faults.every(({ kind }) => kind === 'overlap' || kind === 'backward')).toBe(true);
    }),
  );
});

test('a chunk written after one that lies behind it is a backward move', () => {
  expect(kinds(facts([range(0, 9), range(10, 19, { insertedAt: at(50) }), range(20, 29)]))).toEqual(['backward']);
});

test('rows that the receipts lack or have too many are faults with both counts', () => {
  const ranges = [range(0, 9, { receipts: 8 }), range(10, 19, { receipts: 11 })];
  expect(auditPartition(facts(ranges))).toEqual([
    { severity: 'fault', kind: 'missing_rows', firstOffset: 0n, lastOffset: 9n, expected: 10, found: 8 },
    { severity: 'fault', kind: 'extra_rows', firstOffset: 10n, lastOffset: 19n, expected: 10, found: 11 },
  ]);
});

test('dead letters fill their places; offsets without a record are told as holes', () => {
  const withDead = range(0, 9, { rows: 8, receipts: 8, dead: 2 });
  expect(kinds(facts([withDead]))).toEqual([]);
  expect(auditPartition(facts([{ ...withDead, dead: 1 }]))).toEqual([
    { severity: 'information', kind: 'holes', count: 1 },
  ]);
});

test('what is written but not confirmed, and what is still to be read, are no faults', () => {
  const found = auditPartition(facts([range(0, 9), range(10, 19)], { committed: 10n, endOffset: 30n }));
  expect(found).toEqual([
    { severity: 'information', kind: 'behind', count: 20 },
    { severity: 'information', kind: 'unconfirmed', count: 1 },
  ]);
  expect(kinds(facts([], { committed: null, endOffset: 5n, pending: { firstOffset: 0n, lastOffset: 4n } }))).toEqual([
    'behind',
    'unconfirmed',
  ]);
});

test('a log whose beginning the broker dropped is audited from what it still holds', () => {
  expect(kinds(facts([range(0, 9), range(10, 19)], { beginOffset: 15n }))).toEqual([]);
  expect(kinds(facts([range(10, 19)], { beginOffset: 5n }))).toEqual(['gap']);
});

test('repeated events are told as information', () => {
  expect(auditPartition(facts([range(0, 9)], { duplicates: 3 }))).toEqual([
    { severity: 'information', kind: 'duplicates', count: 3 },
  ]);
});
