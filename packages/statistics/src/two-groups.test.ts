import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mantelHaenszel } from './mantel-haenszel.ts';
import { mcnemar } from './mcnemar.ts';
import { meanDifference } from './mean-difference.ts';
import { npsDifference } from './nps-difference.ts';
import { oddsRatio, riskRatio } from './proportion-ratio.ts';
import { rateDifference, rateRatio } from './rate-contrast.ts';
import { createSeededUniform } from './testing/close.ts';
import { fisherExact, twoProportionTest } from './two-proportion-test.ts';

const share = fc
  .tuple(fc.integer({ min: 1, max: 200 }), fc.nat({ max: 200 }))
  .map(([n, k]) => ({ n, k: Math.min(n, k) }));
const reasonOf = (estimate: { value: number | null; reason?: string }) => [estimate.value, estimate.reason];

describe('riskRatio and oddsRatio', () => {
  it('are undefined against none, 0 without an interval from none, and never add a half', () => {
    expect(reasonOf(riskRatio({ n: 5, k: 2 }, { n: 9, k: 0 }))).toEqual([null, 'no_events']);
    expect(reasonOf(riskRatio({ n: 5, k: 0 }, { n: 9, k: 3 }))).toEqual([0, 'no_events']);
    expect(reasonOf(riskRatio({ n: 0, k: 0 }, { n: 9, k: 3 }))).toEqual([null, 'no_units']);
    expect(reasonOf(riskRatio({ n: 5, k: 5 }, { n: 9, k: 9 }))).toEqual([1, 'zero_variance']);
    expect(reasonOf(oddsRatio({ n: 5, k: 5 }, { n: 9, k: 3 }))).toEqual([null, 'no_events']);
    expect(reasonOf(riskRatio({ n: 5, k: 6 }, { n: 9, k: 3 }))).toEqual([null, 'invalid_input']);
  });

  it('hold their value and invert when the groups swap', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        for (const ratio of [riskRatio, oddsRatio]) {
          const [one, other] = [ratio(a, b), ratio(b, a)];
          fc.pre(one.ci !== null && other.ci !== null);
          expect(one.ci.low <= one.value && one.value <= one.ci.high).toBe(true);
          expect(other.ci.high * one.ci.low).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});

describe('tests of two shares', () => {
  it('use Fisher when an expected cell is below 5, and say which test was used', () => {
    expect(twoProportionTest({ n: 20, k: 4 }, { n: 20, k: 5 }).method).toBe('fisher_exact');
    expect(twoProportionTest({ n: 20, k: 4 }, { n: 20, k: 6 }).method).toBe('pooled_z');
    expect(twoProportionTest({ n: 0, k: 0 }, { n: 20, k: 6 })).toMatchObject({ p: null, reason: 'no_units' });
  });

  it('give the lady tasting tea her 34/70, and 1 where nothing can differ', () => {
    expect(fisherExact({ n: 4, k: 3 }, { n: 4, k: 1 }).p).toBeCloseTo(34 / 70, 12);
    expect(fisherExact({ n: 4, k: 0 }, { n: 9, k: 0 }).p).toBe(1);
  });

  it('do not depend on the order of the groups or on what counts as success', () => {
    const flip = ({ n, k }: { n: number; k: number }) => ({ n, k: n - k });
    fc.assert(
      fc.property(share, share, (a, b) => {
        for (const test of [fisherExact, twoProportionTest]) {
          const p = test(a, b).p ?? Number.NaN;
          expect(test(b, a).p).toBeCloseTo(p, 9);
          expect(test(flip(a), flip(b)).p).toBeCloseTo(p, 9);
          expect(p > 0 && p <= 1 + 1e-12).toBe(true);
        }
      }),
    );
  });

  it('take McNemar exactly below 25 discordant pairs: 0 against 5 is 2/32', () => {
    expect(mcnemar({ n: 40, onlyFirst: 0, onlySecond: 5 })).toMatchObject({ p: 2 / 32, method: 'mcnemar_exact' });
    expect(mcnemar({ n: 90, onlyFirst: 10, onlySecond: 15 })).toMatchObject({ statistic: 1, method: 'mcnemar' });
    expect(mcnemar({ n: 40, onlyFirst: 0, onlySecond: 0 })).toMatchObject({ p: null, reason: 'no_events' });
    expect(mcnemar({ n: 4, onlyFirst: 3, onlySecond: 3 })).toMatchObject({ p: null, reason: 'invalid_input' });
  });
});

describe('mantelHaenszel', () => {
  // Within each site the groups do alike (1/2, 1/4); pooled, the first looks better: 55 against 35 of 120.
  const simpson = [
    { first: { n: 100, k: 50 }, second: { n: 20, k: 10 } },
    { first: { n: 20, k: 5 }, second: { n: 100, k: 25 } },
  ];

  it('finds no difference where there is none within the strata, though the pooled shares differ', () => {
    const common = mantelHaenszel(simpson);
    expect(common.riskDifference.value).toBeCloseTo(0, 14);
    expect(common.riskRatio.value).toBeCloseTo(1, 14);
    expect(common.oddsRatio.value).toBeCloseTo(1, 14);
    expect(common.test.statistic).toBeCloseTo(0, 14);
    expect(riskRatio({ n: 120, k: 55 }, { n: 120, k: 35 }).value).toBeCloseTo(55 / 35, 12);
  });

  it('is the plain ratio for one stratum, and leaves strata with one group out', () => {
    const [one] = simpson;
    if (!one) throw new Error('no stratum');
    const alone = mantelHaenszel([one, { first: { n: 9, k: 9 }, second: { n: 0, k: 0 } }]);
    expect(alone.strata).toBe(1);
    expect(alone.riskRatio).toMatchObject({ value: 1, ci: expect.anything() });
    expect(alone.riskRatio.ci?.high).toBeCloseTo(riskRatio(one.first, one.second).ci?.high ?? Number.NaN, 10);
  });

  it('is refused without a stratum that holds both groups', () => {
    const apart = [{ first: { n: 9, k: 9 }, second: { n: 0, k: 0 } }];
    const common = mantelHaenszel(apart);
    expect([common.riskDifference, common.oddsRatio].map(reasonOf)).toEqual(Array(2).fill([null, 'no_overlap']));
    expect(common.test).toMatchObject({ p: null, reason: 'no_overlap' });
  });

  it('does not depend on the order of strata and mirrors when the groups swap', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ first: share, second: share }), { minLength: 1, maxLength: 6 }), (strata) => {
        const there = mantelHaenszel(strata);
        const back = mantelHaenszel(strata.toReversed().map(({ first, second }) => ({ first: second, second: first })));
        expect(back.riskDifference.value).toBeCloseTo(-(there.riskDifference.value ?? Number.NaN), 12);
        expect(back.test.statistic ?? 0).toBeCloseTo(there.test.statistic ?? 0, 8);
        const { value, ci } = there.riskDifference;
        if (ci && value !== null) expect(ci.low <= value && value <= ci.high).toBe(true);
      }),
    );
  });
});

describe('differences of scores and rates', () => {
  it('subtract net promoter scores, and still have an interval where all answers are alike', () => {
    const some = { n: 100, promoters: 50, detractors: 20 };
    expect(npsDifference(some, { n: 10, promoters: 0, detractors: 10 })).toMatchObject({
      value: 130,
      ci: { method: 'mover' },
    });
    expect(npsDifference(some, some)).toMatchObject({ value: 0, ci: { method: 'nps_wald' } });
    expect(reasonOf(npsDifference(some, { n: 0, promoters: 0, detractors: 0 }))).toEqual([null, 'no_units']);
  });

  it('give Welch no interval for one unit or for two groups without spread', () => {
    const group = { n: 9, mean: 3, variance: 1 };
    expect(meanDifference(group, { n: 1, mean: 2, variance: null })).toMatchObject({
      value: 1,
      ci: null,
      reason: 'too_few_units',
    });
    const flat = { n: 4, mean: 2, variance: 0 };
    expect(meanDifference(flat, { ...flat, mean: 5 })).toMatchObject({ value: -3, reason: 'zero_variance', df: null });
    expect(meanDifference(group, flat)).toMatchObject({ value: 1, df: 8, ci: { method: 'welch_t' } });
    expect(reasonOf(meanDifference(group, { n: 0, mean: null, variance: null }))).toEqual([null, 'no_units']);
  });

  it('compare rates exactly: nothing against something has an upper limit, something against nothing has no value', () => {
    const none = { n: 5, events: 0, exposure: 10 };
    const some = { n: 5, events: 7, exposure: 10 };
    expect(rateRatio(none, some)).toMatchObject({ value: 0, ci: { low: 0 } });
    expect(rateRatio(some, none)).toMatchObject({
      value: null,
      reason: 'no_events',
      test: { p: expect.closeTo(2 / 128, 12) },
    });
    expect(rateDifference(some, none)).toMatchObject({ value: 0.7, ci: { method: 'mover' } });
    expect(reasonOf(rateRatio(none, none))).toEqual([null, 'no_events']);
    expect(reasonOf(rateRatio(some, { ...some, exposure: 0 }))).toEqual([null, 'no_exposure']);
  });

  // 15 and 25 units with spreads 1 and 3, no true difference; 500 seeds: one standard error is 1 point.
  it('hold the true difference of means in about 95 % of 500 seeds when the spreads differ', () => {
    let covered = 0;
    for (let seed = 1; seed <= 500; seed++) {
      const uniform = createSeededUniform(seed);
      const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
      const group = (n: number, spread: number) => {
        const values = Array.from({ length: n }, () => spread * normal());
        const mean = values.reduce((sum, value) => sum + value, 0) / n;
        return { n, mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) };
      };
      const { ci } = meanDifference(group(15, 1), group(25, 3));
      if (ci && ci.low <= 0 && 0 <= ci.high) covered++;
    }
    expect(covered / 500).toBeGreaterThan(0.92);
    expect(covered / 500).toBeLessThan(0.98);
  });
});
