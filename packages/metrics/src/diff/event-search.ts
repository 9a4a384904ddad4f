/** Which events made units differ between two moments of knowledge: one trial for each type of event that was told. */
import { streams as allStreams, type StreamName } from '@rapport/events';
import { relationSql } from '@rapport/warehouse';
import { compileUnits, type DataTimes, sqlInstant } from '../compile.ts';
import type { RunQuery } from '../engine.ts';
import type { MetricQuery } from '../request.ts';
import { textIn } from '../summary-row.ts';
import { type ChangingEvent, changingEventsSql, type EventClass, eventOf, toldSql } from './changing-events.ts';
import { differingUnits, idColumns, streamsOf, unitsKnown } from './knowledge.ts';

type EventCount = { type: string; class: EventClass; events: number };

export type ChangingEvents = {
  /** Events on the metric's streams that were told between the two moments, whether they changed anything or not. */
  told: number;
  /** Units whose row is another; an answer may still be the same. */
  units: number;
  total: number;
  counts: EventCount[];
  /** For administrators only; by type and class, oldest first. */
  listed?: ChangingEvent[];
  left_out?: number;
};

/** How many events are to be named. */
export type ReceiptOptions = { listed: number };

/** `moments`: known_before and known_after as the warehouse reads them. */
export type Asked = { query: MetricQuery; times: DataTimes; moments: Record<string, string> };

/** Gives the events that changed a question's units. Throws what `runQuery` throws. */
export function createEventSearch(runQuery: RunQuery) {
  async function columnsOf({ query, times }: Asked, now: string): Promise<string[]> {
    const { sql, params } = compileUnits(query, times, (name) => relationSql(name));
    const rows = await runQuery(`DESCRIBE (${sql})`, { ...params, known_at: now });
    return rows.map((row) => textIn(row, 'name'));
  }

  async function changedUnits({ query, times, moments }: Asked, columns: readonly string[]): Promise<number> {
    const before = unitsKnown(query, times, 'before');
    const after = unitsKnown(query, times, 'after');
    const differing = differingUnits(query, columns, before.sql, after.sql);
    const [row] = await runQuery(`SELECT count() AS units FROM (${differing})`, { ...after.params, ...moments });
    return Number(row?.['units'] ?? 0);
  }

  return async function eventsOf(asked: Asked, { listed }: ReceiptOptions): Promise<ChangingEvents> {
    const columns = await columnsOf(asked, String(asked.moments['known_after']));
    const direct = idColumns(columns).includes('event_id');
    const read = streamsOf(asked.query, asked.times);
    const streams = direct && read.length === 0 ? allStreams.map(({ name }) => name) : read;
    if (streams.length === 0) return { told: 0, units: 0, total: 0, counts: [], listed: [], left_out: 0 };
    const told = await runQuery(toldSql(streams), { ...asked.moments, as_of: sqlInstant(asked.query.asOf) });
    const suspects = told.filter((row) => Number(row['mattering']) > 0);
    const units = suspects.length === 0 ? 0 : await changedUnits(asked, columns);
    const events: ChangingEvent[] = [];
    const counts: EventCount[] = [];
    for (const row of units === 0 ? [] : suspects) {
      // One after another: each is a fold of all events, and others have questions too.
      const [stream, type] = [textIn(row, 'stream') as StreamName, textIn(row, 'type')];
      const suspect = { stream, type, alone: suspects.length === 1 };
      const { sql, params } = changingEventsSql(asked.query, asked.times, columns, suspect);
      const found = await runQuery(sql, { ...params, ...asked.moments, listed: Math.max(1, listed) });
      for (const [kind, own] of Map.groupBy(found, (one) => textIn(one, 'class') as EventClass)) {
        counts.push({ type: `${stream}.${type}`, class: kind, events: Number(own[0]?.['of_class'] ?? 0) });
      }
      events.push(...found.map((one) => eventOf(stream, one)));
    }
    const total = counts.reduce((sum, { events: some }) => sum + some, 0);
    const shown = events.slice(0, listed);
    const received = told.reduce((sum, row) => sum + Number(row['events']), 0);
    return { told: received, units, total, counts, listed: shown, left_out: total - shown.length };
  };
}
