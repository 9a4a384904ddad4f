/** The folds of the events that were stored by one moment: what a list of units rests on while further events arrive. */
import type { StreamName } from '@rapport/events';
import { relationSql } from '@rapport/warehouse';
import type { DataTimes } from '../compile.ts';
import type { RelationSource } from '../definition.ts';
import type { RunQuery } from '../engine.ts';
import { textIn } from '../summary-row.ts';

/** For texts that no query runs with: which streams a metric reads does not depend on zones and buckets. */
export const NO_TIMES: DataTimes = { zones: ['UTC'], range: { first: '1970-01-01', count: 0 } };

const STORED_BY = "{stored_by:DateTime64(3, 'UTC')}";

/** What the engine says the time is: the clock that `inserted_at` is written by. */
export async function storedNow(runQuery: RunQuery): Promise<string> {
  const [row] = await runQuery("SELECT toString(now64(3, 'UTC')) AS stored_by", {});
  return textIn(row ?? {}, 'stored_by');
}

/**
 * A stream's events as they were stored by then, one row an event. A copy that came later takes its event's place in the
 * table with a later time: `again` are those.
 */
export function storedEvents(stream: StreamName, columns = '*'): string {
  return `(SELECT ${columns} FROM events_${stream} FINAL WHERE inserted_at <= ${STORED_BY} OR has({again:Array(UUID)}, event_id))`;
}

/** Every relation over those events. */
export const storedRelation: RelationSource = (name) => relationSql(name, (stream) => storedEvents(stream));

/** Events that were stored by then and came again later, in a copy that is the same event. */
export async function storedAgain(
  runQuery: RunQuery,
  streams: readonly StreamName[],
  storedBy: string,
): Promise<string[]> {
  if (streams.length === 0) return [];
  const later = streams.map((stream) => `SELECT event_id FROM events_${stream} WHERE inserted_at > ${STORED_BY}`);
  const rows = await runQuery(
    `WITH later AS (SELECT DISTINCT event_id FROM (${later.join(' UNION ALL ')}))
     SELECT DISTINCT toString(event_id) AS again FROM event_receipts
     WHERE inserted_at <= ${STORED_BY} AND event_id IN (SELECT event_id FROM later)`,
    { stored_by: storedBy },
  );
  return rows.map((row) => textIn(row, 'again'));
}
