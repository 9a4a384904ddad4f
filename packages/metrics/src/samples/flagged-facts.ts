import type { SampleContext } from '../definition.ts';

/**
 * Every pairing and every meeting, voided ones too, with what is odd about it (`flags`). `at` is when it was proposed or
 * started, or when it was to be, or was, held. Receipt metrics count in UTC days, and so does this.
 */
export function flaggedFacts(context: SampleContext): string {
  const day = (sql: string) => `coalesce(${sql}, toDateTime64(0, 3, 'UTC')) AS at`;
  return `SELECT 'pairing' AS stream, programme_id, pairing_id AS event_id, 'UTC' AS time_zone,
      ${day('proposed_at, activated_at, ended_at')}, flags FROM ${context.relation('fact_pairing')}
    UNION ALL
    SELECT 'meeting' AS stream, programme_id, meeting_id AS event_id, 'UTC' AS time_zone,
      ${day('scheduled_at, held_at, cancelled_at, pairing_activated_at')}, flags FROM ${context.relation('fact_meeting')}`;
}
