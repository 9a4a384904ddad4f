import { binomialAtMost } from './binomial.ts';
import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isLevel, undefinedEstimate } from './estimate.ts';
import { type HistogramRow, sortedHistogram } from './histogram.ts';

/**
 * The p-quantile of n units by linear interpolation (type 7 of Hyndman & Fan, R's and numpy's default), with the
 * distribution-free interval between two order statistics: ranks from binomial tails of at most (1 − level)/2 each (Conover
 * 1999 §3.2), so that it holds with at least `level`. No units: `no_units`. Too few for a limit on either side (a
 * median needs 6): `too_few_units`. p outside (0, 1): `invalid_input`.
 */
export function quantileFromHistogram(rows: readonly HistogramRow[], p: number, level = DEFAULT_LEVEL): Estimate {
  const sorted = sortedHistogram(rows);
  if (sorted === null || !(p > 0 && p < 1) || !isLevel(level)) return undefinedEstimate('invalid_input', 0);
  const reached = runningTotals(sorted);
  const n = reached.at(-1) ?? 0;
  if (n === 0) return undefinedEstimate('no_units', 0);
  const amountAt = (rank: number) => sorted[firstAtLeast(reached, rank)]?.amount ?? Number.NaN;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const left = amountAt(below + 1);
  const part = position - below;
  const value = part === 0 ? left : left + part * (amountAt(below + 2) - left);
  const { low, high } = ranks(n, p, (1 - level) / 2);
  if (low < 1 || high > n) return { value, n, ci: null, reason: 'too_few_units' };
  return { value, n, ci: { low: amountAt(low), high: amountAt(high), level, method: 'order_statistic_binomial' } };
}

/** Largest rank l with P(B < l) <= tail (0: none), smallest rank u with P(B >= u) <= tail (n + 1: none). */
function ranks(n: number, p: number, tail: number): { low: number; high: number } {
  const firstAbove = (limit: number) => bisectWhole(n, (k) => binomialAtMost(k, n, p) > limit);
  // P(B >= u) <= tail is P(B <= u − 1) >= 1 − tail: of failures, so that the tail keeps its digits.
  const failures = bisectWhole(n, (k) => binomialAtMost(k, n, 1 - p) > tail);
  return { low: firstAbove(tail), high: n - failures + 1 };
}

/** Smallest whole number in 0…n at which `reached` holds, which it does from some point on. */
function bisectWhole(n: number, reached: (k: number) => boolean): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function runningTotals(sorted: readonly HistogramRow[]): number[] {
  let total = 0;
  return sorted.map(({ count }) => {
    total += count;
    return total;
  });
}

function firstAtLeast(reached: readonly number[], rank: number): number {
  return bisectWhole(reached.length - 1, (i) => (reached[i] ?? 0) >= rank);
}
