import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarsenedExactMatching } from './coarsened-exact-matching.ts';
import type { MatchCell, MatchStratum } from './match-balance.ts';
import { shareAsMean, standardisedMeanDifference, standardisedShareDifference } from './standardised-difference.ts';

const cell = (n: number, k: number, seniors: number): MatchCell => ({
  n,
  outcome: shareAsMean({ n, k }),
  covariates: { senior: { n, k: seniors } },
});

/** Juniors: 30 treated and 60 controls; seniors: 10 and 5; a site with controls only. */
const strata: MatchStratum[] = [
  { treated: cell(30, 15, 0), control: cell(60, 24, 0) },
  { treated: cell(10, 9, 10), control: cell(5, 4, 5) },
  { treated: cell(0, 0, 0), control: cell(40, 4, 40) },
];

describe('coarsenedExactMatching', () => {
  it('gives by hand the effect on the treated: (30 × 0.1 + 10 × 0.1) / 40, and what was pruned', () => {
    const matching = coarsenedExactMatching(strata);
    expect(matching.att.value).toBeCloseTo(0.1, 12);
    expect(matching).toMatchObject({
      strata: { total: 3, matched: 2 },
      treated: { total: 40, matched: 40, pruned: 0 },
      control: { total: 105, matched: 65, pruned: 40 },
    });
    // weights (30/60)(65/40) and (10/5)(65/40); effective 65² / (60 × 0.8125² + 5 × 3.25²)
    expect(matching.weights).toEqual([0.8125, 3.25, null]);
    expect(matching.control.effective).toBeCloseTo(65 ** 2 / (60 * 0.8125 ** 2 + 5 * 3.25 ** 2), 12);
  });

  it('shows the balance before and after: matched exactly on it, the covariate no longer differs', () => {
    const [senior] = coarsenedExactMatching(strata).balance;
    const before = standardisedShareDifference({ n: 40, k: 10 }, { n: 105, k: 45 }).value;
    expect(senior).toMatchObject({ covariate: 'senior', before: { value: before }, after: { value: 0 } });
  });

  it('is refused without overlap', () => {
    const apart = [strata[2], { treated: cell(9, 3, 0), control: cell(0, 0, 0) }].filter((one) => one !== undefined);
    const matching = coarsenedExactMatching(apart);
    expect(matching).toMatchObject({ att: { value: null, reason: 'no_overlap' }, control: { effective: null } });
    expect(matching.weights).toEqual([null, null]);
  });

  it('is refused when the matched groups still differ by more than a quarter of a standard deviation', () => {
    const within = (treatedYoung: number) => [{ treated: cell(20, 9, treatedYoung), control: cell(20, 8, 10) }];
    expect(coarsenedExactMatching(within(12)).att.reason).toBeUndefined();
    const poor = coarsenedExactMatching(within(13));
    expect(poor).toMatchObject({ att: { value: null, reason: 'poor_balance' } });
    expect(poor.maxImbalance).toBeCloseTo(0.15 / Math.sqrt((0.65 * 0.35 + 0.25) / 2), 12);
  });

  it('refuses cells that cannot be, and gives one unit on each side no interval', () => {
    const impossible = [{ treated: { ...cell(9, 3, 0), n: 5 }, control: cell(4, 1, 0) }];
    expect(coarsenedExactMatching(impossible).att).toMatchObject({ value: null, reason: 'invalid_input' });
    const tiny = [{ treated: cell(1, 1, 0), control: cell(1, 0, 0) }];
    expect(coarsenedExactMatching(tiny).att).toMatchObject({ value: 1, ci: null, reason: 'too_few_units' });
  });

  it('weighs the matched controls to their own number, whatever the order of strata', () => {
    const counts = fc.record({ t: fc.nat({ max: 20 }), c: fc.nat({ max: 20 }), k: fc.nat({ max: 20 }) });
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 8 }), (rows) => {
        const input = rows.map(({ t, c, k }) => ({
          treated: cell(t, Math.min(t, k), 0),
          control: cell(c, Math.min(c, k), 0),
        }));
        const matching = coarsenedExactMatching(input);
        fc.pre(matching.strata.matched > 0);
        const total = matching.weights.reduce<number>((sum, weight, i) => sum + (weight ?? 0) * (rows[i]?.c ?? 0), 0);
        expect(total).toBeCloseTo(matching.control.matched, 9);
        expect(matching.control.effective ?? 0).toBeLessThanOrEqual(matching.control.matched + 1e-9);
        const { value, ci } = matching.att;
        if (ci && value !== null) expect(ci.low <= value && value <= ci.high).toBe(true);
        const reversed = coarsenedExactMatching(input.toReversed());
        expect(reversed.att.value).toBeCloseTo(value ?? Number.NaN, 10);
      }),
    );
  });
});

describe('standardised differences', () => {
  it('are differences in standard deviations, the same for a share and for its ones and zeros but for n − 1', () => {
    const [one, two] = [
      { n: 50, mean: 3, variance: 4 },
      { n: 9, mean: 2, variance: 4 },
    ];
    expect(standardisedMeanDifference(one, two)).toEqual({ value: 0.5 });
    const shares = [
      { n: 4000, k: 1000 },
      { n: 4000, k: 2000 },
    ] as const;
    const asMeans = standardisedMeanDifference(shareAsMean(shares[0]), shareAsMean(shares[1]));
    expect(asMeans.value).toBeCloseTo(standardisedShareDifference(...shares).value ?? Number.NaN, 3);
  });

  it('are 0 for equal constants, undefined for different ones and for a single unit', () => {
    const flat = { n: 4, mean: 2, variance: 0 };
    expect(standardisedMeanDifference(flat, flat)).toEqual({ value: 0 });
    expect(standardisedMeanDifference(flat, { ...flat, mean: 3 })).toEqual({ value: null, reason: 'zero_variance' });
    const single = { n: 1, mean: 2, variance: null };
    expect(standardisedMeanDifference(flat, single)).toEqual({ value: null, reason: 'too_few_units' });
    expect(standardisedShareDifference({ n: 0, k: 0 }, { n: 3, k: 1 })).toEqual({ value: null, reason: 'no_units' });
    expect(shareAsMean({ n: 1, k: 1 })).toEqual({ n: 1, mean: 1, variance: null });
  });
});
