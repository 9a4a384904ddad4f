/** Whom a cell's new number would tell of: the people in units whose rows differ between two instants. SQL, and its reading. */
import { cellName } from '@rapport/privacy';
import { type CompiledQuery, type SqlParameter, sqlInstant } from '../compile.ts';
import type { RelationSource } from '../definition.ts';
import type { RunQuery } from '../engine.ts';
import type { MetricQuery } from '../request.ts';
import { countedSql } from '../summaries.ts';
import { isClustered } from '../summary-clusters.ts';
import { numberIn, textIn } from '../summary-row.ts';
import { toldColumns } from './told-columns.ts';

/**
 * Distinct people by role. joined: in units that came into the cell or left it. told: in those, or in units that say
 * something else now. any: how many units differ at all, growing ones too.
 */
export type Change = { joined: readonly number[]; told: readonly number[]; any: number };

/** The rows of the sample as of an instant, and whence they are read. */
export type Moment = { at: number; relation: RelationSource };

/** The unit rows of the question, with their groups and bucket, as they are in a relation. */
export type UnitsIn = (relation: RelationSource) => CompiledQuery;

type Role = { id: string; condition: string };

function rolesOf({ metric }: MetricQuery): Role[] {
  const whoever = (id: string): Role => ({ id, condition: '1' });
  if (metric.people === 'pair' || isClustered(metric)) return [whoever('mentor_id'), whoever('mentee_id')];
  switch (metric.people) {
    case 'person':
      return [whoever('participant_id')];
    case 'arms':
      return [
        { id: 'participant_id', condition: 'in_arm' },
        { id: 'participant_id', condition: 'NOT in_arm' },
      ];
    case 'event':
      return [whoever('event_id')];
    case 'none':
      return [];
    default:
      throw new Error(`unknown people model ${metric.people satisfies never}`);
  }
}

const BASE = 'base_';
const withPrefix = (params: CompiledQuery['params']): Record<string, SqlParameter> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [`${BASE}${name}`, value]));

/** The same text over parameters of other names, so that two instants fit into one query. */
const atBase = (sql: string) => sql.replaceAll(/\{(\w+):/g, `{${BASE}$1:`);

const spelled = (column: string) => `ifNull(toString(${column}), 'null')`;
const digest = (columns: readonly string[]) =>
  columns.length === 0 ? 'toInt64(0)' : `reinterpretAsInt64(sipHash64(${columns.map(spelled).join(', ')}))`;

function rowsSql(query: MetricQuery, units: string, sign: 1 | -1): string {
  const { told, grown } = toldColumns(query.metric);
  const keys = [...query.groupBy.map((_, index) => `g${index}`), 'bucket'];
  const ids = [...new Set(rolesOf(query).map(({ id }) => id))];
  const arm = query.metric.people === 'arms' ? 'toUInt8(arm)' : 'toUInt8(0)';
  const columns = [
    ...keys,
    ...ids.map((id) => `toString(${id}) AS id_${id}`),
    `${arm} AS in_arm`,
    `toInt64(${sign}) AS sign`,
    `${digest(told)} AS told`,
    `${digest([...told, ...grown])} AS whole`,
  ];
  return `SELECT ${columns.join(', ')} FROM (${units}) WHERE ${countedSql(query.metric)}`;
}

/**
 * One row per cell that has changed since `base`. Sums of signed hashes are zero where the same rows are on both sides,
 * in whatever order and number.
 */
function changesSql(query: MetricQuery, unitsIn: UnitsIn, now: Moment, base: Moment): CompiledQuery {
  const later = unitsIn(now.relation);
  const sooner = unitsIn(base.relation);
  const keys = [...query.groupBy.map((_, index) => `g${index}`), 'bucket'].join(', ');
  const roles = rolesOf(query);
  const ids = [...new Set(roles.map(({ id }) => `id_${id}`))].join(', ');
  const people = roles.flatMap(({ id, condition }, index) => [
    `uniqExactIf(id_${id}, has_joined AND ${condition}) AS joined_${index}`,
    `uniqExactIf(id_${id}, is_told AND ${condition}) AS told_${index}`,
  ]);
  const sql = `SELECT ${[keys, ...people, 'countIf(differs) AS differing'].join(', ')}
FROM (
  SELECT ${keys}, ${ids}, in_arm, sum(sign) != 0 AS has_joined, has_joined OR sum(sign * told) != 0 AS is_told, is_told OR sum(sign * whole) != 0 AS differs
  FROM (${rowsSql(query, later.sql, 1)} UNION ALL ${atBase(rowsSql(query, sooner.sql, -1))})
  GROUP BY ${keys}, ${ids}, in_arm
)
WHERE differs GROUP BY ${keys} ORDER BY ${keys}`;
  const moments = { [`${BASE}as_of`]: sqlInstant(base.at), [`${BASE}known_at`]: sqlInstant(base.at) };
  return { sql, params: { ...later.params, ...withPrefix(sooner.params), ...moments } };
}

/** Changes by the name of the cell; a cell that is not in it has none. */
export async function changesSince(
  runQuery: RunQuery,
  query: MetricQuery,
  unitsIn: UnitsIn,
  now: Moment,
  base: Moment,
): Promise<ReadonlyMap<string, Change>> {
  const { sql, params } = changesSql(query, unitsIn, now, base);
  const rows = await runQuery(sql, params);
  const roles = rolesOf(query);
  return new Map(
    rows.map((row) => {
      const key = [...query.groupBy.map((_, index) => textIn(row, `g${index}`)), textIn(row, 'bucket')];
      const of = (name: string) => roles.map((_, index) => numberIn(row, `${name}_${index}`));
      return [cellName(key), { joined: of('joined'), told: of('told'), any: numberIn(row, 'differing') }];
    }),
  );
}
