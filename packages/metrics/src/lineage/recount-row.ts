/** A unit row as it is added up, and sums over such rows. */
import type { RawRow } from '../summary-row.ts';

/** A row of `unitRowsSql`, and its ids by name. */
export type RecountRow = RawRow & { readonly ids: Readonly<Record<string, string>> };

/** Adds the units of one cell; `row` gives what the warehouse's summary of them would. */
export type Sums = { add: (row: RecountRow) => void; row: () => Record<string, unknown> };

export const number = (row: RecountRow, name: string): number => Number(row[`v_${name}`] ?? 0);
export const whole = (row: RecountRow, name: string): bigint => BigInt(String(row[`v_${name}`] ?? 0));
export const isNull = (row: RecountRow, name: string): boolean => (row[`v_${name}`] ?? null) === null;
export const holds = (row: RecountRow, name: string): boolean => number(row, name) !== 0;
export const isCounted = (row: RecountRow): boolean => Number(row['u_counted']) === 1;
export const isYoung = (row: RecountRow): boolean => Number(row['u_young']) === 1;
export const one = (condition: boolean): bigint => (condition ? 1n : 0n);

/** Sums over counted rows, by name. */
export function countedSums(amounts: Readonly<Record<string, (row: RecountRow) => bigint>>): Sums {
  const totals = new Map<string, bigint>(Object.keys(amounts).map((name) => [name, 0n]));
  return {
    add: (row) => {
      if (!isCounted(row)) return;
      for (const [name, amount] of Object.entries(amounts)) totals.set(name, (totals.get(name) ?? 0n) + amount(row));
    },
    row: () => Object.fromEntries([...totals].map(([name, total]) => [name, String(total)])),
  };
}

export function together(...parts: readonly Sums[]): Sums {
  return {
    add: (row) => {
      for (const part of parts) part.add(row);
    },
    row: () => Object.assign({}, ...parts.map((part) => part.row())),
  };
}
