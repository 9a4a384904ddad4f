/** Change receipts: the same question at two moments of knowledge, and which events made its answer another. */
import { relationSql } from '@rapport/warehouse';
import { parseInstant } from '../calendar.ts';
import { sqlInstant } from '../compile.ts';
import { createDataTimes } from '../data-times.ts';
import type { DefinitionChange } from '../definition.ts';
import type { MetricEngine, RunQuery } from '../engine.ts';
import { type MetricQuery, type MetricRequest, parseRequest } from '../request.ts';
import { createIssues } from '../request-issues.ts';
import type { MetricResult, ResultMeta } from '../result.ts';
import { type ChangingEvents, createEventSearch, type ReceiptOptions } from './event-search.ts';
import { type RowChange, rowChanges } from './row-changes.ts';

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

/** Makes receipts. Reads the folds, whatever the engine reads, because only they know what was known when. */
export function createChangeReceipts({ engine, query: runQuery, clock = Date.now }: Dependencies) {
  const timesOf = createDataTimes(runQuery);

  const eventsOf = createEventSearch(runQuery);

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
