/** Rows of a summary query, read once at the edge: 64-bit integers may arrive as texts, NaN as null. */

export type RawRow = Readonly<Record<string, unknown>>;

/** A number that the query always gives; its absence is a fault of ours. @throws Error */
export function numberIn(row: RawRow, column: string): number {
  const value = nullableNumberIn(row, column);
  if (value === null) throw new Error(`the summary has no number ${column}`);
  return value;
}

/** A number, or null where ClickHouse had none or NaN. */
export function nullableNumberIn(row: RawRow, column: string): number | null {
  const value = row[column];
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A text that the query always gives. @throws Error */
export function textIn(row: RawRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`the summary has no text ${column}`);
  return value;
}

/** An array of numbers, or an array of such arrays flattened by index, as `sumMap` gives them. */
export function numbersIn(value: unknown): number[] {
  if (!Array.isArray(value)) throw new Error('the summary has no array where one was expected');
  return value.map(Number);
}

/** An array of pairs of numbers; tuples whose elements have names arrive as objects. */
export function pairsIn(row: RawRow, column: string): [number, number][] {
  const value = row[column];
  if (!Array.isArray(value)) throw new Error(`the summary has no pairs ${column}`);
  return value.map((pair: unknown) => {
    const [first, second] = Array.isArray(pair) ? pair : Object.values(pair ?? {});
    return [Number(first), Number(second)];
  });
}
