import type { SampleContext } from '../definition.ts';
import { pairingsWithMeetings, pausedMs, watchedUntil } from './started-pairings.ts';

const MONTH_MS = 30.4375 * 86_400_000;

/**
 * Pairings cut into the buckets they pass through: `exposure` in active, unpaused pair-months of 30.4375 days; `events`
 * as the expression over `held` (and `held_minutes`) says, which gets the SQL of "this meeting lies in the bucket". The
 * last bucket holds what happened at as_of itself.
 */
export function pairTime(context: SampleContext, events: (within: (instant: string) => string) => string): string {
  const within = (h: string) => `(${h} >= b.2 AND (${h} < b.3 OR (${h} = b.3 AND ${h} = ${context.asOf})))`;
  return `SELECT *, b.1 AS bucket, greatest(at, b.2) AS opens, least(${watchedUntil(context)}, b.3) AS closes,
      ${events(within)} AS events,
      (dateDiff('millisecond', opens, closes) - ${pausedMs('opens', 'closes')}) / ${MONTH_MS} AS exposure
    FROM (${pairingsWithMeetings(context)})
    ARRAY JOIN arrayFilter(x -> x.2 <= ${watchedUntil(context)} AND x.3 > at, ${context.buckets}) AS b`;
}
