/** A unit of a cell, as it is listed. */
import { type RawRow, textIn } from '../summary-row.ts';
import type { LineagePosition } from './lineage-cursor.ts';
import type { UnitColumns } from './unit-sql.ts';

export type LineageUnit = {
  /** What names it: pairing_id, participant_id … and what tells its row from others of the same ids (side, measure …). */
  unit: Record<string, string>;
  /** What its bucket is decided by (UTC); null where the sample has no such instant. */
  at: string | null;
  /** counted: in the estimate. immature: too young to count. left_out: the estimator cannot use it (one score of two). */
  state: 'counted' | 'immature' | 'left_out';
  /** Its part of the sums, by the names of the estimator's columns. */
  gives: Record<string, unknown>;
};

/** A unit row as the warehouse gave it. */
export type UnitRow = { key: readonly string[]; unit: LineageUnit; raw: RawRow };

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function stateOf(row: RawRow): LineageUnit['state'] {
  if (Number(row['u_counted']) === 1) return 'counted';
  return Number(row['u_young']) === 1 ? 'immature' : 'left_out';
}

/** A row of `unitRowsSql`. */
export function unitRowOf(columns: UnitColumns, row: RawRow): UnitRow {
  const named = (names: readonly string[], values: readonly string[]) =>
    names.flatMap((name, index): [string, string][] => (values[index] ? [[name, values[index]]] : []));
  const at = textIn(row, 'u_at');
  const unit = Object.fromEntries([
    ...named(columns.ids, textsIn(row['u_ids'])),
    ...named(columns.telling, textsIn(row['u_telling'])),
  ]);
  return {
    key: textsIn(row['u_key']),
    unit: {
      unit,
      at: at === '' ? null : new Date(`${at.replace(' ', 'T')}Z`).toISOString(),
      state: stateOf(row),
      gives: Object.fromEntries(columns.gives.map((name) => [name, row[`v_${name}`] ?? null])),
    },
    raw: row,
  };
}

const sameKey = (one: readonly string[], other: readonly string[]) => JSON.stringify(one) === JSON.stringify(other);

/** Where a list goes on after these rows, which followed `before`. */
export function positionAfter(rows: readonly UnitRow[], before: LineagePosition | null): LineagePosition | null {
  const last = rows.at(-1);
  if (last === undefined) return before;
  const twins = rows.filter(({ key }) => sameKey(key, last.key)).length;
  const given = before !== null && sameKey(before.after, last.key) ? before.twins : 0;
  return { after: last.key, twins: twins + given };
}
