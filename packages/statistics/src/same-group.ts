import { normalCritical } from './critical-value.ts';
import type { Estimate, UndefinedReason } from './estimate.ts';
import { DEFAULT_LEVEL, isLevel, isWholeCount, undefinedEstimate } from './estimate.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import { wilsonLimits } from './proportion.ts';
import { normalTwoSided } from './tails.ts';

/** In one stratum (programme), of all pairs: `mentors[g]` have a mentor, `mentees[g]` a mentee of group g. */
type PairingStratum = { mentors: readonly number[]; mentees: readonly number[] };

/** `same`: pairs whose two sides are of one group, over all strata. Nobody is paired across strata. */
export type SameGroupSummary = { same: number; strata: readonly PairingStratum[] };

/**
 * `expected`: share of same-group pairs under random pairing. `random`: where the ratio would fall by chance alone.
 */
export type SameGroupRatio = Estimate & {
  expected: number | null;
  random: { low: number; high: number } | null;
  test: Test;
};

/**
 * Observed ÷ expected share of same-group pairs, expected under random pairing of the mentors and mentees at hand within
 * each stratum: Σ_g a_g b_g / N. Interval: Wilson of the observed share, pairs taken as independent, over the expected
 * share, taken as known. `random` and the test use the permutation (hypergeometric) variance of the count,
 * Σ_g a b (N−a)(N−b) / (N²(N−1)) + Σ_{g≠h} a_g b_g a_h b_h / (N²(N−1)). No pairs `no_units`; no group on both sides:
 * `no_events`; only one way to pair: no test, `zero_variance`.
 */
export function sameGroupRatio({ same, strata }: SameGroupSummary, level = DEFAULT_LEVEL): SameGroupRatio {
  const moments = strata.map(randomPairing);
  const n = moments.reduce((sum, stratum) => sum + stratum.n, 0);
  const missing = (reason: UndefinedReason): SameGroupRatio => {
    const test = undefinedTest('random_pairing', reason, n);
    return { ...undefinedEstimate(reason, n), expected: null, random: null, test };
  };
  if (!moments.every((stratum) => stratum.possible) || !isWholeCount(same) || same > n || !isLevel(level)) {
    return missing('invalid_input');
  }
  if (n === 0) return missing('no_units');
  const count = moments.reduce((sum, stratum) => sum + stratum.expected, 0);
  if (count === 0) return { ...missing('no_events'), expected: 0 };
  const variance = moments.reduce((sum, stratum) => sum + stratum.variance, 0);
  const { low, high } = wilsonLimits({ n, k: same }, level);
  const scale = n / count;
  const ci = { low: low * scale, high: high * scale, level, method: 'wilson_over_expected' as const };
  const estimate = { value: same / count, n, ci, expected: count / n };
  if (variance === 0) {
    return { ...estimate, random: null, test: undefinedTest('random_pairing', 'zero_variance', n) };
  }
  const half = (normalCritical(level) * Math.sqrt(variance)) / count;
  const z = (same - count) / Math.sqrt(variance);
  const test: Test = { p: normalTwoSided(z), statistic: z, df: null, n, method: 'random_pairing' };
  return { ...estimate, random: { low: Math.max(0, 1 - half), high: 1 + half }, test };
}

/** Mean and variance of the number of same-group pairs of one stratum over all ways to pair. */
function randomPairing({ mentors, mentees }: PairingStratum) {
  const n = mentors.reduce((sum, count) => sum + count, 0);
  const even = n === mentees.reduce((sum, count) => sum + count, 0) && mentors.length === mentees.length;
  const possible = even && mentors.every(isWholeCount) && mentees.every(isWholeCount);
  if (!possible || n === 0) return { n: possible ? n : 0, expected: 0, variance: 0, possible };
  const products = mentors.map((a, g) => a * (mentees[g] ?? 0));
  const all = products.reduce((sum, product) => sum + product, 0);
  if (n === 1) return { n, expected: all, variance: 0, possible };
  const own = mentors.reduce((sum, a, g) => sum + (products[g] ?? 0) * (n - a) * (n - (mentees[g] ?? 0)), 0);
  const cross = all ** 2 - products.reduce((sum, product) => sum + product ** 2, 0);
  return { n, expected: all / n, variance: (own + cross) / (n * n * (n - 1)), possible };
}
