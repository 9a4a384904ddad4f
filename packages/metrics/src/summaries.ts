/** Summary: what an estimator needs to know of a cell, as SQL. Small, mergeable by adding, and free of floating sums. */
import type { MetricDefinition } from './definition.ts';
import { clusteredColumns, isClustered } from './summary-clusters.ts';
import { plainColumns, preparedColumns } from './summary-columns.ts';
import { type PeopleCount, peopleOfParts, peopleSql } from './summary-people.ts';

/** SQL: whether a row of the sample counts. Too young units do not; nor do units that the estimator cannot use. */
export function countedSql(metric: MetricDefinition): string {
  const { estimator } = metric;
  const conditions = [
    ...(metric.matures === true ? ['mature'] : []),
    ...(estimator.name === 'paired_change' ? ['before IS NOT NULL', 'after IS NOT NULL'] : []),
    ...(estimator.name === 'survival' && estimator.delayedEntry === true ? ['elapsed_ms > entry_ms'] : []),
  ];
  return conditions.length === 0 ? '1' : conditions.join(' AND ');
}

/**
 * Units by their amount first: counting in one step, by a map of amounts, takes seconds where there are a hundred thousand
 * of them.
 */
function histogramSql(metric: MetricDefinition, key: string, rows: string, people: PeopleCount): string {
  const { perPart, overParts } = peopleOfParts(metric, people);
  const inner = ['countIf(counted) AS units', 'countIf(young) AS young_units', ...perPart];
  const outer = [
    'sum(units) AS n',
    'sum(young_units) AS immature',
    ...overParts,
    'arraySort(groupArrayIf((amount_steps, units), units > 0)) AS histogram',
  ];
  return `SELECT ${key}, ${outer.join(', ')}
FROM (
  SELECT ${key}, amount_steps, ${inner.join(', ')}
  FROM (${rows}) GROUP BY ${key}, amount_steps
)
GROUP BY ${key} ORDER BY ${key}`;
}

/** The aggregating query over the unit rows. Keys are column names of ours, never a caller's. */
export function summarySql(
  metric: MetricDefinition,
  keys: string[],
  units: string,
  { extra = [], people = 'exact' }: { extra?: string[]; people?: PeopleCount } = {},
): string {
  const young = metric.matures === true ? 'NOT mature' : '0';
  const added = [`${countedSql(metric)} AS counted`, `${young} AS young`, ...preparedColumns(metric)];
  const rows = `SELECT *, ${added.join(', ')} FROM (${units})`;
  const key = keys.join(', ');
  if (isClustered(metric)) {
    const { perMentor, overMentors } = clusteredColumns(metric, people);
    return `SELECT ${key}, ${overMentors.join(', ')}
FROM (
  SELECT ${key}, mentor_id, ${perMentor.join(', ')}
  FROM (${rows}) GROUP BY ${key}, mentor_id
)
GROUP BY ${key} ORDER BY ${key}`;
  }
  if (metric.estimator.name === 'quantile') return histogramSql(metric, key, rows, people);
  const sizes = ['countIf(counted) AS n', 'countIf(young) AS immature'];
  const columns = [key, ...sizes, ...peopleSql(metric, people), ...plainColumns(metric), ...extra];
  return `SELECT ${columns.join(', ')}\nFROM (${rows})\nGROUP BY ${key} ORDER BY ${key}`;
}
