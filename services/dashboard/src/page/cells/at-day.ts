/** A curve's cell read at one of its days: the same cell about an earlier horizon. */
import type { Row } from '../data/types.ts';

/**
 * The row with the share, interval and number still followed on that day. Where the curve has no such point it was hidden, or nobody was
 * followed for that long: the row says the first unless it says itself that follow-up is short.
 */
export function rowAtDay(row: Row, day: number): Row {
  const { points = [], comparison: _, ...rest } = row;
  const point = points.find((one) => one.day === day);
  const share = point?.survival ?? point?.incidence ?? null;
  if (point === undefined || share === null) {
    if (row.state === 'suppressed' || row.state === 'no_data') return row;
    const isShort = points.length === 0 && row.reason === 'follow_up_too_short';
    const missing = isShort
      ? ({ state: 'not_yet_observable', reason: 'follow_up_too_short' } as const)
      : ({ state: 'suppressed', reason: 'small_group' } as const);
    return { ...rest, ...missing, value: null, n: isShort ? row.n : null, ci: null };
  }
  const { ci_low: low, ci_high: high } = point;
  const ci = low === null || high === null ? null : { low, high, level: 0.95, method: 'log_log' };
  const { reason: __, ...valued } = rest;
  return { ...valued, state: row.state === 'in_progress' ? 'in_progress' : 'value', value: share, ci };
}
