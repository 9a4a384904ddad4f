/**
 * Sums that are the same however ClickHouse splits the work. Adding floats gives other last digits in another order;
 * so amounts are turned into whole multiples of 1e-12 first, added as Int128, and carried as texts.
 */
import type { RawRow } from './summary-row.ts';

const DIGITS = 12;
const SCALE = 10n ** BigInt(DIGITS);

/** SQL: the amount as a whole number of 1e-12, Int64. Right for amounts within ±9 million. */
export const exact = (amount: string): string => `toInt64(round(toFloat64(${amount}) * 1e${DIGITS}))`;

/** SQL: the sum of a column that `exact` made, over the rows where `condition` holds, as a text. */
export const exactSum = (column: string, condition: string): string =>
  `toString(sumIf(toInt128(${column}), ${condition}))`;

/** SQL: the sum of the products of two such columns, as a text. */
export const exactProducts = (left: string, right: string, condition: string): string =>
  `toString(sumIf(toInt128(${left}) * ${right}, ${condition}))`;

/** A whole number of the summary, exactly. @throws Error where the query gave none */
export function wholeIn(value: unknown, column: string): bigint {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new Error(`the summary has no whole number ${column}`);
}

/** Whole numbers of an array of the summary. @throws Error */
export function wholesIn(value: unknown, column: string): bigint[] {
  if (!Array.isArray(value)) throw new Error(`the summary has no array ${column}`);
  return value.map((one) => wholeIn(one, column));
}

/** A sum of `exactSum` in the amount's own unit. @throws Error */
export function sumIn(row: RawRow, column: string): number {
  return fromExact(wholeIn(row[column], column));
}

/** A sum of `exactProducts` in the square of the amount's unit. @throws Error */
export function productsIn(row: RawRow, column: string): number {
  return fromProducts(wholeIn(row[column], column));
}

/** Multiples of 1e-12 as a number. */
export const fromExact = (scaled: bigint): number => quotient(scaled, SCALE);

const fromProducts = (scaled: bigint): number => quotient(scaled, SCALE * SCALE);

/** The nearest number to a quotient of integers: whole part and rest apart, so that neither rounds the other. */
function quotient(top: bigint, bottom: bigint): number {
  return Number(top / bottom) + Number(top % bottom) / Number(bottom);
}

export type Moments = { mean: number; variance: number | null };

/**
 * Mean and sample variance (divisor n − 1, null for n < 2) of n amounts from their exact sums: integers to the end, so
 * that nothing cancels. n must be at least 1.
 */
export function momentsOf(n: number, sum: bigint, squares: bigint): Moments {
  const count = BigInt(n);
  const mean = quotient(sum, count * SCALE);
  if (n < 2) return { mean, variance: null };
  return { mean, variance: quotient(count * squares - sum * sum, count * (count - 1n) * SCALE * SCALE) };
}
