/** The units of a wider metric's cells that are not in a narrower metric's cells of the same place: SQL. */
import { findMetric } from '../catalogue.ts';
import { type CompiledQuery, compileUnits, type DataTimes, type IdsOfRelations } from '../compile.ts';
import type { LeavingOut, MetricDefinition, RelationSource } from '../definition.ts';
import type { MetricQuery } from '../request.ts';
import { countedSql } from '../summaries.ts';

/**
 * Whose numbers are told beside. all: also those who are too young to count, as they will count one day, and nothing that was shown until then
 * can be taken back. counted: without them.
 */
type Ripeness = 'all' | 'counted';

/** One wider metric, in one ripeness: what one entry of a cell's `leftOut` is about. */
export type Wider = { leaving: LeavingOut; metric: MetricDefinition; ripeness: Ripeness };

/** Every wider metric that a question's cells lie within, in the order of the definition. */
export function widerOf({ metric, programme, grain }: MetricQuery): Wider[] {
  return (metric.leavesOut ?? []).flatMap((leaving): Wider[] => {
    const wider = findMetric(leaving.of);
    if (wider === undefined)
      throw new Error(`${metric.id} leaves out units of a metric that does not exist: ${leaving.of}`);
    if (leaving.onlyOverAllTime === true && grain !== null) return [];
    // Of one programme's people it cannot be asked.
    if (programme !== null && !wider.dimensions.includes('programme')) return [];
    const ripenesses: Ripeness[] = wider.matures === true ? ['all', 'counted'] : ['all'];
    return ripenesses.map((ripeness) => ({ leaving, metric: wider, ripeness }));
  });
}

/** The wider metric as one that counts its units, so that people and changes of those left out are counted as any metric's. */
export function countedWider({ metric: { matures: _matures, ...metric } }: Wider): MetricDefinition {
  return { ...metric, estimator: { name: 'count' } };
}

/** The same question of the wider metric, as far as it has its dimensions. */
function widerQuery(query: MetricQuery, metric: MetricDefinition): MetricQuery {
  const has = (id: string) => metric.dimensions.includes(id);
  const filters = Object.entries(query.where).filter(([id]) => has(id));
  const defaults = Object.entries(metric.defaultWhere ?? {}).filter(
    ([id]) => query.where[id] === undefined && !query.groupBy.includes(id),
  );
  return {
    ...query,
    ...{ metric, groupBy: query.groupBy.filter(has), where: Object.fromEntries([...defaults, ...filters]) },
    ...{ horizon: metric.horizon?.days ?? null, method: null },
  };
}

const digest = (columns: readonly string[]) =>
  `sipHash64(${["''", ...columns].map((one) => `toString(${one})`).join(', ')})`;

/** Columns that name the people of a wider metric's unit. */
function peopleColumns({ people, id }: MetricDefinition): string[] {
  if (people === 'pair') return ['mentor_id', 'mentee_id'];
  if (people === 'person') return ['participant_id'];
  throw new Error(`${id} is about no people that another metric could leave out`);
}

/**
 * One row per unit left out of a cell: the narrower question's g0, g1 and bucket, and whom it is about. Where the narrower one is broken down by
 * what the wider one does not know, a unit is left out of each of its cells that it is not in.
 */
export function leftOutUnits(
  query: MetricQuery,
  { leaving, metric, ripeness }: Wider,
  times: DataTimes,
  relation: RelationSource,
  ids: IdsOfRelations = 'texts',
): CompiledQuery {
  const { by, only, within = [] } = leaving;
  const wide = widerQuery(query, metric);
  const own = compileUnits(query, times, relation, ids);
  const wider = compileUnits(wide, times, relation, ids);
  const keys = [...query.groupBy.map((_, index) => `g${index}`), 'bucket'];
  const people = peopleColumns(metric);
  const { horizon } = wider.params;
  const params = { ...wider.params, ...own.params, ...(horizon === undefined ? {} : { wider_horizon: horizon }) };
  const inside = `FROM (${own.sql}) WHERE ${countedSql(query.metric)}`;
  const conditions = [...(ripeness === 'all' ? [] : [countedSql(metric)]), ...(only === undefined ? [] : [only])];
  // Its own horizon, whatever the narrower question's is.
  const units = `(${wider.sql.replaceAll('{horizon:', '{wider_horizon:')})`;
  if (wide.groupBy.length === query.groupBy.length) {
    const where = [
      ...conditions,
      ...(within.length === 0 ? [] : [`${digest(within)} IN (SELECT ${digest(within)} ${inside})`]),
      `${digest([...by, ...keys])} NOT IN (SELECT ${digest([...by, ...keys])} ${inside})`,
    ];
    return { sql: `SELECT ${[...keys, ...people].join(', ')} FROM ${units} WHERE ${where.join(' AND ')}`, params };
  }
  const places = {
    own: [
      ...query.groupBy.flatMap((id, index) => (wide.groupBy.includes(id) ? [`g${index}`] : [])),
      'bucket',
      ...within,
    ],
    wide: [...wide.groupBy.map((_, index) => `g${index}`), 'bucket', ...within],
  };
  const unit = by.map((column, index) => `toString(${column}) AS unit_${index}`);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const left = `SELECT ${[...people, ...unit, `${digest(places.wide)} AS place`].join(', ')} FROM ${units} ${where}`;
  const cells = `SELECT DISTINCT ${[...keys, `${digest(places.own)} AS place`].join(', ')} ${inside}`;
  const names = by.map((_, index) => `unit_${index}`);
  const columns = [
    ...keys.map((key) => `c.${key} AS ${key}`),
    ...[...people, ...names].map((one) => `u.${one} AS ${one}`),
  ];
  const joined = `SELECT ${columns.join(', ')} FROM (${left}) AS u INNER JOIN (${cells}) AS c ON c.place = u.place`;
  return {
    sql: `SELECT ${[...keys, ...people].join(', ')} FROM (${joined})
WHERE ${digest([...names, ...keys])} NOT IN (SELECT ${digest([...by, ...keys])} ${inside})`,
    params,
  };
}

/** How many are left out of each cell: units as n, people by the columns of a summary. */
export function leftOutSummary(
  query: MetricQuery,
  wider: Wider,
  times: DataTimes,
  relation: RelationSource,
  ids: IdsOfRelations = 'texts',
): CompiledQuery {
  const { sql, params } = leftOutUnits(query, wider, times, relation, ids);
  const keys = [...query.groupBy.map((_, index) => `g${index}`), 'bucket'].join(', ');
  const people = peopleColumns(wider.metric).map((column, index) => `uniqExact(${column}) AS people_${index}`);
  return {
    sql: `SELECT ${[keys, 'count() AS n', ...people].join(', ')} FROM (${sql}) GROUP BY ${keys} ORDER BY ${keys}`,
    params,
  };
}

export const rolesOfWider = ({ metric }: Wider): number => peopleColumns(metric).length;
