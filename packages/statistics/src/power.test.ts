import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cochranArmitage } from './cochran-armitage.ts';
import { postStratifiedMean } from './post-stratified-mean.ts';
import { powerTwoProportions, smallestDetectableDifference } from './power.ts';

describe('power of two shares', () => {
  it('is the level itself where nothing differs', () => {
    expect(powerTwoProportions({ n1: 40, n2: 70, p1: 0.3, p2: 0.3 })).toBeCloseTo(0.05, 12);
  });

  it('is undefined without units or without variance', () => {
    expect(powerTwoProportions({ n1: 0, n2: 70, p1: 0.3, p2: 0.2 })).toBeNull();
    expect(powerTwoProportions({ n1: 9, n2: 70, p1: 0, p2: 1 })).toBeNull();
    expect(powerTwoProportions({ n1: 9, n2: 70, p1: 0.2, p2: 1.1 })).toBeNull();
  });

  it('reaches the asked power at the smallest detectable difference, on both sides of the baseline', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 900 }), fc.integer({ min: 1, max: 99 }), (n, percent) => {
        const baseline = percent / 100;
        const { above, below } = smallestDetectableDifference({ n1: n, n2: 2 * n, baseline });
        const sides = [above === null ? null : baseline + above, below === null ? null : baseline - below];
        for (const p1 of sides.filter((side) => side !== null)) {
          expect(powerTwoProportions({ n1: n, n2: 2 * n, p1, p2: baseline })).toBeCloseTo(0.8, 9);
        }
      }),
    );
  });

  it('says that a handful cannot show anything', () => {
    expect(smallestDetectableDifference({ n1: 2, n2: 2, baseline: 0.5 })).toEqual({ above: null, below: null });
    expect(smallestDetectableDifference({ n1: 50, n2: 50, baseline: 0 }).below).toBeNull();
  });
});

describe('cochranArmitage', () => {
  const rows = [
    { n: 40, k: 10, weight: 2023 },
    { n: 40, k: 15, weight: 2024 },
    { n: 40, k: 20, weight: 2025 },
  ];

  it('rises with the weight, changes sign with the order, and does not care where years start', () => {
    const { statistic } = cochranArmitage(rows);
    expect(statistic).toBeGreaterThan(0);
    const turned = rows.map((row) => ({ ...row, weight: -row.weight }));
    expect(cochranArmitage(turned).statistic).toBeCloseTo(-(statistic ?? 0), 9);
    const early = rows.map((row) => ({ ...row, weight: row.weight - 2022 }));
    expect(cochranArmitage(early).statistic).toBeCloseTo(statistic ?? 0, 9);
  });

  it('is undefined without units, for all or none, and at one step only', () => {
    expect(cochranArmitage([])).toMatchObject({ p: null, reason: 'no_units' });
    expect(cochranArmitage(rows.map((row) => ({ ...row, k: 0 })))).toMatchObject({ p: null, reason: 'zero_variance' });
    expect(cochranArmitage(rows.slice(0, 1))).toMatchObject({ p: null, reason: 'zero_variance' });
    expect(cochranArmitage([{ n: 3, k: 4, weight: 1 }])).toMatchObject({ p: null, reason: 'invalid_input' });
  });
});

describe('postStratifiedMean', () => {
  const strata = [
    { n: 10, mean: 4, variance: 1, population: 100 },
    { n: 30, mean: 2, variance: 1, population: 100 },
  ];

  it('gives every stratum its share of the population: (4 + 2)/2, from effectively 30 answers', () => {
    const ours = postStratifiedMean(strata);
    expect(ours.value).toBe(3);
    // 1 / (0.25/10 + 0.25/30)
    expect(ours.effective).toBeCloseTo(30, 12);
  });

  it('is the plain mean when the answers are the population in small', () => {
    const even = strata.map((stratum) => ({ ...stratum, population: 7 * stratum.n }));
    expect(postStratifiedMean(even).value).toBeCloseTo(2.5, 12);
    expect(postStratifiedMean(even).effective).toBeCloseTo(40, 9);
  });

  it('refuses to weight for those of whom nobody answered', () => {
    const silent = [...strata, { n: 0, mean: null, variance: null, population: 5 }];
    expect(postStratifiedMean(silent)).toMatchObject({ value: null, reason: 'empty_stratum', effective: null });
    const single = [...strata, { n: 1, mean: 3, variance: null, population: 5 }];
    expect(postStratifiedMean(single)).toMatchObject({ value: expect.any(Number), ci: null, reason: 'too_few_units' });
    expect(postStratifiedMean([])).toMatchObject({ value: null, reason: 'no_units' });
  });
});
