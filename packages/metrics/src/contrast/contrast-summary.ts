/** What a contrast needs of a cell: counts by stratum and arm, and sums of changes. All whole numbers. */
import { numberIn, type RawRow } from '../summary-row.ts';

const ARMS = { participants: 'arm', others: 'NOT arm' } as const;
export type Arm = keyof typeof ARMS;

/** Between a stratum's values: no attribute holds a control character. */
const SEPARATOR = '\u001f';

const change = (later: string, sooner: string) =>
  `toInt64(assumeNotNull(${later})) - toInt64(assumeNotNull(${sooner}))`;

/** Σ and Σ² of a change in one arm, and how many have both values. */
function changeSums(name: string, arm: Arm, later: string, sooner: string): string[] {
  const known = `counted AND ${ARMS[arm]} AND ${later} IS NOT NULL AND ${sooner} IS NOT NULL`;
  const moved = change(later, sooner);
  return [
    `countIf(${known}) AS ${name}_n_${arm}`,
    `sumIf(${moved}, ${known}) AS ${name}_sum_${arm}`,
    `sumIf((${moved}) * (${moved}), ${known}) AS ${name}_squares_${arm}`,
  ];
}

/** The columns of the summary; the sample gives arm, success, stratum Array(String), before and earlier (Nullable). */
export function contrastColumns(): string[] {
  const amounts = ['arm', 'arm AND success', 'NOT arm', 'NOT arm AND success'].map((one) => `[toUInt64(${one})]`);
  return [
    `sumMapIf([arrayStringConcat(stratum, '\\x1f')], ${amounts.join(', ')}, counted) AS strata`,
    ...(['participants', 'others'] as const).flatMap((arm) => [
      ...changeSums('change', arm, 'success', 'before'),
      ...changeSums('placebo', arm, 'before', 'earlier'),
    ]),
  ];
}

export type Counts = { n: number; k: number };
export type ContrastStratum = { values: string[]; participants: Counts; others: Counts };

/** The strata of a summary row. @throws Error when the row is not of a contrast */
export function strataIn(row: RawRow): ContrastStratum[] {
  const value = row['strata'];
  const columns = Array.isArray(value) ? value : Object.values((value ?? {}) as Record<string, unknown>);
  const [keys, ...amounts] = columns as (readonly unknown[])[];
  if (keys === undefined || amounts.length !== 4) throw new Error('the summary has no strata');
  const at = (column: number, index: number) => Number(amounts[column]?.[index] ?? 0);
  return keys.map((key, index) => ({
    values: String(key).split(SEPARATOR),
    participants: { n: at(0, index), k: at(1, index) },
    others: { n: at(2, index), k: at(3, index) },
  }));
}

/** Mean and variance (divisor n − 1) of an arm's changes, from their exact sums. */
export function changeOf(row: RawRow, name: 'change' | 'placebo', arm: Arm) {
  const n = numberIn(row, `${name}_n_${arm}`);
  const sum = numberIn(row, `${name}_sum_${arm}`);
  const squares = numberIn(row, `${name}_squares_${arm}`);
  return {
    n,
    mean: n === 0 ? null : sum / n,
    variance: n < 2 ? null : (squares - (sum * sum) / n) / (n - 1),
  };
}
