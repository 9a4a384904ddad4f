import { isWholeCount } from './estimate.ts';
import { noLikelierThan } from './exact-probability.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import type { ProportionSummary } from './proportion.ts';
import { isShare } from './proportion-ratio.ts';
import { normalTwoSided } from './tails.ts';

/** Smallest expected cell with which the normal approximation is used (Cochran 1954). */
const LEAST_EXPECTED = 5;

/**
 * Test that two shares are the same: pooled z (its square is Pearson's χ² without correction), or Fisher's exact test
 * when an expected cell is below 5. An empty group: `no_units`.
 */
export function twoProportionTest(first: ProportionSummary, second: ProportionSummary): Test {
  const n = first.n + second.n;
  if (!isShare(first) || !isShare(second)) return undefinedTest('pooled_z', 'invalid_input', n);
  if (first.n === 0 || second.n === 0) return undefinedTest('pooled_z', 'no_units', n);
  const k = first.k + second.k;
  const expected = (Math.min(first.n, second.n) * Math.min(k, n - k)) / n;
  if (expected < LEAST_EXPECTED) return fisherExact(first, second);
  const pooled = k / n;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n));
  const z = (first.k / first.n - second.k / second.n) / error;
  return { p: normalTwoSided(z), statistic: z, df: null, n, method: 'pooled_z' };
}

/**
 * Fisher's exact test, two-sided: probability, at these margins, of all tables no likelier than this one (as R and scipy).
 * None or all in both groups: p = 1. An empty group: `no_units`.
 */
export function fisherExact(first: ProportionSummary, second: ProportionSummary): Test {
  const n = first.n + second.n;
  const whole = [first.n, first.k, second.n, second.k].every(isWholeCount);
  if (!whole || !isShare(first) || !isShare(second)) return undefinedTest('fisher_exact', 'invalid_input', n);
  if (first.n === 0 || second.n === 0) return undefinedTest('fisher_exact', 'no_units', n);
  const k = first.k + second.k;
  const p = noLikelierThan(first.k, {
    least: Math.max(0, k - second.n),
    most: Math.min(first.n, k),
    mode: Math.floor(((first.n + 1) * (k + 1)) / (n + 2)),
    up: (x) => ((first.n - x) * (k - x)) / ((x + 1) * (second.n - k + x + 1)),
  });
  return { p, statistic: null, df: null, n, method: 'fisher_exact' };
}
