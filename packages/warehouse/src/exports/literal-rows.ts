/** A few rows that are no table, as a SELECT: so that ClickHouse writes them too, in every format. */
import { literal } from '../relations/relation.ts';

export type LiteralColumn = { name: string; type: string };
export type LiteralRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * The SELECT that gives these rows. Numbers and texts go in as JSON inside one literal; `settings` lets the engine read a
 * text of that length.
 */
export function literalRows(
  columns: readonly LiteralColumn[],
  rows: readonly LiteralRow[],
): { source: string; settings: Record<string, number> } {
  const structure = columns.map(({ name, type }) => `\`${name}\` ${type}`).join(', ');
  const names = columns.map(({ name }) => `\`${name}\``).join(', ');
  const text = literal(rows.map((row) => JSON.stringify(row)).join('\n'));
  return {
    source: `SELECT ${names} FROM format(JSONEachRow, ${literal(structure)}, ${text})`,
    settings: { max_query_size: Math.max(262_144, Buffer.byteLength(text) * 2) },
  };
}
