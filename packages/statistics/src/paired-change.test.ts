import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noncentralTCdf } from './noncentral-t.ts';
import { type PairedSummary, pairedChange } from './paired-change.ts';
import { createSeededUniform } from './testing/close.ts';

const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function varianceOf(values: number[]): number | null {
  if (values.length < 2) return null;
  const centre = average(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

function summaryOf(pairs: (readonly [number, number])[]): PairedSummary {
  const [before, after] = [pairs.map(([b]) => b), pairs.map(([, a]) => a)];
  return {
    n: pairs.length,
    meanBefore: pairs.length ? average(before) : null,
    meanAfter: pairs.length ? average(after) : null,
    varianceBefore: varianceOf(before),
    varianceAfter: varianceOf(after),
    varianceChange: varianceOf(pairs.map(([b, a]) => a - b)),
  };
}

describe('pairedChange', () => {
  it('gives by hand, for changes of 1, 2 and 3: mean 2, sd 1, d_z 2, t 2√3, and names every effect size', () => {
    // before 1, 3, 2 (variance 1), after 2, 5, 5 (variance 3): d_av = 2/√2, J = 1 − 3/7
    const change = pairedChange(
      summaryOf([
        [1, 2],
        [3, 5],
        [2, 5],
      ]),
    );
    expect(change).toMatchObject({ value: 2, n: 3, df: 2, before: 2, after: 4 });
    expect(change.dz).toMatchObject({ name: 'd_z', value: 2 });
    expect(change.dav).toMatchObject({ name: 'd_av', value: expect.closeTo(Math.SQRT2, 12), ci: null });
    expect(change.gav).toMatchObject({ name: 'g_av', value: expect.closeTo((Math.SQRT2 * 4) / 7, 12) });
    expect(change.test.statistic).toBeCloseTo(2 * Math.sqrt(3), 12);
  });

  it('is undefined without pairs, and has no interval, test or d_z for one pair or for equal changes', () => {
    expect(pairedChange(summaryOf([]))).toMatchObject({ value: null, reason: 'no_units', dz: { reason: 'no_units' } });
    expect(pairedChange(summaryOf([[1, 4]]))).toMatchObject({
      value: 3,
      ci: null,
      reason: 'too_few_units',
      dz: { value: null, reason: 'too_few_units' },
      dav: { value: null, reason: 'too_few_units' },
      test: { p: null, reason: 'too_few_units' },
    });
    const equal = summaryOf([
      [1, 3],
      [2, 4],
      [3, 5],
    ]);
    expect(pairedChange(equal)).toMatchObject({
      value: 2,
      ci: null,
      reason: 'zero_variance',
      dz: { value: null, reason: 'zero_variance' },
      dav: { name: 'd_av', value: expect.any(Number) },
      test: { p: null, statistic: null, reason: 'zero_variance' },
    });
  });

  it('does not call a change of two pairs 0: the correction of g_av would', () => {
    const two = summaryOf([
      [1, 3],
      [2, 7],
    ]);
    expect(pairedChange(two).gav).toMatchObject({ value: null, reason: 'too_few_units' });
  });

  it('refuses impossible moments', () => {
    const bad = { ...summaryOf([[1, 2]]), n: 3, varianceChange: -1 };
    expect(pairedChange(bad)).toMatchObject({ value: null, reason: 'invalid_input' });
  });

  it('holds its estimates and mirrors when before and after swap', () => {
    const score = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 3, maxLength: 40 }), (pairs) => {
        const there = pairedChange(summaryOf(pairs));
        const back = pairedChange(summaryOf(pairs.map(([b, a]) => [a, b] as const)));
        fc.pre(there.ci !== null && back.ci !== null && there.dz.ci !== null && there.value !== null);
        expect(there.ci.low).toBeLessThanOrEqual(there.value);
        expect(there.dz.ci.low).toBeLessThanOrEqual(there.dz.value ?? Number.NaN);
        expect(there.dz.ci.high).toBeGreaterThanOrEqual(there.dz.value ?? Number.NaN);
        expect(back.ci.high).toBeCloseTo(-there.ci.low, 10);
        expect(back.dz.ci?.high).toBeCloseTo(-there.dz.ci.low, 9);
        expect(back.test.p).toBeCloseTo(there.test.p ?? Number.NaN, 10);
      }),
      { numRuns: 40 },
    );
  });

  // 12 pairs, true standardised change 0.5; 150 seeds: one standard error is 1.8 points.
  it('holds the true d_z in about 95 % of 150 seeds', () => {
    let covered = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const uniform = createSeededUniform(seed);
      const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
      const { dz } = pairedChange(summaryOf(Array.from({ length: 12 }, () => [0, 0.5 + normal()] as const)));
      if (dz.ci && dz.ci.low <= 0.5 && 0.5 <= dz.ci.high) covered++;
    }
    expect(covered / 150).toBeGreaterThan(0.9);
    expect(covered / 150).toBeLessThan(0.99);
  });
});

describe('noncentralTCdf', () => {
  // scipy.stats.nct.cdf and a quadrature with 30 digits agree on these.
  it.each([
    [2, 9, 1.5, 0.6558759139985497],
    [0.3, 1, 0.1, 0.5541831783174711],
    [40, 30, 38, 0.6174752593411155],
    [-2, 12, -3, 0.8328704262148013],
    [2.5, 2, 1, 0.7816134762721602],
  ])('gives the probability of t = %d, %d degrees of freedom, noncentrality %d', (t, df, delta, expected) => {
    expect(Math.abs(noncentralTCdf(t, df, delta) - expected)).toBeLessThan(1e-13);
  });
});
