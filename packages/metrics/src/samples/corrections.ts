import { streams } from '@rapport/events';
import type { SampleContext } from '../definition.ts';

/** The tables that corrections are read from. */
export const eventTables = streams.map(({ name }) => `events_${name}` as const);

/** Every event that stands in for an earlier one, once: `at` is its first recording. Rare, so that FINAL is not needed. */
export function corrections(context: SampleContext): string {
  const tables = streams.map(
    ({ name }) => `SELECT event_id, '${name}' AS stream, concat('${name}.', type) AS type,
      ifNull(toString(programme_id), '') AS programme_id, recorded_at, occurred_at
    FROM events_${name} WHERE supersedes IS NOT NULL`,
  );
  return `SELECT event_id, 'UTC' AS time_zone, min(c.stream) AS stream, min(c.type) AS type, min(c.programme_id) AS programme_id,
      min(c.recorded_at) AS at
    FROM (${tables.join('\nUNION ALL\n')}) AS c
    WHERE recorded_at <= ${context.knownAt} AND occurred_at <= ${context.asOf} GROUP BY event_id`;
}
