import type { SampleContext } from '../definition.ts';

const LATE_NOTICE_HOURS = 24;
const GRACE_HOURS = 24;

/**
 * Meetings that should have taken place: held, no-show, cancelled with less than 24 hours' notice, and lapsed (planned,
 * and nothing heard 24 hours after the start). `at` is the latest planned start, or when it was held without a plan.
 * `mature` once those 24 hours have passed. Earlier cancellations are no longer due. Meetings of voided
 * pairings leave with them.
 */
export function dueMeetings(context: SampleContext): string {
  return `SELECT *, assumeNotNull(starts_at) AS at, at + toIntervalHour(${GRACE_HOURS}) < ${context.asOf} AS mature
    FROM (SELECT *, coalesce(scheduled_at, held_at) AS starts_at FROM ${context.relation('fact_meeting')})
    WHERE starts_at IS NOT NULL AND NOT pairing_voided AND (
      state IN ('held', 'no_show', 'scheduled')
      OR (state = 'cancelled' AND cancelled_at > starts_at - toIntervalHour(${LATE_NOTICE_HOURS}))
    )`;
}
