/** A curve's cell read at one of its days: the same cell about an earlier horizon. */
import { firstDateOf } from '../charts/buckets.ts';
import type { Row } from '../data/types.ts';

const DAY_MS = 86_400_000;

/** The moment of an answer, and the local date that its period begins with. */
type Times = { as_of: string; from?: string | null };

/** Whether those who began first in a row could not be followed for so many days. Of all time the answer says it. */
function isTooEarly(row: Row, day: number, { as_of: asOf, from }: Times): boolean {
  const first = row.bucket === null ? from : firstDateOf(row.bucket);
  if (first != null) return Date.parse(first) + day * DAY_MS > Date.parse(asOf);
  return (row.points ?? []).length === 0 && row.reason === 'follow_up_too_short';
}

/** The row with the share, interval and number still followed on that day. Without such a point it is too early for one, or hidden. */
export function rowAtDay(row: Row, day: number, times: Times): Row {
  const { points = [], comparison: _, ...rest } = row;
  const point = points.find((one) => one.day === day);
  const share = point?.survival ?? point?.incidence ?? null;
  if (point === undefined || share === null) {
    if (row.state === 'suppressed' || row.state === 'no_data') return row;
    const isShort = isTooEarly(row, day, times);
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
