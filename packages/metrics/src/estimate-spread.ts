/** Estimates of how amounts spread. */
import { giniIndex, type HistogramRow, quantileFromHistogram } from '@rapport/statistics';
import type { QuantileEstimator } from './definition.ts';
import type { CellEstimate } from './estimate.ts';
import { plain, shareOf } from './estimate-shares.ts';
import { fromExact, wholesIn } from './exact-sums.ts';
import type { Protection } from './request.ts';
import { numberIn, numbersIn, pairsIn, type RawRow } from './summary-row.ts';

/** Share later than the metric's limit, with quantiles in seconds. */
export function latenessOf(row: RawRow, n: number): CellEstimate {
  const [p50, p95, p99] = numbersIn(row['quantiles']);
  const known = n > 0 && p50 !== undefined && p95 !== undefined && p99 !== undefined;
  return { ...shareOf(numberIn(row, 'k'), n), quantiles: known ? { p50, p95, p99 } : null };
}

/**
 * The p-quantile of amounts counted in steps. It is some person's amount: a protected one needs k units on either side.
 */
export function quantileOf(row: RawRow, { p, step }: QuantileEstimator, protection: Protection): CellEstimate {
  const n = numberIn(row, 'n');
  // 1 − 0.9 is a little less than 0.1.
  if (protection !== 'none' && n * Math.min(p, 1 - p) < protection.k - 1e-9) {
    return { value: null, n: null, ci: null, reason: 'small_group' };
  }
  const rows = pairsIn(row, 'histogram').map(([amount, count]) => ({ amount: amount * step, count }));
  return plain(quantileFromHistogram(rows, p));
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
