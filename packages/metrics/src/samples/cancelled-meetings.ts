import type { SampleContext } from '../definition.ts';

/**
 * Meetings that were called off: `at` is the latest planned start, `notice_hours` from the cancellation to it (negative
 * after it). Meetings of voided pairings leave with them.
 */
export function cancelledMeetings(context: SampleContext): string {
  return `SELECT *, assumeNotNull(scheduled_at) AS at,
      dateDiff('millisecond', assumeNotNull(cancelled_at), at) / 3600000 AS notice_hours
    FROM ${context.relation('fact_meeting')}
    WHERE state = 'cancelled' AND cancelled_at IS NOT NULL AND scheduled_at IS NOT NULL AND NOT pairing_voided`;
}
