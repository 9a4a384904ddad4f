/** The tables that hold the facts as of a release: folded once, and read by every question about it. */

import { keepRules } from '../facts/kept-rules.ts';
import type { Bounds } from '../relations/bounds.ts';
import { type RelationName, relationNamed, relationNames } from '../relations/catalogue.ts';
import { literal, renderRelation } from '../relations/relation.ts';

export const RELEASED = 'released_';

/** The table of a relation as of an instant (epoch milliseconds). */
export const releasedTable = (name: RelationName, at: number): string => `${RELEASED}${at}_${name}`;

/** The table while it is being filled. */
export const fillingTable = (name: RelationName, at: number): string => `${RELEASED}filling_${at}_${name}`;

export const releasedTableNames = (at: number): string[] => relationNames.map((name) => releasedTable(name, at));

const columnsOf = (name: RelationName) =>
  relationNamed(name)
    .columns.map((one) => `\`${one.name}\``)
    .join(', ');

/** What had happened by the instant, as far as it had been told by then. */
function boundsAt(at: number): Bounds {
  const instant = `fromUnixTimestamp64Milli(${at}, 'UTC')`;
  return { asOf: instant, knownAt: instant };
}

export function createReleasedSql(name: RelationName, at: number): string {
  const { columns, comment } = relationNamed(name);
  const lines = columns.map((one) => `  \`${one.name}\` ${one.type} COMMENT ${literal(one.comment)}`);
  return `CREATE TABLE ${fillingTable(name, at)} (\n${lines.join(',\n')}\n)
ENGINE = MergeTree ORDER BY (${keepRules[name].order})
SETTINGS non_replicated_deduplication_window = 0
COMMENT ${literal(`${comment}, as of a release`)}`;
}

/** Folds all events up to the instant. Grouping and sorting spill to disk, so that memory stays flat. */
export function fillReleasedSql(name: RelationName, at: number): string {
  return `INSERT INTO ${fillingTable(name, at)} (${columnsOf(name)})
SELECT ${columnsOf(name)} FROM (${renderRelation(relationNamed(name), boundsAt(at))})
SETTINGS max_bytes_before_external_group_by = 1000000000, max_bytes_before_external_sort = 1000000000, max_threads = 2, max_insert_threads = 1, optimize_aggregation_in_order = 1`;
}

/** The SELECT that stands for the relation's fold at the release. */
export const readReleasedSql = (name: RelationName, at: number): string =>
  `SELECT ${columnsOf(name)} FROM ${releasedTable(name, at)}`;
