import { type HistogramRow, sortedHistogram } from './histogram.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import { normalTwoSided } from './tails.ts';

/** Changes below which the normal approximation of the rank sum is not used. */
const LEAST_CHANGES = 10;

const METHOD = 'wilcoxon_signed_rank';

/**
 * Wilcoxon's signed-rank test on a histogram of changes: zeros dropped, ties at their mean rank with the variance
 * corrected, normal without continuity correction. For answers on short scales, where ties rule out exact tables.
 * Nobody `no_units`; nobody changed `no_events`; below 10 changes `too_few_units`.
 */
export function wilcoxonSignedRank(changes: readonly HistogramRow[]): Test {
  const sorted = sortedHistogram(changes);
  if (sorted === null) return undefinedTest(METHOD, 'invalid_input', 0);
  if (sorted.length === 0) return undefinedTest(METHOD, 'no_units', 0);
  const groups = bySize(sorted);
  const n = groups.reduce((sum, { up, down }) => sum + up + down, 0);
  if (n === 0) return undefinedTest(METHOD, 'no_events', n);
  if (n < LEAST_CHANGES) return undefinedTest(METHOD, 'too_few_units', n);
  let [ranked, rankSum, ties] = [0, 0, 0];
  for (const { up, down } of groups) {
    const size = up + down;
    rankSum += up * (ranked + (size + 1) / 2);
    ties += size ** 3 - size;
    ranked += size;
  }
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48;
  const z = (rankSum - (n * (n + 1)) / 4) / Math.sqrt(variance);
  return { p: normalTwoSided(z), statistic: z, df: null, n, method: METHOD };
}

/** Distinct sizes of change ascending, with how many went up and down by it. */
function bySize(sorted: readonly HistogramRow[]): { size: number; up: number; down: number }[] {
  const sizes = new Map<number, { size: number; up: number; down: number }>();
  for (const { amount, count } of sorted) {
    if (amount === 0) continue;
    const size = Math.abs(amount);
    const known = sizes.get(size) ?? { size, up: 0, down: 0 };
    if (amount > 0) known.up += count;
    else known.down += count;
    sizes.set(size, known);
  }
  return [...sizes.values()].sort((a, b) => a.size - b.size);
}
