/**
 * Sample → summary: one SQL text per query. No text of the caller enters it: dimensions come from the closed list, all
 * else travels as bound parameters.
 */
import type { BucketRange } from './bucket-range.ts';
import { sqlLabelDate, sqlLabelFormat, type TimeGrain } from './calendar.ts';
import { composedDimensions } from './composition.ts';
import type { RelationSource, SampleContext } from './definition.ts';
import { type DimensionDays, findDimension } from './dimensions.ts';
import { asksForPairingStart } from './relations-read.ts';
import type { MetricQuery } from './request.ts';
import { summarySql } from './summaries.ts';
import type { PeopleCount } from './summary-people.ts';

export type SqlParameter = string | number | string[];
export type CompiledQuery = { sql: string; params: Record<string, SqlParameter> };

const AS_OF = "{as_of:DateTime64(3, 'UTC')}";
const KNOWN_AT = "{known_at:DateTime64(3, 'UTC')}";

/** An instant as ClickHouse reads it for a DateTime64(3, 'UTC') parameter. */
export function sqlInstant(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
}

/** Per zone of the data one branch, because the engine wants zones constant. Rows spell a zone as they were told it. */
function byZone(zones: readonly string[], branch: (index: number) => string): string {
  const [, ...others] = zones;
  if (others.length === 0) return branch(0);
  const cases = others.map((_, index) => `lower(time_zone) = lower({zone_${index + 1}:String}), ${branch(index + 1)}`);
  return `multiIf(${cases.join(', ')}, ${branch(0)})`;
}

function dayIn(zones: readonly string[]): (instant: string) => string {
  return (instant) => byZone(zones, (index) => `toDate32(${instant}, {zone_${index}:String})`);
}

const addGrain: Record<TimeGrain, string> = {
  day: 'addDays',
  week: 'addWeeks',
  month: 'addMonths',
  quarter: 'addQuarters',
  year: 'addYears',
};

/**
 * The buckets of a row's programme as (label, from, to), none of which reaches beyond as_of. Made by the engine from the
 * first date and a number, as thousands of instants would not fit into a request.
 */
function bucketsSql(query: MetricQuery, zones: readonly string[]): string {
  const { grain, weekStart, from, to } = query;
  const own = grain === null && from === null && to === null ? ['UTC'] : zones;
  return byZone(own, (index) => {
    const instant = (date: string) => `toTimeZone(toDateTime64(${date}, 3, {zone_${index}:String}), 'UTC')`;
    const opens = from === null ? "toDateTime64('1900-01-02 00:00:00', 3, 'UTC')" : instant('toDate32({from:String})');
    const closes = to === null ? AS_OF : `least(${AS_OF}, ${instant('toDate32({to:String})')})`;
    if (grain === null) return `arrayFilter(b -> b.2 <= b.3, [('', ${opens}, ${closes})])`;
    const start = (step: string) => `${addGrain[grain]}(toDate32({first_bucket:String}), ${step})`;
    const label = `formatDateTime(${start('i')}, '${sqlLabelFormat(grain, weekStart)}')`;
    const bucket = `(${label}, greatest(${opens}, ${instant(start('i'))}), least(${closes}, ${instant(start('i + 1'))}))`;
    return `arrayFilter(b -> b.2 < b.3, arrayMap(i -> ${bucket}, range({buckets:UInt32})))`;
  });
}

/** `column IN values`, or NOT IN for values with a leading !. */
function inList(expression: string, parameter: string, values: readonly string[]): string {
  return `${expression} ${values[0]?.startsWith('!') ? 'NOT IN' : 'IN'} {${parameter}:Array(String)}`;
}

const stripped = (values: readonly string[]) => values.map((value) => (value.startsWith('!') ? value.slice(1) : value));

function sampleContext(
  query: MetricQuery,
  zones: readonly string[],
  relation: RelationSource,
  ids: IdsOfRelations = 'texts',
): SampleContext {
  const day = dayIn(zones);
  return {
    relation: (name) => `(${relation(name)})`,
    noId: ids === 'texts' ? "''" : '0',
    idOf: (text) => (ids === 'texts' ? text : `sipHash64(${text})`),
    day,
    elapsedMs: (from, to) =>
      query.duration === 'exact'
        ? `dateDiff('millisecond', ${from}, ${to})`
        : `dateDiff('day', ${day(from)}, ${day(to)}) * 86400000`,
    buckets: bucketsSql(query, zones),
    asOf: AS_OF,
    knownAt: KNOWN_AT,
    horizonDays: '{horizon:Float64}',
    matches: (filter, expression) => {
      const values = query.where[filter];
      return values === undefined ? '1' : inList(expression, `where_${filter}`, values);
    },
  };
}

function dimensionSql(id: string, days: DimensionDays): string {
  const dimension = findDimension(id);
  if (dimension === undefined) throw new Error(`the catalogue names a dimension that does not exist: ${id}`);
  return dimension.expression(days);
}

function conditions(query: MetricQuery, days: DimensionDays): string[] {
  const { metric } = query;
  const composed = composedDimensions(metric, query.groupBy);
  const filters = Object.entries(query.where)
    .filter(([id]) => metric.dimensions.includes(id) && !composed.includes(id))
    .map(([id, values]) => inList(dimensionSql(id, days), `where_${id}`, values));
  const byDay = metric.time === 'instant';
  return [
    ...(query.programme === null ? [] : ['programme_id = {programme:String}']),
    ...(byDay && query.from !== null ? ['local_day >= toDate32({from:String})'] : []),
    ...(byDay && query.to !== null ? ['local_day < toDate32({to:String})'] : []),
    ...filters,
  ];
}

function parameters(query: MetricQuery, zones: readonly string[], range: BucketRange): Record<string, SqlParameter> {
  const params: Record<string, SqlParameter> = { as_of: sqlInstant(query.asOf), known_at: sqlInstant(query.knownAt) };
  if (query.programme !== null) params['programme'] = query.programme;
  if (query.from !== null) params['from'] = query.from;
  if (query.to !== null) params['to'] = query.to;
  if (query.horizon !== null) params['horizon'] = query.horizon;
  for (const [id, values] of Object.entries(query.where)) params[`where_${id}`] = stripped(values);
  for (const [index, zone] of zones.entries()) params[`zone_${index}`] = zone;
  if (query.metric.time !== 'instant' && query.grain !== null) {
    params['first_bucket'] = range.first;
    params['buckets'] = range.count;
  }
  return params;
}

/** The bucket of an instant-timed row; snapshot and interval samples bring their own column `bucket`. */
function bucketSql(query: MetricQuery): string[] {
  const { grain, weekStart } = query;
  if (query.metric.time !== 'instant') return [];
  if (grain === null) return ["'' AS bucket"];
  return [
    `formatDateTime(${sqlLabelDate('local_day', grain, weekStart)}, '${sqlLabelFormat(grain, weekStart)}') AS bucket`,
  ];
}

/** Where the data of a query lie in time: the zones of their programmes, at least one, and the run of buckets. */
export type DataTimes = { zones: readonly string[]; range: BucketRange };

/** What ids of people and pairings are in the relations that a query reads: texts, or numbers that stand for them. */
export type IdsOfRelations = 'texts' | 'numbers';

/** Further columns of the summary, made from the sample's (only where units are not summed by mentor first). */
export type ExtraColumns = (context: SampleContext) => string[];

/** The sample, with the activation of each unit's pairing where the query asks for it: nobody else pays for the join. */
function sampleSql(query: MetricQuery, context: SampleContext): string {
  const sample = query.metric.sample(context);
  if (!asksForPairingStart(query)) return sample;
  return `SELECT u.*, c.activated_at AS pairing_at FROM (${sample}) AS u
LEFT ANY JOIN (SELECT programme_id, pairing_id, activated_at FROM ${context.relation('fact_pairing')}) AS c
  ON c.programme_id = u.programme_id AND c.pairing_id = u.pairing_id`;
}

/**
 * The unit rows of a query: the sample's that the filters let in, with their groups (g0, g1) and, where the query has
 * buckets or none, their column `bucket`.
 */
function unitsSql(query: MetricQuery, context: SampleContext): string {
  const { metric } = query;
  const dimensionDays = { start: context.day(metric.startColumn ?? 'at'), pairing: context.day('pairing_at') };
  const groups = query.groupBy.map((id, index) => `${dimensionSql(id, dimensionDays)} AS g${index}`);
  const added = [...bucketSql(query), ...groups];
  const hasDays = query.grain !== null || query.from !== null || query.to !== null;
  const days = metric.time === 'instant' && hasDays ? [`${context.day('at')} AS local_day`] : [];
  const where = conditions(query, dimensionDays);
  return `SELECT *${added.map((column) => `, ${column}`).join('')}
FROM (SELECT *${days.map((column) => `, ${column}`).join('')} FROM (${sampleSql(query, context)}))
${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}`;
}

type CompileOptions = { extra?: ExtraColumns; people?: PeopleCount; ids?: IdsOfRelations };

/** Whether what a query reads depends on the zones of its programmes: then they must be known before it can be asked. */
export function readsZones(query: MetricQuery, relation: RelationSource): boolean {
  const units = unitsSql(query, sampleContext(query, ['UTC', 'UTC'], relation));
  return units.includes('{zone_') || units.includes('{first_bucket');
}

/** The unit rows alone, with their parameters. */
export function compileUnits(
  query: MetricQuery,
  { zones, range }: DataTimes,
  relation: RelationSource,
  ids: IdsOfRelations = 'texts',
): CompiledQuery {
  const sql = unitsSql(query, sampleContext(query, zones, relation, ids));
  return { sql, params: parameters(query, zones, range) };
}

/**
 * The summary query: one row per group (g0, g1) and bucket, with the estimator's sums and the distinct people behind
 * them. `relation` gives the SELECT of a relation as of {as_of} and {known_at}.
 */
export function compile(
  query: MetricQuery,
  { zones, range }: DataTimes,
  relation: RelationSource,
  { extra = () => [], people = 'exact', ids = 'texts' }: CompileOptions = {},
): CompiledQuery {
  const context = sampleContext(query, zones, relation, ids);
  const units = unitsSql(query, context);
  // Without a grain there is one bucket: grouping by it would cost a fifth for nothing.
  const keys = [...query.groupBy.map((_, index) => `g${index}`), ...(query.grain === null ? [] : ['bucket'])];
  const sql = summarySql(query.metric, keys, units, { extra: extra(context), people });
  return { sql, params: parameters(query, zones, range) };
}
