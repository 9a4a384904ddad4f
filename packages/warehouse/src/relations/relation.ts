import type { Bounds } from './bounds.ts';

/** One column of a relation: its ClickHouse type, what it means, and the expression that makes it. */
export type RelationColumn = { name: string; type: string; comment: string; sql: string };

/** A fact or dimension: one SELECT, written once against bounds. `from` is everything after the column list. */
export type Relation = {
  name: string;
  comment: string;
  columns: readonly RelationColumn[];
  from: (bounds: Bounds) => string;
};

export const INSTANT = `DateTime64(3, 'UTC')`;
export const OPTIONAL_INSTANT = `Nullable(${INSTANT})`;
export const CODE = 'LowCardinality(String)';
export const ATTRIBUTES = 'Map(String, String)';

/** A column of a relation. */
export function column(name: string, type: string, sql: string, comment: string): RelationColumn {
  return { name, type, sql, comment };
}

/** The relation's SELECT within the bounds. Types are cast, so that live view and as-of query agree on them. */
export function renderRelation(relation: Relation, bounds: Bounds): string {
  const columns = relation.columns.map(({ name, sql }) => `  ${sql} AS ${name}`).join(',\n');
  return `SELECT\n${columns}\n${relation.from(bounds)}`;
}

/** A text as an SQL string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
