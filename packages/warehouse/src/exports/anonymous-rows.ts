/** K-anonymous rows of a fact: which generalisation is the finest that keeps nearly all of them, and what it leaves out. */
import { randomUUID } from 'node:crypto';
import type { QueryParameters, Warehouse } from '../client.ts';
import type { RelationName } from '../relations/catalogue.ts';
import { type AnonymousName, anonymousFacts } from './anonymous-facts.ts';
import { anonymousRowsSql, decisionSql, LEFT_OUT, levelsOf, smallestCellSql, snapshotSql } from './anonymous-sql.ts';
import type { ExportColumn } from './export-formats.ts';
import { ExportError } from './write-result.ts';

/** What was done to the rows of an export, for its manifest. Exact numbers of what was left out would tell of few people. */
export type Generalisation = {
  k: number;
  rule: string;
  level: number;
  levels: number;
  /** Column → how fine it is; `left out` where it is the same in every row. */
  columns: Record<string, string>;
  sensitive: string;
  /** Share of the rows that were left out, in whole percent, rounded up. */
  rows_left_out_percent: number;
};

export type AnonymousRows = {
  /** A SELECT of the columns. */
  source: string;
  params: QueryParameters;
  columns: readonly ExportColumn[];
  expectedRows: number;
  generalisation: Generalisation;
  /** Drops the snapshot. */
  release(): Promise<void>;
};

export type AnonymousRequest = {
  fact: AnonymousName;
  /** Smallest number of distinct people on each side of a cell. */
  k: number;
  programmes: 'all' | readonly string[];
  /** The SELECT of a relation, with its parameters. */
  source: (name: RelationName) => string;
  params: QueryParameters;
};

/** A level that loses more rows than this gives way to a coarser one. */
const MOST_LOST = 0.05;
const SNAPSHOT_PREFIX = 'export_snapshot_';
const SNAPSHOT_HOURS = 12;

type LevelRow = {
  level: number;
  rows: string;
  kept_rows: string;
  dropped_cells: string;
  dropped_people: string;
};
type Level = { level: number; rows: number; kept: number; droppedCells: number; droppedPeople: number };

/** The finest level that keeps nearly all rows, else the one that keeps most. */
export function chooseLevel(levels: readonly Level[]): Level | undefined {
  const good = levels.find(({ rows, kept }) => kept > 0 && rows - kept <= rows * MOST_LOST);
  if (good !== undefined) return good;
  const most = Math.max(0, ...levels.map(({ kept }) => kept));
  return most === 0 ? undefined : levels.find(({ kept }) => kept === most);
}

function refuse(fact: string, k: number): ExportError {
  return new ExportError(
    'EXPORT_NOT_ANONYMOUS',
    `no rows of ${fact} can be given: even at the coarsest there is no group of ${k} people on each side with two values`,
  );
}

function describe(
  name: AnonymousName,
  level: readonly number[],
  number: number,
  lost: number,
  k: number,
): Generalisation {
  const fact = anonymousFacts[name];
  const fineness = fact.quasi.map(({ name: column, steps }, at): [string, string] => [
    column,
    steps[level[at] ?? 0]?.label ?? 'left out',
  ]);
  return {
    k,
    rule: `every combination of ${fact.quasi.map(({ name: column }) => column).join(', ')} is about at least ${k} distinct people on each side and has at least 2 values of ${fact.sensitive.name}; ids are left out`,
    level: number,
    levels: levelsOf(fact).length,
    columns: Object.fromEntries(fineness),
    sensitive: fact.sensitive.name,
    rows_left_out_percent: Math.ceil(lost * 100),
  };
}

function columnsOf(name: AnonymousName, level: readonly number[]): ExportColumn[] {
  const fact = anonymousFacts[name];
  const quasi = fact.quasi.map(({ name: column, comment, steps }, at) => {
    const label = steps[level[at] ?? 0]?.label;
    const fineness = label === undefined ? `left out: always ${LEFT_OUT}` : label;
    return { name: column, type: 'String', comment: `${comment}; ${fineness}`, sql: `\`${column}\`` };
  });
  const { name: column, comment } = fact.sensitive;
  return [...quasi, { name: column, type: 'String', comment, sql: `\`${column}\`` }];
}

async function decide(warehouse: Warehouse, table: string, fact: AnonymousName, k: number) {
  const spec = anonymousFacts[fact];
  const rows = await warehouse.query<LevelRow>(decisionSql(spec, table), { k });
  const chosen = chooseLevel(
    rows.map((row) => ({
      ...{ level: Number(row.level), rows: Number(row.rows), kept: Number(row.kept_rows) },
      ...{ droppedCells: Number(row.dropped_cells), droppedPeople: Number(row.dropped_people) },
    })),
  );
  const level = chosen === undefined ? undefined : levelsOf(spec)[chosen.level];
  if (chosen === undefined || level === undefined) throw refuse(fact, k);
  if (chosen.droppedCells === 0 || chosen.droppedPeople >= k) return { chosen, level, kept: chosen.kept, dropped: [] };
  // All rows less those that are given would be about fewer than k people: a whole cell more is left out.
  const [cell] = await warehouse.query<{ cell: string[]; rows: string }>(smallestCellSql(spec, table, level), { k });
  const kept = chosen.kept - Number(cell?.rows ?? 0);
  if (cell === undefined || kept <= 0) throw refuse(fact, k);
  return { chosen, level, kept, dropped: cell.cell };
}

/**
 * Takes a snapshot of the rows, decides by one SQL over all of it, and gives what may be read. Throws ExportError
 * EXPORT_NOT_ANONYMOUS, or WarehouseError; then the snapshot is gone.
 */
export async function anonymousRows(warehouse: Warehouse, request: AnonymousRequest): Promise<AnonymousRows> {
  const { fact, k, programmes, source, params } = request;
  const spec = anonymousFacts[fact];
  const table = `${SNAPSHOT_PREFIX}${randomUUID().replaceAll('-', '')}`;
  const release = () => warehouse.exec(`DROP TABLE IF EXISTS ${table} SYNC`);
  try {
    const limited = programmes !== 'all';
    const given = limited ? { ...params, programmes: [...programmes] } : params;
    await warehouse.exec(snapshotSql(spec, table, source(spec.relation), limited), given);
    const { chosen, level, kept, dropped } = await decide(warehouse, table, fact, k);
    const lost = (chosen.rows - kept) / chosen.rows;
    return {
      source: anonymousRowsSql(spec, table, level),
      params: { k, dropped },
      columns: columnsOf(fact, level),
      expectedRows: kept,
      generalisation: describe(fact, level, chosen.level, lost, k),
      release,
    };
  } catch (error) {
    await release().catch(() => undefined);
    throw error;
  }
}

/** Drops what exports left behind whose process died. */
export async function dropOldSnapshots(warehouse: Warehouse): Promise<void> {
  const tables = await warehouse.query<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, '${SNAPSHOT_PREFIX}')
     AND metadata_modification_time < now() - INTERVAL ${SNAPSHOT_HOURS} HOUR`,
  );
  for (const { name } of tables) await warehouse.exec(`DROP TABLE IF EXISTS ${name} SYNC`);
}
