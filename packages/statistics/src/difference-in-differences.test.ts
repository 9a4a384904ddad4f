import { describe, expect, it } from 'vitest';
import { differenceInDifferences, parallelTrends } from './difference-in-differences.ts';

const cell = (mean: number, n = 20) => ({ n, mean, variance: 1 });

describe('differenceInDifferences', () => {
  it('gives by hand (5 − 2) − (4 − 3) = 2, with variance 4 × 1/20', () => {
    const cells = { treatedBefore: cell(2), treatedAfter: cell(5), controlBefore: cell(3), controlAfter: cell(4) };
    const ours = differenceInDifferences(cells);
    expect(ours).toMatchObject({ value: 2, n: 80, df: expect.closeTo(76, 9) });
    expect(ours.test.statistic).toBeCloseTo(2 / Math.sqrt(0.2), 12);
  });

  it('changes sign when treated and controls swap', () => {
    const cells = { treatedBefore: cell(2), treatedAfter: cell(5), controlBefore: cell(3), controlAfter: cell(4, 7) };
    const swapped = {
      treatedBefore: cells.controlBefore,
      treatedAfter: cells.controlAfter,
      controlBefore: cells.treatedBefore,
      controlAfter: cells.treatedAfter,
    };
    expect(differenceInDifferences(swapped).ci?.high).toBeCloseTo(-(differenceInDifferences(cells).ci?.low ?? 0), 12);
  });

  it('is undefined with an empty cell and has no interval with one unit in a cell', () => {
    const cells = { treatedBefore: cell(2), treatedAfter: cell(5), controlBefore: cell(3), controlAfter: cell(4) };
    const empty = { n: 0, mean: null, variance: null };
    expect(differenceInDifferences({ ...cells, controlBefore: empty })).toMatchObject({
      value: null,
      reason: 'no_units',
    });
    const single = { n: 1, mean: 3, variance: null };
    expect(differenceInDifferences({ ...cells, controlBefore: single })).toMatchObject({
      value: 2,
      reason: 'too_few_units',
    });
  });
});

describe('parallelTrends', () => {
  it('finds nothing where the gap stays, and something where it grows', () => {
    const steady = [0, 1, 2].map((shift) => ({ treated: cell(3 + shift), control: cell(2 + shift) }));
    expect(parallelTrends(steady).test).toMatchObject({ statistic: 0, df: 2, p: 1 });
    expect(parallelTrends(steady).steps.map(({ value }) => value)).toEqual([0, 0]);
    const growing = [0, 1, 2].map((shift) => ({ treated: cell(3 + 2 * shift), control: cell(2 + shift) }));
    // gaps 1, 2, 3 with variance 0.1 each: (1 + 0 + 1) / 0.1
    expect(parallelTrends(growing).test.statistic).toBeCloseTo(20, 10);
    expect(parallelTrends(growing).gaps.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it('has no test with fewer than two usable periods', () => {
    const one = { treated: cell(3), control: cell(2) };
    expect(parallelTrends([one]).test).toMatchObject({ p: null, reason: 'too_few_units' });
    const empty = { treated: { n: 0, mean: null, variance: null }, control: cell(2) };
    expect(parallelTrends([one, empty]).test).toMatchObject({ p: null, reason: 'too_few_units' });
    expect(parallelTrends([]).gaps).toEqual([]);
  });
});
