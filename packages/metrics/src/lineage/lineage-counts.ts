/** How many events of which type a cell rests on, where each is about enough people: what may be seen without row rights. */
import { type StreamName, topicOf } from '@rapport/events';
import { sqlInstant } from '../compile.ts';
import { isAboutUnit } from '../diff/changing-events.ts';
import type { RawRow } from '../summary-row.ts';
import { textIn } from '../summary-row.ts';
import { type LineageEvent, onlySchema } from './event-row.ts';
import { streamsFor } from './events-of-units.ts';
import { storedEvents } from './stored-events.ts';
import type { TracedCell } from './trace-cell.ts';

export type EventCounts = { type: string; topic: string; schema: LineageEvent['schema']; events: number };

const AS_OF = "{as_of:DateTime64(3, 'UTC')}";
const KNOWN_AT = "{known_at:DateTime64(3, 'UTC')}";

/** SQL columns with the distinct people behind a stream's events, one a side. Programmes and what is kept in the dashboard are no people. */
function sidesOf(stream: StreamName): readonly string[] {
  switch (stream) {
    case 'programme':
    case 'workspace':
      return [];
    case 'participant':
      return ['uniqExact(participant_id)'];
    case 'survey':
      // Who is asked and who answers; a published questionnaire is about nobody, and its few events are not listed.
      return ["uniqExactIf(ifNull(participant_id, ''), ifNull(participant_id, '') != '')"];
    case 'pairing':
    case 'meeting':
    case 'goal':
    case 'alert':
      return ['uniqExact(c.mentor)', 'uniqExact(c.mentee)'];
    default:
      throw new Error(`unknown stream ${stream satisfies never}`);
  }
}

function countsSql(traced: TracedCell, stream: StreamName, k: number): string {
  const ids = traced.columns.ids.length === 0 ? '1 AS one' : traced.columns.ids.join(', ');
  const sides = sidesOf(stream);
  const couples =
    sides.length < 2 ? '' : `LEFT ANY JOIN couples AS c ON c.in_programme = e.programme_id AND c.paired = e.pairing_id`;
  const enough = sides.map((side) => `${side} >= ${k}`);
  return `WITH changed AS (SELECT DISTINCT ${ids} FROM (${traced.unitsSql.sql})),
couples AS (
  SELECT programme_id AS in_programme, pairing_id AS paired, anyIf(mentor_id, mentor_id IS NOT NULL) AS mentor,
    anyIf(mentee_id, mentee_id IS NOT NULL) AS mentee
  FROM ${storedEvents('pairing')} GROUP BY programme_id, pairing_id
)
SELECT type, count() AS events FROM (
  SELECT * FROM ${storedEvents(stream)}
  WHERE recorded_at <= ${KNOWN_AT} AND occurred_at <= ${AS_OF} AND ${isAboutUnit(stream, [...traced.columns.ids])}
) AS e ${couples}
GROUP BY type ${enough.length === 0 ? '' : `HAVING ${enough.join(' AND ')}`} ORDER BY type`;
}

/**
 * Events by type; types about fewer than k people on a side are not listed, as if there were none. null where another cell of
 * the answer is hidden: what a whole rests on less what its shown parts rest on would be the hidden part's. No partitions and
 * offsets: the first and the last of a range are single records.
 */
export async function countEvents(traced: TracedCell, k: number, topicPrefix = ''): Promise<EventCounts[] | null> {
  if (traced.hidesOthers) return null;
  const { ask, query, unitsSql } = traced;
  const moments = { as_of: sqlInstant(query.asOf), known_at: sqlInstant(query.knownAt) };
  const found: EventCounts[] = [];
  for (const stream of streamsFor(traced)) {
    const rows: RawRow[] = await ask(countsSql(traced, stream, k), { ...unitsSql.params, ...moments });
    for (const row of rows) {
      found.push({
        type: `${stream}.${textIn(row, 'type')}`,
        topic: topicOf(stream, topicPrefix),
        schema: onlySchema(stream),
        events: Number(row['events']),
      });
    }
  }
  return found;
}
