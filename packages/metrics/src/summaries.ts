/** Summary: what an estimator needs to know of a cell, as SQL. Small, and mergeable by adding. */
import type { MetricDefinition } from './definition.ts';

const counted = 'mature';

/** Distinct people behind the counted units of a cell. */
function peopleSql(metric: MetricDefinition): string[] {
  switch (metric.people) {
    case 'pair':
      return [`uniqExactIf(mentor_id, ${counted}) AS mentors`, `uniqExactIf(mentee_id, ${counted}) AS mentees`];
    case 'person':
      return [`uniqExactIf(participant_id, ${counted}) AS persons`];
    case 'event':
      return [`uniqExactIf(event_id, ${counted}) AS persons`];
    case 'none':
      return [];
    default:
      throw new Error(`unknown people model ${metric.people satisfies never}`);
  }
}

const sizes = [`countIf(${counted}) AS n`, `countIf(NOT ${counted}) AS immature`];
const millisecondMap = (amounts: string[]) =>
  `sumMap([toInt64(elapsed_ms)], ${amounts.map((amount) => `[toUInt64(${amount})]`).join(', ')}) AS times`;

function plainColumns(metric: MetricDefinition): string[] {
  const { estimator } = metric;
  switch (estimator.name) {
    case 'count':
      return [];
    case 'distinct':
      return ['uniqExact(unit_id) AS units'];
    case 'sum':
      return ['sum(amount) AS total'];
    case 'proportion':
      return [`countIf(${counted} AND success) AS k`];
    case 'survival':
      return [millisecondMap(['ended', 'NOT ended'])];
    case 'incidence':
      return [millisecondMap(['outcome = 1', 'outcome = 2', 'outcome = 0'])];
    case 'mean':
      return [
        'avg(score) AS mean',
        'varSamp(score) AS variance',
        `countIf(score >= ${estimator.favourableFrom}) AS favourable`,
      ];
    case 'nps':
      return ['countIf(score >= 9) AS promoters', 'countIf(score <= 6) AS detractors'];
    case 'lateness':
      return [
        `countIf(seconds > ${estimator.lateAfterSeconds}) AS k`,
        'quantilesExactInclusive(0.5, 0.95, 0.99)(seconds) AS quantiles',
      ];
    case 'clustered_proportion':
    case 'clustered_rate':
      throw new Error(`${estimator.name} is summed by mentor first`);
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

/** Per mentor first, then over mentors: what the variance between mentors needs. */
function clusteredSql(metric: MetricDefinition, keys: string[], units: string): string {
  const rate = metric.estimator.name === 'clustered_rate';
  const top = rate ? 'sum(events)' : `countIf(${counted} AND success)`;
  const bottom = rate ? 'sum(exposure)' : `countIf(${counted})`;
  const key = keys.join(', ');
  return `SELECT ${key}, sum(units) AS n, sum(young) AS immature, sum(top) AS k, sum(bottom) AS exposure,
  countIf(units > 0) AS clusters, countIf(units > 0) AS mentors, uniqExactMerge(mentee_state) AS mentees,
  sum(toFloat64(top) * top) AS sum_squared_top, sum(toFloat64(bottom) * bottom) AS sum_squared_bottom,
  sum(toFloat64(top) * bottom) AS sum_product
FROM (
  SELECT ${key}, mentor_id, countIf(${counted}) AS units, countIf(NOT ${counted}) AS young, ${top} AS top, ${bottom} AS bottom,
    uniqExactStateIf(mentee_id, ${counted}) AS mentee_state
  FROM (${units}) GROUP BY ${key}, mentor_id
)
GROUP BY ${key} ORDER BY ${key}`;
}

/** The aggregating query over the unit rows. Keys are column names of ours, never a caller's. */
export function summarySql(metric: MetricDefinition, keys: string[], units: string): string {
  const rows = metric.matures === true ? units : `SELECT *, 1 AS mature FROM (${units})`;
  const { name } = metric.estimator;
  if (name === 'clustered_proportion' || name === 'clustered_rate') return clusteredSql(metric, keys, rows);
  const columns = [...keys, ...sizes, ...peopleSql(metric), ...plainColumns(metric)];
  return `SELECT ${columns.join(', ')}\nFROM (${rows})\nGROUP BY ${keys.join(', ')} ORDER BY ${keys.join(', ')}`;
}
