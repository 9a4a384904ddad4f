/** The SQL of k-anonymous rows: a snapshot, one decision over the whole of it, and the rows that it lets through. */
import { literal } from '../relations/relation.ts';
import type { AnonymousFact, QuasiIdentifier } from './anonymous-facts.ts';

/** How coarse each quasi-identifier is at each level: the number of its step; one behind the last is left out. */
export function levelsOf({ quasi, ladder }: AnonymousFact): readonly (readonly number[])[] {
  return Array.from({ length: ladder.length + 1 }, (_, level) =>
    quasi.map(({ name }) => ladder.slice(0, level).filter((step) => step === name).length),
  );
}

/** What stands for a quasi-identifier that is left out. */
export const LEFT_OUT = '*';

const stepColumn = (quasi: number, step: number) => `q${quasi}_${step}`;
const cellColumn = (quasi: number) => `c${quasi}`;
const personColumn = (at: number) => `p${at}`;

function eachStep<T>(quasi: readonly QuasiIdentifier[], make: (column: string, sql: string) => T): T[] {
  return quasi.flatMap(({ steps }, at) => steps.map(({ sql }, step) => make(stepColumn(at, step), sql)));
}

/** Makes the table that an export decides on and is read from: what it needs of the rows and nothing else. */
export function snapshotSql(fact: AnonymousFact, table: string, source: string, programmes: boolean): string {
  const columns = [
    ...eachStep(fact.quasi, (column, sql) => `toLowCardinality(toString(${sql})) AS ${column}`),
    ...fact.people.map((sql, at) => `toString(${sql}) AS ${personColumn(at)}`),
    `toLowCardinality(toString(${fact.sensitive.sql})) AS sensitive`,
  ];
  const only = programmes ? ' AND programme_id IN {programmes:Array(String)}' : '';
  return `CREATE TABLE ${table} ENGINE = MergeTree ORDER BY tuple()
SETTINGS non_replicated_deduplication_window = 0
COMMENT 'Snapshot of one export; dropped when that is written'
AS SELECT ${columns.join(', ')} FROM (\n${source}\n) WHERE (${fact.where})${only}`;
}

/** The quasi-identifier as it is at a level that is a column of the query. */
function byLevel(quasi: number, steps: number, levels: readonly (readonly number[])[]): string {
  const at = (step: number) => (step < steps ? `toString(${stepColumn(quasi, step)})` : literal(LEFT_OUT));
  const cases = levels.map((level, number) => `level = ${number}, ${at(level[quasi] ?? 0)}`);
  return `multiIf(${cases.join(', ')}, '')`;
}

const peopleOf = (fact: AnonymousFact, count: (at: number) => string) =>
  fact.people.length === 1 ? count(0) : `least(${fact.people.map((_, at) => count(at)).join(', ')})`;

/**
 * One row per level of generalisation: how many rows there are, how many of them stand in cells of k people and two
 * sensitive values at least, and how many people the others are about. {k:UInt32} is the smallest number of people.
 */
export function decisionSql(fact: AnonymousFact, table: string): string {
  const levels = levelsOf(fact);
  const steps = eachStep(fact.quasi, (column) => column);
  const cells = fact.quasi.map((_, at) => cellColumn(at));
  const named = (at: number) => `uniqExactStateIf(${personColumn(at)}, ${personColumn(at)} != '') AS s${at}`;
  return `SELECT level, toString(sum(n)) AS rows, toString(sumIf(n, kept)) AS kept_rows, toString(countIf(kept)) AS kept_cells,
  toString(countIf(NOT kept)) AS dropped_cells, toString(minIf(people, kept)) AS smallest,
  toString(greatest(${fact.people.map((_, at) => `uniqExactMergeIf(m${at}, NOT kept)`).join(', ')}, 0)) AS dropped_people
FROM (
  SELECT level, ${cells.join(', ')}, sum(n) AS n,
    ${peopleOf(fact, (at) => `uniqExactMerge(s${at})`)} AS people, people >= {k:UInt32} AND uniqExactMerge(v) >= 2 AS kept,
    ${fact.people.map((_, at) => `uniqExactMergeState(s${at}) AS m${at}`).join(', ')}
  FROM (
    SELECT level, ${fact.quasi.map(({ steps: own }, at) => `${byLevel(at, own.length, levels)} AS ${cellColumn(at)}`).join(',\n      ')},
      n, v, ${fact.people.map((_, at) => `s${at}`).join(', ')}
    FROM (
      SELECT ${steps.join(', ')}, count() AS n, uniqExactState(sensitive) AS v, ${fact.people.map((_, at) => named(at)).join(', ')}
      FROM ${table} GROUP BY ${steps.join(', ')}
    ) ARRAY JOIN range(${levels.length}) AS level
  )
  GROUP BY level, ${cells.join(', ')}
)
GROUP BY level ORDER BY level`;
}

/** The quasi-identifiers at one level; those that are left out are constants. */
function cellsAt(fact: AnonymousFact, level: readonly number[]): string[] {
  return fact.quasi.map(({ steps }, at) => {
    const step = level[at] ?? 0;
    return step < steps.length ? `toString(${stepColumn(at, step)})` : literal(LEFT_OUT);
  });
}

const HAVING = (fact: AnonymousFact) =>
  `${peopleOf(fact, (at) => `uniqExactIf(${personColumn(at)}, ${personColumn(at)} != '')`)} >= {k:UInt32} AND uniqExact(sensitive) >= 2`;

/** The kept cell of the fewest people, with its rows: it is dropped too where the dropped ones are about fewer than k. */
export function smallestCellSql(fact: AnonymousFact, table: string, level: readonly number[]): string {
  const cells = cellsAt(fact, level);
  return `SELECT [${cells.join(', ')}] AS cell, toString(count()) AS rows FROM ${table} GROUP BY cell
HAVING ${HAVING(fact)} ORDER BY ${peopleOf(fact, (at) => `uniqExact(${personColumn(at)})`)}, count(), cell LIMIT 1`;
}

/** The rows that may go out, as a SELECT of the fact's own column names, for `exportSelect`; {dropped:Array(String)} is a cell. */
export function anonymousRowsSql(fact: AnonymousFact, table: string, level: readonly number[]): string {
  const cells = cellsAt(fact, level);
  const names = fact.quasi.map(({ name }) => name);
  const columns = [
    ...cells.map((sql, at) => `${sql} AS ${names[at]}`),
    `toString(sensitive) AS ${fact.sensitive.name}`,
  ];
  // Sorted by what it shows, so that the order tells nothing more and the same snapshot gives the same file.
  return `SELECT ${columns.join(', ')} FROM ${table}
WHERE [${cells.join(', ')}] IN (
  SELECT [${cells.join(', ')}] AS cell FROM ${table} GROUP BY cell HAVING ${HAVING(fact)} AND cell != {dropped:Array(String)}
)
ORDER BY ${[...names, fact.sensitive.name].join(', ')}`;
}
