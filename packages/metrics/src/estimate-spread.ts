/** Estimates of how amounts spread. */
import { isCrowdedQuantile } from '@rapport/privacy';
import { giniIndex, type HistogramRow, quantileFromHistogram } from '@rapport/statistics';
import type { QuantileEstimator } from './definition.ts';
import type { CellEstimate } from './estimate.ts';
import { plain, shareOf } from './estimate-shares.ts';
import { fromExact, wholesIn } from './exact-sums.ts';
import type { Protection } from './request.ts';
import { nullableNumberIn, numberIn, numbersIn, pairsIn, type RawRow } from './summary-row.ts';

/** Share later than the metric's limit, with quantiles in seconds. */
export function latenessOf(row: RawRow, n: number, protection: Protection): CellEstimate {
  const [p50, p95, p99] = numbersIn(row['quantiles']);
  // The 99th per cent needs the most people beyond it; two out of three quantiles would be guessed from a third.
  const crowded = protection === 'none' || isCrowdedQuantile(0.99, n, protection.k);
  const known = crowded && n > 0 && p50 !== undefined && p95 !== undefined && p99 !== undefined;
  return { ...shareOf(numberIn(row, 'k'), n), quantiles: known ? { p50, p95, p99 } : null };
}

/** The fewest distinct people on a side of the cell, or its units where it is about nobody. */
function peopleIn(row: RawRow, n: number): number {
  const counted = ['mentors', 'mentees', 'persons'].flatMap((column) => nullableNumberIn(row, column) ?? []);
  return Math.min(n, ...counted);
}

type Counted = { amount: number; count: number };

/** Whether k units lie on either side of an amount. */
function isCrowded(rows: readonly Counted[], limit: number, k: number): boolean {
  const units = (keep: (amount: number) => boolean) =>
    rows.reduce((sum, { amount, count }) => (keep(amount) ? sum + count : sum), 0);
  return units((amount) => amount <= limit) >= k && units((amount) => amount >= limit) >= k;
}

/**
 * The p-quantile of amounts counted in steps. It is some person's amount: a protected one needs 2k people, and k on either
 * side, and so do the limits of its interval.
 */
export function quantileOf(row: RawRow, { p, step }: QuantileEstimator, protection: Protection): CellEstimate {
  const n = numberIn(row, 'n');
  if (protection !== 'none' && !isCrowdedQuantile(p, peopleIn(row, n), protection.k)) {
    return { value: null, n: null, ci: null, reason: 'small_group' };
  }
  const rows = pairsIn(row, 'histogram').map(([amount, count]) => ({ amount: amount * step, count }));
  const cell = plain(quantileFromHistogram(rows, p));
  const limits = [cell.ci?.low, cell.ci?.high].filter((limit) => typeof limit === 'number');
  if (protection === 'none' || limits.every((limit) => isCrowded(rows, limit, protection.k))) return cell;
  return { ...cell, ci: null };
}

/** How unequal a load is: 0 where all carry the same, towards 1 where one carries all. */
export function giniOf(row: RawRow): CellEstimate {
  const histogram = row['histogram'];
  const [keys, values] = Array.isArray(histogram) ? histogram : Object.values(histogram ?? {});
  const counts = numbersIn(values);
  const rows: HistogramRow[] = wholesIn(keys, 'histogram').map((amount, index) => {
    return { amount: fromExact(amount), count: counts[index] ?? 0 };
  });
  const units = rows.reduce((sum, { count }) => sum + count, 0);
  const total = rows.reduce((sum, { amount, count }) => sum + amount * count, 0);
  return { ...plain(giniIndex(rows)), details: { total, mean: units === 0 ? null : total / units } };
}
