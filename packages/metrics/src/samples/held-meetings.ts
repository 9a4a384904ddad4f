import type { SampleContext } from '../definition.ts';

/** Every held meeting, `at` when it was held. Meetings of a voided pairing leave with it: it never should have counted. */
export function heldMeetings(context: SampleContext): string {
  return `SELECT *, assumeNotNull(held_at) AS at FROM ${context.relation('fact_meeting')}
    WHERE state = 'held' AND held_at IS NOT NULL AND NOT pairing_voided`;
}
