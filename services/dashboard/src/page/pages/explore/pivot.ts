/** Rows of an answer laid out: groups down; periods across, or without periods the second dimension. Pure. */
import { groupText } from '../../cells/row-text.ts';
import type { Row } from '../../data/types.ts';

export type Pivot = { columns: readonly string[]; lines: readonly { name: string; cells: ReadonlyMap<string, Row> }[] };

/** Where a row lies: its line, and its column. */
function placeOf({ group, bucket }: Row): [line: string, column: string] {
  if (bucket !== null) return [groupText(group), bucket];
  const values = Object.values(group);
  return values.length < 2 ? [groupText(group), ''] : [values[0] ?? '', values[1] ?? ''];
}

export function pivotOf(rows: readonly Row[]): Pivot {
  const placed = rows.map((row) => [...placeOf(row), row] as const);
  const lines = Map.groupBy(placed, ([line]) => line);
  return {
    columns: [...new Set(placed.map(([, column]) => column))].sort(),
    lines: [...lines].map(([name, own]) => ({ name, cells: new Map(own.map(([, column, row]) => [column, row])) })),
  };
}
