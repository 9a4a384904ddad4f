/** Estimates of how amounts spread. */
import type { CellEstimate } from './estimate.ts';
import { shareOf } from './estimate-shares.ts';
import { numberIn, numbersIn, type RawRow } from './summary-row.ts';

/** Share later than the metric's limit, with quantiles in seconds. */
export function latenessOf(row: RawRow, n: number): CellEstimate {
  const [p50, p95, p99] = numbersIn(row['quantiles']);
  const known = n > 0 && p50 !== undefined && p95 !== undefined && p99 !== undefined;
  return { ...shareOf(numberIn(row, 'k'), n), quantiles: known ? { p50, p95, p99 } : null };
}
