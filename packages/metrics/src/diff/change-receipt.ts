/** Change receipts: the same question at two moments of knowledge, and which events made its answer another. */
import { streams as allStreams, type StreamName } from '@rapport/events';
import { relationSql } from '@rapport/warehouse';
import { parseInstant } from '../calendar.ts';
import { compileUnits, type DataTimes, sqlInstant } from '../compile.ts';
import { createDataTimes } from '../data-times.ts';
import type { DefinitionChange } from '../definition.ts';
import type { MetricEngine, RunQuery } from '../engine.ts';
import { type MetricQuery, type MetricRequest, parseRequest } from '../request.ts';
import { createIssues } from '../request-issues.ts';
import type { MetricResult, ResultMeta } from '../result.ts';
import { textIn } from '../summary-row.ts';
import { type ChangingEvent, changingEventsSql, type EventClass, eventOf, toldSql } from './changing-events.ts';
import { differingUnits, idColumns, streamsOf, unitsKnown } from './knowledge.ts';
import { type RowChange, rowChanges } from './row-changes.ts';

export type EventCount = { type: string; class: EventClass; events: number };

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

export type ChangeReceipt = {
  metric: string;
  version: number;
  title: string;
  unit: string;
  question: ResultMeta['query'];
  as_of: string;
  known_before: string;
  known_after: string;
  protection: ResultMeta['protection'];
  /** Both answers are made with today's definition; `changes` are those dated between the two moments. */
  definition: { version: number; changes: DefinitionChange[] };
  rows: RowChange[];
  unchanged_rows: number;
  /** Rows that are hidden in either answer: they show no change. */
  hidden_rows: number;
  /** null where a row is hidden: how many events there were could tell of the few people in it. */
  events: ChangingEvents | null;
};

export type Between = { knownBefore: string; knownAfter?: string | undefined };
export type ReceiptOptions = { listed: number };

type Dependencies = { engine: MetricEngine; query: RunQuery; clock?: () => number };

const iso = (ms: number) => new Date(ms).toISOString();

/** The two moments in order. @throws MetricRequestError */
function momentsOf({ knownBefore, knownAfter }: Between, now: number): [number, number] {
  const issues = createIssues();
  const before = parseInstant(knownBefore);
  const after = knownAfter === undefined ? now : parseInstant(knownAfter);
  if (before === undefined || after === undefined) {
    const message = 'between needs two instants such as 2026-11-01T00:00:00Z, the earlier first';
    issues.add('INVALID_INSTANT', 'between', message);
  } else if (after > now) issues.add('INVALID_INSTANT', 'between', 'between ends in the future');
  else if (before >= after) issues.add('EMPTY_RANGE', 'between', 'between needs the earlier moment first');
  issues.throwIfAny();
  return [before ?? now, after ?? now];
}

type Asked = { query: MetricQuery; times: DataTimes; moments: Record<string, string> };

/** Makes receipts. Reads the folds, whatever the engine reads, because only they know what was known when. */
export function createChangeReceipts({ engine, query: runQuery, clock = Date.now }: Dependencies) {
  const timesOf = createDataTimes(runQuery);

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

  async function eventsOf(asked: Asked, { listed }: ReceiptOptions): Promise<ChangingEvents> {
    const columns = await columnsOf(asked, String(asked.moments['known_after']));
    const direct = idColumns(columns).includes('event_id');
    const read = streamsOf(asked.query, asked.times);
    const streams = direct && read.length === 0 ? allStreams.map(({ name }) => name) : read;
    if (streams.length === 0) return { told: 0, units: 0, total: 0, counts: [], listed: [], left_out: 0 };
    const told = await runQuery(toldSql(streams), asked.moments);
    const units = await changedUnits(asked, columns);
    const events: ChangingEvent[] = [];
    const counts: EventCount[] = [];
    for (const row of units === 0 ? [] : told) {
      // One after another: each is a fold of all events, and others have questions too.
      const [stream, type] = [textIn(row, 'stream') as StreamName, textIn(row, 'type')];
      const { sql, params } = changingEventsSql(asked.query, asked.times, columns, { stream, type });
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
  }

  /**
   * The receipt of a question. Its own known_at does not count; its as_of is the same for both answers.
   * @throws MetricRequestError, and what `query` throws
   */
  return async function changeReceipt(
    request: MetricRequest,
    between: Between,
    options: ReceiptOptions,
  ): Promise<ChangeReceipt> {
    const now = clock();
    const [before, after] = momentsOf(between, now);
    const pinned = { ...request, asOf: request.asOf ?? iso(now), knownAt: iso(after) };
    const query = parseRequest(pinned, now);
    const old = await engine.run({ ...pinned, knownAt: iso(before) });
    const fresh = await engine.run(pinned);
    const changes = rowChanges(old, fresh);
    const moments = { known_before: sqlInstant(before), known_after: sqlInstant(after) };
    const hides = changes.hidden > 0;
    const times = await timesOf(query, (name) => relationSql(name));
    const events = hides ? null : await eventsOf({ query, times, moments }, options);
    return {
      ...headOf(query, fresh),
      known_before: iso(before),
      known_after: iso(after),
      definition: {
        version: query.metric.version,
        changes: query.metric.changes.filter(({ date }) => Date.parse(date) > before && Date.parse(date) <= after),
      },
      rows: changes.rows,
      unchanged_rows: changes.unchanged,
      hidden_rows: changes.hidden,
      events: events === null || query.protection === 'none' ? events : withoutList(events),
    };
  };
}

/** Counts only: a list names people. */
function withoutList({ listed: _listed, left_out: _rest, ...counts }: ChangingEvents): ChangingEvents {
  return counts;
}

function headOf(query: MetricQuery, { meta }: MetricResult) {
  const { metric, version, title, unit, protection } = meta;
  return { metric, version, title, unit, question: meta.query, as_of: iso(query.asOf), protection };
}
