/** The units of one cell as SQL: the sample's rows, each with its ids, whether it counts, and what it gives to the sums. */

import { type CompiledQuery, compileUnits, type DataTimes } from '../compile.ts';
import { composedDimensions } from '../composition.ts';
import type { RelationSource } from '../definition.ts';
import { estimatedColumns, idColumns } from '../diff/knowledge.ts';
import type { MetricQuery } from '../request.ts';
import { countedSql } from '../summaries.ts';
import { preparedColumns, SUM_SCALE } from '../summary-columns.ts';
import type { LineageCell } from './lineage-cell.ts';
import type { LineagePosition } from './lineage-cursor.ts';

/** What tells apart units that share all their ids: the sides of a pairing, the questions of a response. */
const TELLING = [
  ...['side', 'stream', 'type', 'topic', 'partition', 'offset', 'code', 'episode_no', 'instrument_version', 'wave'],
  ...['measure', 'measure_range', 'scale', 'assessment', 'item_id', 'skill', 'rater', 'phase', 'discussed', 'obstacle'],
  ...['milestone', 'cancelled_side', 'end_side', 'arm'],
];

export type UnitColumns = {
  /** Columns of the sample that name the unit. */
  ids: readonly string[];
  telling: readonly string[];
  /** Columns that the estimate is made of. */
  gives: readonly string[];
  hasAt: boolean;
};

/** Which of the sample's columns are which; `columns` as the engine describes them. */
export function unitColumns(query: MetricQuery, columns: readonly string[]): UnitColumns {
  const gives = estimatedColumns(query.metric.estimator).filter((name) => columns.includes(name) && name !== 'unit_id');
  const ids = idColumns(columns).filter((name) => name !== 'actor_id' && name !== 'correlation_id');
  const telling = TELLING.filter((name) => columns.includes(name) && !ids.includes(name));
  return { ids, telling, gives, hasAt: columns.includes('at') };
}

/** Sums of the estimator as whole numbers, the very ones that the summary adds up: columns and their names. */
function exactColumns({ metric }: MetricQuery): { made: string[]; names: string[] } {
  const { name } = metric.estimator;
  if (name === 'sum') {
    return { made: [`toInt128(round(toFloat64(amount) * ${SUM_SCALE})) AS exact_sum`], names: ['exact_sum'] };
  }
  const made = preparedColumns(metric);
  return { made, names: made.map((column) => column.slice(column.lastIndexOf(' AS ') + 4)) };
}

const asText = (column: string) => `ifNull(toString(${column}), '')`;

/** How a whole number travels: as text, as JSON knows none of 64 bits and more. */
const exactText = (column: string) =>
  column === 'exact_scores' ? `arrayMap(one -> toString(one), ${column})` : `toString(${column})`;

type Scope = 'cell' | 'whole';

/** SQL conditions of a cell over unit rows; of its whole, where its groups are compared with one (`composition.ts`). */
function cellConditions(query: MetricQuery, scope: Scope): string[] {
  const composed = scope === 'whole' ? composedDimensions(query.metric, query.groupBy) : [];
  return [
    'bucket = {cell_bucket:String}',
    ...query.groupBy.flatMap((id, index) => (composed.includes(id) ? [] : [`g${index} = {cell_g${index}:String}`])),
  ];
}

export type UnitsAsked = {
  query: MetricQuery;
  times: DataTimes;
  relation: RelationSource;
  cell: LineageCell;
  columns: UnitColumns;
};

const cellParams = ({ query, cell }: UnitsAsked) => {
  const wanted = query.groupBy.map((id, index) => [`cell_g${index}`, cell.group[id] ?? '']);
  return { ...Object.fromEntries(wanted), cell_bucket: cell.bucket ?? '' };
};

/** The counted unit rows of a cell, with every column of the sample. */
export function cellUnitsSql(asked: UnitsAsked): CompiledQuery {
  const { query, times, relation } = asked;
  const { sql, params } = compileUnits(query, times, relation);
  const conditions = [...cellConditions(query, 'cell'), countedSql(query.metric)];
  return {
    sql: `SELECT * FROM (${sql}) WHERE ${conditions.join(' AND ')}`,
    params: { ...params, ...cellParams(asked) },
  };
}

/**
 * Unit rows of a cell (or of its whole), in a fixed order, `limit` of them after a position:
 * u_key (that order), u_ids, u_telling, u_at, u_group, u_counted, u_young, the columns in `gives` as they are and the exact ones as texts.
 */
export function unitRowsSql(
  asked: UnitsAsked,
  { limit, position, scope = 'cell' }: { limit: number; position: LineagePosition | null; scope?: Scope },
): CompiledQuery {
  const { query, times, relation, columns } = asked;
  const { sql, params } = compileUnits(query, times, relation);
  const exact = exactColumns(query);
  const young = query.metric.matures === true ? 'NOT mature' : '0';
  const texts = (names: readonly string[]) => `[${names.map(asText).join(', ')}]`;
  const at = columns.hasAt ? asText('at') : "''";
  const list = (names: readonly string[]) => (names.length === 0 ? 'CAST([] AS Array(String))' : texts(names));
  const unit = [
    `${list(columns.ids)} AS u_ids`,
    `${list(columns.telling)} AS u_telling`,
    `${at} AS u_at`,
    `arrayConcat([u_at], u_ids, u_telling, ${list(columns.gives)}) AS u_key`,
    `toUInt8(counted) AS u_counted`,
    `toUInt8(young) AS u_young`,
    `${list(query.groupBy.map((_, index) => `g${index}`))} AS u_group`,
    ...columns.gives.map((name) => `${name} AS v_${name}`),
    ...exact.names.map((name) => `${exactText(name)} AS v_${name}`),
  ];
  const rows = `SELECT *, ${[`${countedSql(query.metric)} AS counted`, `${young} AS young`, ...exact.made].join(', ')}
FROM (${sql})
WHERE ${cellConditions(query, scope).join(' AND ')}`;
  const after = position === null ? '' : 'WHERE u_key >= {after:Array(String)}';
  return {
    sql: `SELECT * FROM (\nSELECT ${unit.join(', ')}\nFROM (${rows})\n) ${after}
ORDER BY u_key LIMIT ${limit} OFFSET ${position?.twins ?? 0}`,
    params: {
      ...params,
      ...cellParams(asked),
      ...(position === null ? {} : { after: [...position.after] }),
    },
  };
}
