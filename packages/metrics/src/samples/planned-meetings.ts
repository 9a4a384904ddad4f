import type { SampleContext } from '../definition.ts';

const GRACE_HOURS = 24;

/**
 * Meetings that were planned, whatever became of them: `at` is the latest planned start, `mature` 24 hours after it, when
 * a meeting of which nothing was heard has lapsed. Meetings of voided pairings leave with them.
 */
export function plannedMeetings(context: SampleContext): string {
  return `SELECT *, assumeNotNull(scheduled_at) AS at, at + toIntervalHour(${GRACE_HOURS}) < ${context.asOf} AS mature
    FROM ${context.relation('fact_meeting')} WHERE scheduled_at IS NOT NULL AND NOT pairing_voided`;
}
