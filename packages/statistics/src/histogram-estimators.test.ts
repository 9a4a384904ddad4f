import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giniIndex } from './gini.ts';
import type { HistogramRow } from './histogram.ts';
import { quantileFromHistogram } from './quantile.ts';
import { createSeededUniform } from './testing/close.ts';
import { wilcoxonSignedRank } from './wilcoxon.ts';

const one = (amount: number): HistogramRow => ({ amount, count: 1 });
const rowsOf = fc.array(fc.record({ amount: fc.nat({ max: 30 }), count: fc.nat({ max: 9 }) }), {
  minLength: 1,
  maxLength: 30,
});
const split = (rows: HistogramRow[]) =>
  rows.flatMap(({ amount, count }) => Array.from({ length: count }, () => one(amount)));

describe('quantileFromHistogram', () => {
  it('interpolates between the middle two of 1, 2, 3, 10', () => {
    expect(quantileFromHistogram([10, 2, 1, 3].map(one), 0.5).value).toBe(2.5);
  });

  it('has an interval for the median of 6 units, by hand 1 − 2/64 ≥ 95 %, and none for 5', () => {
    expect(quantileFromHistogram([6, 5, 4, 3, 2, 1].map(one), 0.5).ci).toMatchObject({ low: 1, high: 6 });
    const five = quantileFromHistogram([5, 4, 3, 2, 1].map(one), 0.5);
    expect(five).toMatchObject({ value: 3, ci: null, reason: 'too_few_units' });
  });

  it('is undefined without units and refuses p outside (0, 1), parts of units and text', () => {
    expect(quantileFromHistogram([{ amount: 3, count: 0 }], 0.5)).toMatchObject({ value: null, reason: 'no_units' });
    const bad = [
      quantileFromHistogram([one(3)], 0),
      quantileFromHistogram([one(3)], 1),
      quantileFromHistogram([{ amount: 3, count: 1.5 }], 0.5),
      quantileFromHistogram([{ amount: '3' as unknown as number, count: 1 }], 0.5),
    ];
    expect(bad.map(({ reason }) => reason)).toEqual(Array(4).fill('invalid_input'));
  });

  it('holds its value and rises with p, whatever the order and splitting of rows', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 1, max: 98 }), (rows, percent) => {
        const ours = quantileFromHistogram(rows, percent / 100);
        fc.pre(ours.value !== null);
        expect(quantileFromHistogram(split(rows).toReversed(), percent / 100)).toEqual(ours);
        expect(quantileFromHistogram(rows, (percent + 1) / 100).value).toBeGreaterThanOrEqual(ours.value);
        if (ours.ci) expect(ours.ci.low <= ours.value && ours.value <= ours.ci.high).toBe(true);
      }),
    );
  });

  it('holds the true median of an exponential in at least 95 % of 600 seeds, 40 units each', () => {
    let covered = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const uniform = createSeededUniform(seed);
      const rows = Array.from({ length: 40 }, () => one(-Math.log(uniform())));
      const { ci } = quantileFromHistogram(rows, 0.5);
      if (ci && ci.low <= Math.LN2 && Math.LN2 <= ci.high) covered++;
    }
    expect(covered / 600).toBeGreaterThan(0.94);
    expect(covered / 600).toBeLessThan(0.99);
  });
});

describe('giniIndex', () => {
  it('is 0 for equal loads, 1/4 for loads 1, 2, 3, 4, and 1 − 1/n where one carries everything', () => {
    expect(giniIndex([{ amount: 3, count: 8 }])).toMatchObject({ value: 0, ci: null, reason: 'zero_variance' });
    expect(giniIndex([1, 2, 3, 4].map(one)).value).toBeCloseTo(0.25, 14);
    const all = giniIndex([{ amount: 0, count: 3 }, one(8)]);
    expect(all).toMatchObject({ value: 0.75, ci: null, reason: 'too_few_units' });
  });

  it('is undefined without units and without load, and refuses loads below 0', () => {
    expect(giniIndex([])).toMatchObject({ value: null, reason: 'no_units' });
    expect(giniIndex([{ amount: 0, count: 4 }])).toMatchObject({ value: null, reason: 'no_events', n: 4 });
    expect(giniIndex([one(-1), one(2)])).toMatchObject({ value: null, reason: 'invalid_input' });
    expect(giniIndex([one(7)])).toMatchObject({ value: 0, reason: 'too_few_units' });
  });

  it('keeps inside (0, 1), does not depend on the unit of load, the order or the splitting of rows', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const ours = giniIndex(rows);
        fc.pre(ours.value !== null);
        expect(giniIndex(rows.map(({ amount, count }) => ({ amount: 8 * amount, count }))).value).toBeCloseTo(
          ours.value,
          12,
        );
        expect(giniIndex(split(rows).toReversed()).value).toBeCloseTo(ours.value, 12);
        if (ours.ci) expect(0 < ours.ci.low && ours.ci.low <= ours.value && ours.value <= ours.ci.high).toBe(true);
        expect(ours.ci?.high ?? 0).toBeLessThan(1);
      }),
    );
  });

  // The Gini index of an exponential is 1/2. 80 units, 400 seeds.
  it('holds the true index of an exponential in about 95 % of 400 seeds', () => {
    let covered = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const uniform = createSeededUniform(seed);
      const { ci } = giniIndex(Array.from({ length: 80 }, () => one(-Math.log(uniform()))));
      if (ci && ci.low <= 0.5 && 0.5 <= ci.high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.91);
    expect(covered / 400).toBeLessThan(0.98);
  });
});

describe('wilcoxonSignedRank', () => {
  it('drops zeros and is undefined when nobody, nobody who changed, or too few changed', () => {
    expect(wilcoxonSignedRank([])).toMatchObject({ p: null, reason: 'no_units' });
    expect(wilcoxonSignedRank([{ amount: 0, count: 30 }])).toMatchObject({ p: null, reason: 'no_events' });
    expect(wilcoxonSignedRank([{ amount: 1, count: 9 }])).toMatchObject({ p: null, n: 9, reason: 'too_few_units' });
    const rows = [
      { amount: 1, count: 9 },
      { amount: -2, count: 4 },
    ];
    expect(wilcoxonSignedRank([...rows, { amount: 0, count: 50 }])).toEqual(wilcoxonSignedRank(rows));
  });

  it('is 0 when as many rose as fell by the same, and changes sign with the changes', () => {
    const even = [
      { amount: 1, count: 6 },
      { amount: -1, count: 6 },
    ];
    expect(wilcoxonSignedRank(even)).toMatchObject({ statistic: 0, p: 1 });
    const up = [
      { amount: 1, count: 9 },
      { amount: 2, count: 4 },
      { amount: -1, count: 3 },
    ];
    const down = up.map(({ amount, count }) => ({ amount: -amount, count }));
    expect(wilcoxonSignedRank(down).statistic).toBeCloseTo(-(wilcoxonSignedRank(up).statistic ?? Number.NaN), 12);
  });
});
