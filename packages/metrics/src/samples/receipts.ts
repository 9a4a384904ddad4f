import type { SampleContext } from '../definition.ts';

/**
 * Every record that arrived from the log and could be read, repetitions included: one row per log position. Receipts
 * know no programme's zone; their days are UTC days.
 */
export function receipts(context: SampleContext): string {
  return `SELECT *, recorded_at AS at, 'UTC' AS time_zone FROM event_receipts FINAL
    WHERE recorded_at <= ${context.knownAt} AND occurred_at <= ${context.asOf}`;
}

/** The same by event: how often it came, and its first recording. */
export function receivedEvents(context: SampleContext): string {
  return `SELECT r.event_id AS event_id, 'UTC' AS time_zone, any(r.programme_id) AS programme_id, any(r.stream) AS stream,
      any(r.type) AS type, min(r.recorded_at) AS at, any(r.occurred_at) AS occurred_at, count() AS records
    FROM (${receipts(context)}) AS r GROUP BY r.event_id`;
}
