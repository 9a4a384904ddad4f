import { relationsRead } from './relations-read.ts';
import type { MetricQuery } from './request.ts';
import type { CellState, ResultMeta } from './result.ts';

const iso = (ms: number) => new Date(ms).toISOString();

/** What an answer says about itself. `rows`: how many, and how many of their cells are suppressed. */
export function metaOf(query: MetricQuery, zones: readonly string[], rows: RowCount): ResultMeta {
  const { metric } = query;
  const duration = metric.measuresDuration === true ? query.duration : null;
  const moments = { as_of: iso(query.asOf), known_at: iso(query.knownAt) };
  const { programme, from, to, grain, horizon } = query;
  const where = Object.fromEntries(Object.entries(query.where).map(([id, values]) => [id, [...values]]));
  return {
    metric: metric.id,
    version: metric.version,
    title: metric.title,
    definition: metric.formula,
    unit: metric.unit,
    direction: metric.direction,
    time_refers_to: metric.timeRefersTo,
    query: {
      metric: metric.id,
      ...{ programme, from, to, grain },
      ...(grain === 'week' ? { week_start: query.weekStart } : {}),
      group_by: [...query.groupBy],
      where,
      ...moments,
      duration,
      horizon,
      ...(query.method === null ? {} : { method: query.method }),
      ...(query.curve === undefined ? {} : { curve: query.curve }),
    },
    ...moments,
    time_zones: [...zones],
    duration,
    protection: query.protection,
    row_count: rows.count,
    suppressed_cells: rows.suppressed,
    lineage: { relations: relationsRead(query), grain: metric.grain },
    caveats: [...metric.caveats],
  };
}

type RowCount = { count: number; suppressed: number };

/** The size of an answer. */
export function countRows(rows: readonly { state: CellState }[]): RowCount {
  return { count: rows.length, suppressed: rows.filter(({ state }) => state === 'suppressed').length };
}
