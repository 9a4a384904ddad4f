import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusteredMean } from './clustered-mean.ts';

function summaryOf(clusters: number[][]) {
  const tops = clusters.map((scores) => scores.reduce((sum, score) => sum + score, 0));
  const bottoms = clusters.map((scores) => scores.length);
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    n: total(bottoms),
    total: total(tops),
    clusters: clusters.length,
    sumSquaredTop: total(tops.map((top) => top * top)),
    sumSquaredBottom: total(bottoms.map((bottom) => bottom * bottom)),
    sumProduct: total(tops.map((top, j) => top * (bottoms[j] ?? 0))),
  };
}

describe('clusteredMean', () => {
  it('gives by hand, for two clusters of one score each, 1 and 3: 2 ± t(1) × 1', () => {
    // residuals −1 and 1: 2/1 × 2 / 4 = 1; t with 1 df at 95 % is 12.7062
    const { value, ci } = clusteredMean(summaryOf([[1], [3]]));
    expect(value).toBe(2);
    expect(ci?.low).toBeCloseTo(2 - 12.7062, 4);
  });

  it('is undefined without scores, and has no interval for one cluster or clusters of one mean', () => {
    expect(clusteredMean(summaryOf([]))).toMatchObject({ value: null, reason: 'no_units', clusters: 0 });
    expect(clusteredMean(summaryOf([[1, 4]]))).toMatchObject({ value: 2.5, ci: null, reason: 'too_few_units' });
    expect(
      clusteredMean(
        summaryOf([
          [1, 3],
          [2, 2, 2],
        ]),
      ),
    ).toMatchObject({ value: 2, ci: null, reason: 'zero_variance' });
    expect(clusteredMean({ ...summaryOf([[1], [2]]), total: Number.NaN })).toMatchObject({ reason: 'invalid_input' });
  });

  it('takes scores below 0, holds its mean, ignores the order of clusters and moves with its scores', () => {
    const clusters = fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 6 }), {
      minLength: 3,
    });
    fc.assert(
      fc.property(clusters, (scores) => {
        const ours = clusteredMean(summaryOf(scores));
        const moved = clusteredMean(summaryOf(scores.map((cluster) => cluster.map((score) => score + 10))));
        const reversed = clusteredMean(summaryOf(scores.toReversed()));
        fc.pre(ours.ci !== null && moved.ci !== null);
        expect(ours.ci.low <= ours.value && ours.value <= ours.ci.high).toBe(true);
        expect(moved.ci.low).toBeCloseTo(ours.ci.low + 10, 8);
        expect(reversed.ci?.high).toBeCloseTo(ours.ci.high, 10);
      }),
    );
  });
});
