import { tCritical } from './critical-value.ts';
import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isLevel, undefinedEstimate } from './estimate.ts';
import { type HistogramRow, sortedHistogram } from './histogram.ts';

/** Of one distinct amount: its units, Σ |x_j − amount| over all units, and the amount itself. */
type Spread = { count: number; amount: number; distances: number };

/**
 * Gini index of amounts >= 0: mean difference of two units ÷ twice the mean (divisor n², 0 = all alike, at most
 * 1 − 1/n). Interval: delete-one jackknife variance (Yitzhaki 1991) carried to the logit scale, t with n − 1 df, so
 * that it stays inside (0, 1). No units `no_units`; all amounts 0: `no_events`; all alike: 0 without interval.
 */
export function giniIndex(rows: readonly HistogramRow[], level = DEFAULT_LEVEL): Estimate {
  const sorted = sortedHistogram(rows);
  if (sorted === null || sorted.some(({ amount }) => amount < 0) || !isLevel(level)) {
    return undefinedEstimate('invalid_input', 0);
  }
  const n = sorted.reduce((sum, { count }) => sum + count, 0);
  const total = sorted.reduce((sum, { count, amount }) => sum + count * amount, 0);
  if (n === 0) return undefinedEstimate('no_units', 0);
  if (total === 0) return undefinedEstimate('no_events', n);
  const spreads = spreadsOf(sorted, n, total);
  const differences = spreads.reduce((sum, { count, distances }) => sum + count * distances, 0) / 2;
  const value = differences / (n * total);
  if (n === 1) return { value: 0, n, ci: null, reason: 'too_few_units' };
  if (sorted.length === 1) return { value: 0, n, ci: null, reason: 'zero_variance' };
  const variance = jackknife(spreads, { n, total, differences });
  if (variance === null) return { value, n, ci: null, reason: 'too_few_units' };
  if (variance === 0) return { value, n, ci: null, reason: 'zero_variance' };
  const half = (tCritical(level, n - 1) * Math.sqrt(variance)) / (value * (1 - value));
  const odds = value / (1 - value);
  const at = (shift: number) => 1 / (1 + Math.exp(-shift) / odds);
  return { value, n, ci: { low: at(-half), high: at(half), level, method: 'jackknife_logit_t' } };
}

function spreadsOf(sorted: readonly HistogramRow[], n: number, total: number): Spread[] {
  let [units, sum] = [0, 0];
  return sorted.map(({ amount, count }) => {
    units += count;
    sum += count * amount;
    // Those up to this amount lie (units × amount − sum) below it, the others (total − sum) − (n − units) × amount above.
    return { count, amount, distances: units * amount - sum + (total - sum - (n - units) * amount) };
  });
}

/** (n − 1)/n Σ (G₍ᵢ₎ − mean)²; null when one unit holds everything, for without it there is no index. */
function jackknife(
  spreads: readonly Spread[],
  { n, total, differences }: { n: number; total: number; differences: number },
): number | null {
  const without = spreads.map(({ amount, distances }) => (differences - distances) / ((n - 1) * (total - amount)));
  if (!without.every(Number.isFinite)) return null;
  const average = without.reduce((sum, index, i) => sum + index * (spreads[i]?.count ?? 0), 0) / n;
  const squares = without.reduce((sum, index, i) => sum + (index - average) ** 2 * (spreads[i]?.count ?? 0), 0);
  return ((n - 1) / n) * squares;
}
