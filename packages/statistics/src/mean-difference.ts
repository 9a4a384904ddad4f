import { tCritical } from './critical-value.ts';
import type { Estimate, UndefinedReason } from './estimate.ts';
import { DEFAULT_LEVEL, isLevel, undefinedEstimate } from './estimate.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import { type MeanSummary, mean } from './mean.ts';
import { tTwoSided } from './tails.ts';

/** `df`: Welch–Satterthwaite; null where there is no interval. */
export type MeanDifference = Estimate & { df: number | null; test: Test };

/**
 * Difference of two independent means, first minus second, variances not assumed equal: Welch's interval and t test. Empty
 * group `no_units`; one unit in a group: value without interval, `too_few_units`; all alike in both: `zero_variance`.
 */
export function meanDifference(first: MeanSummary, second: MeanSummary, level = DEFAULT_LEVEL): MeanDifference {
  return contrastOfMeans([first], [second], level);
}

/** Sum of the first means minus sum of the second, all of independent groups. */
export function contrastOfMeans(plus: MeanSummary[], minus: MeanSummary[], level: number): MeanDifference {
  const all = [...plus, ...minus];
  const n = all.reduce((sum, group) => sum + group.n, 0);
  const estimates = all.map((group) => mean(group, level));
  const undefinedOne = estimates.find((estimate) => estimate.value === null);
  const without = (reason: UndefinedReason) => ({ df: null, test: undefinedTest('welch_t', reason, n) });
  if (!isLevel(level)) return { ...undefinedEstimate('invalid_input', n), ...without('invalid_input') };
  if (undefinedOne?.reason) return { ...undefinedEstimate(undefinedOne.reason, n), ...without(undefinedOne.reason) };
  const value = estimates.reduce((sum, estimate, i) => sum + (i < plus.length ? 1 : -1) * (estimate.value ?? 0), 0);
  const reason = whyNone(estimates);
  if (reason) return { value, n, ci: null, reason, ...without(reason) };
  const parts = all.map((group, i) => ({
    df: group.n - 1,
    // `mean` has told the rounding dust of equal values from a variance.
    variance: estimates[i]?.ci ? (group.variance ?? 0) / group.n : 0,
  }));
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const df = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.df, 0);
  const error = Math.sqrt(variance);
  const half = tCritical(level, df) * error;
  const test: Test = { p: tTwoSided(value / error, df), statistic: value / error, df, n, method: 'welch_t' };
  return { value, n, ci: { low: value - half, high: value + half, level, method: 'welch_t' }, df, test };
}

function whyNone(estimates: readonly Estimate[]): UndefinedReason | null {
  if (estimates.some((estimate) => estimate.reason === 'too_few_units')) return 'too_few_units';
  return estimates.every((estimate) => estimate.ci === null) ? 'zero_variance' : null;
}
