/**
 * What was known when, as SQL: the unit rows of one query under two states of knowledge, and which of them differ. The
 * parameters known_before and known_after are the two moments, event_type is the one type of events that is on trial.
 */
import { type StreamName, streams } from '@rapport/events';
import { relationSql } from '@rapport/warehouse';
import { type CompiledQuery, compileUnits, type DataTimes } from '../compile.ts';
import type { Estimator } from '../definition.ts';
import type { MetricQuery } from '../request.ts';

const BEFORE = "{known_before:DateTime64(3, 'UTC')}";

/** before, after: all that was known then. with, without: as before, or after, but for what was told of one type. */
type Knowledge = 'before' | 'after' | { with: StreamName } | { without: StreamName };

function eventsKnown(stream: StreamName, knowledge: Knowledge): string {
  const all = `events_${stream} FINAL`;
  if (typeof knowledge === 'string') return all;
  const isOfType = 'type = {event_type:String}';
  if ('without' in knowledge) {
    if (stream !== knowledge.without) return all;
    return `(SELECT * FROM ${all} WHERE NOT (${isOfType} AND recorded_at > ${BEFORE}))`;
  }
  const more = stream === knowledge.with ? ` OR ${isOfType}` : '';
  return `(SELECT * FROM ${all} WHERE recorded_at <= ${BEFORE}${more})`;
}

/** The streams that a query's sample reads through relations. */
export function streamsOf(query: MetricQuery, times: DataTimes): StreamName[] {
  const read = new Set<StreamName>();
  compileUnits(query, times, (name) =>
    relationSql(name, (stream) => {
      read.add(stream);
      return eventsKnown(stream, 'after');
    }),
  );
  return streams.map(({ name }) => name).filter((name) => read.has(name));
}

/** The unit rows as far as they were known. */
export function unitsKnown(query: MetricQuery, times: DataTimes, knowledge: Knowledge): CompiledQuery {
  const compiled = compileUnits(query, times, (name) => relationSql(name, (stream) => eventsKnown(stream, knowledge)));
  const moment = knowledge === 'before' ? 'known_before' : 'known_after';
  return { ...compiled, sql: compiled.sql.replaceAll('{known_at:', `{${moment}:`) };
}

/** The sample's columns that an estimate is made from; other columns may change without any effect. */
export function estimatedColumns(estimator: Estimator): readonly string[] {
  switch (estimator.name) {
    case 'count':
    case 'composition':
      return [];
    case 'distinct':
      return ['unit_id'];
    case 'sum':
    case 'quantile':
    case 'gini':
      return ['amount'];
    case 'proportion':
    case 'clustered_proportion':
    case 'representation':
      return ['success'];
    case 'same_group':
      return ['mentor_value', 'mentee_value'];
    case 'rate':
    case 'clustered_rate':
      return ['events', 'exposure'];
    case 'survival':
      return ['elapsed_ms', 'ended', 'entry_ms'];
    case 'incidence':
      return ['elapsed_ms', 'outcome'];
    case 'mean':
    case 'clustered_mean':
    case 'nps':
      return ['score'];
    case 'paired_change':
      return ['before', 'after'];
    case 'alpha':
      return ['scores'];
    case 'lateness':
      return ['seconds'];
    case 'contrast':
      return ['arm', 'success', 'stratum', 'before', 'earlier'];
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

const isId = (column: string) => column.endsWith('_id');

/** The columns by which a unit is known. */
export const idColumns = (columns: readonly string[]): string[] => columns.filter(isId);

/** The ids of the units whose row is another under the one knowledge than under the other, once each. */
export function differingUnits(query: MetricQuery, columns: readonly string[], one: string, other: string): string {
  const asked = ['bucket', 'g0', 'g1', 'mature', ...estimatedColumns(query.metric.estimator)];
  const telling = asked.filter((column) => columns.includes(column));
  const ids = idColumns(columns);
  // As text, because a hash of a tuple with nulls in it is null.
  const print = `sipHash128(toString(tuple(${['0', ...telling].join(', ')}))) AS print`;
  const side = (units: string, sign: string) =>
    `SELECT ${[...ids, print, `${sign} AS side`].join(', ')} FROM (${units})`;
  const key = [...ids, 'print'].join(', ');
  return `SELECT DISTINCT ${ids.length === 0 ? 'print' : ids.join(', ')} FROM (
${side(one, 'toInt64(1)')}
UNION ALL
${side(other, 'toInt64(-1)')}
) GROUP BY ${key} HAVING sum(side) != 0`;
}
