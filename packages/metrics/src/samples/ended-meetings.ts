import type { SampleContext } from '../definition.ts';

/**
 * Meetings that reached an end of which we were told: held, no-show or cancelled. `at` is the latest planned start, or
 * when it was held without a plan. Meetings of voided pairings leave with them.
 */
export function endedMeetings(context: SampleContext): string {
  return `SELECT *, assumeNotNull(coalesce(scheduled_at, held_at)) AS at FROM ${context.relation('fact_meeting')}
    WHERE state IN ('held', 'no_show', 'cancelled') AND coalesce(scheduled_at, held_at) IS NOT NULL AND NOT pairing_voided`;
}
