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
function histogramSql(metric: MetricDefinition, keys: readonly string[], rows: string, people: PeopleCount): string {
  const { perPart, overParts } = peopleOfParts(metric, people);
  const inner = ['countIf(counted) AS units', 'countIf(young) AS young_units', ...perPart];
  const outer = [
    'sum(units) AS n',
    'sum(young_units) AS immature',
    ...overParts,
    'arraySort(groupArrayIf((amount_steps, units), units > 0)) AS histogram',
  ];
  const parts = `SELECT ${[...keys, 'amount_steps', ...inner].join(', ')}
  FROM (${rows}) GROUP BY ${[...keys, 'amount_steps'].join(', ')}`;
  return grouped(keys, outer, parts);
}

/** Rows grouped by keys. Of no rows at all nothing is said, also where there is no key. */
function grouped(keys: readonly string[], columns: readonly string[], rows: string): string {
  const bucket = keys.includes('bucket') ? [] : ["'' AS bucket"];
  const select = `SELECT ${[...keys, ...bucket, ...columns].join(', ')}\nFROM (${rows})`;
  if (keys.length === 0) return `${select}\nHAVING count() > 0`;
  return `${select}\nGROUP BY ${keys.join(', ')} ORDER BY ${keys.join(', ')}`;
}

/**
 * Rows summed by mentor within the keys. Grouping by several texts costs several times grouping by numbers, so the keys
 * are told apart by their hashes.
 */
function byMentor(keys: readonly string[], columns: readonly string[], rows: string): string {
  const kept = keys.map((key) => `any(${key}) AS the_${key}`);
  const parts = `SELECT ${[...kept, ...columns].join(', ')}
  FROM (${rows}) GROUP BY ${['mentor_id', ...keys.map((key) => `sipHash64(${key})`)].join(', ')}`;
  return keys.length === 0
    ? parts
    : `SELECT *, ${keys.map((key) => `the_${key} AS ${key}`).join(', ')} FROM (${parts})`;
}

/**
 * The aggregating query over the unit rows. Keys are column names of ours, never a caller's; without the key `bucket` there
 * is one, the empty one.
 */
export function summarySql(
  metric: MetricDefinition,
  keys: string[],
  units: string,
  { extra = [], people = 'exact' }: { extra?: string[]; people?: PeopleCount } = {},
): string {
  const young = metric.matures === true ? 'NOT mature' : '0';
  const added = [`${countedSql(metric)} AS counted`, `${young} AS young`, ...preparedColumns(metric)];
  const rows = `SELECT *, ${added.join(', ')} FROM (${units})`;
  if (isClustered(metric)) {
    const { perMentor, overMentors } = clusteredColumns(metric, people);
    return grouped(keys, overMentors, byMentor(keys, perMentor, rows));
  }
  if (metric.estimator.name === 'quantile') return histogramSql(metric, keys, rows, people);
  const sizes = ['countIf(counted) AS n', 'countIf(young) AS immature'];
  return grouped(keys, [...sizes, ...peopleSql(metric, people), ...plainColumns(metric), ...extra], rows);
}
