/** What stands behind an answer: its SQL, what that reads, and each cell's formula with the numbers put in. */
import type { CompiledQuery, SqlParameter } from './compile.ts';
import { formulaText } from './explain-formula.ts';
import { relationsRead } from './relations-read.ts';
import type { MetricQuery } from './request.ts';
import type { CellState, MetricResult, ResultMeta } from './result.ts';
import { numberIn, type RawRow, textIn } from './summary-row.ts';

/** What the warehouse means to read of one of its tables; under protection rows are rounded up to thousands. */
export type TableRead = { table: string; parts: number; rows: number; marks: number };

export type CellFormula = { group: Record<string, string>; bucket: string | null; state: CellState; formula: string };

export type Explanation = {
  metric: string;
  version: number;
  question: string;
  /** The formula in words; `cells` has it in numbers. */
  formula: string;
  estimator: string;
  relations: string[];
  /** The summary query as it is sent, with its bound parameters. */
  sql: string;
  params: Record<string, SqlParameter>;
  tables: TableRead[];
  /** Rows that the warehouse means to read, over all tables. */
  rows_read: number;
  cells: CellFormula[];
  /** Cells beyond the first 200, which are not spelled out. */
  cells_left_out: number;
  meta: ResultMeta;
};

const MAX_CELLS = 200;

/** The query that asks the warehouse what another query would read. */
export const estimateSql = (sql: string): string => `EXPLAIN ESTIMATE ${sql}`;

/** How exactly the size of a table is told under protection: of two moments, the difference would be a few people's events. */
const ROUND = 1_000;

function tableReads(rows: readonly RawRow[], { protection }: MetricQuery): TableRead[] {
  const told = (count: number) => (protection === 'none' ? count : Math.ceil(count / ROUND) * ROUND);
  const reads = rows.map((row) => {
    return {
      table: textIn(row, 'table'),
      parts: numberIn(row, 'parts'),
      rows: told(numberIn(row, 'rows')),
      marks: numberIn(row, 'marks'),
    };
  });
  return reads.sort((a, b) => (a.table < b.table ? -1 : 1));
}

/** `estimate`: the rows of `estimateSql`. */
export function explanationOf(
  query: MetricQuery,
  { sql, params }: CompiledQuery,
  estimate: readonly RawRow[],
  { rows, meta }: MetricResult,
): Explanation {
  const { id, version, question, formula, estimator } = query.metric;
  const tables = tableReads(estimate, query);
  return {
    ...{ metric: id, version, question, formula, estimator: estimator.name, relations: relationsRead(query) },
    ...{ sql, params, tables },
    rows_read: tables.reduce((sum, read) => sum + read.rows, 0),
    cells: rows.slice(0, MAX_CELLS).map((row) => {
      return { group: row.group, bucket: row.bucket, state: row.state, formula: formulaText(query, row) };
    }),
    cells_left_out: Math.max(0, rows.length - MAX_CELLS),
    meta,
  };
}
