/** The cohort grid's numbers: its shades, and means over cells that are whole. Pure. */
import type { Row, Triangle } from '../../data/types.ts';

export type Cohort = Triangle['data'][number];
export type GridCell = Cohort['cells'][number];

/** A cell of the grid as a row, for the words that rows have. */
export const rowOf = (cell: GridCell): Row => ({ ...cell, group: {}, bucket: null });

/** From the lowest value shown (0) to the highest (1): the differences are what is to be seen. */
export function scaleOf(cohorts: readonly Cohort[]): (value: number) => number {
  const values = cohorts.flatMap(({ cells }) => cells.flatMap(({ value }) => value ?? []));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => (high > low ? (value - low) / (high - low) : 0.5);
}

/** The ground of a cell by its place on the scale; whatever it is, the page's text is readable on it. */
export const heatColour = (shade: number): string => `rgb(var(--heat) / ${(0.08 + shade * 0.84).toFixed(3)})`;

/**
 * The mean of each step over the cells that are whole: those in progress would pull it down, hidden ones have no number.
 * Weighted by the people behind each cell.
 */
export function matureMeans(cohorts: readonly Cohort[]): ReadonlyMap<number, number> {
  const sums = new Map<number, { total: number; n: number }>();
  for (const { cells } of cohorts) {
    for (const { period, state, value, n } of cells) {
      if (value === null || n === null || n === 0 || (state !== 'value' && state !== 'zero')) continue;
      const sum = sums.get(period) ?? { total: 0, n: 0 };
      sums.set(period, { total: sum.total + value * n, n: sum.n + n });
    }
  }
  return new Map([...sums].map(([period, { total, n }]) => [period, total / n]));
}

/** One step of every cohort, as rows of a trend. */
export function stepRows(cohorts: readonly Cohort[], step: number): Row[] {
  return cohorts.flatMap(({ group, cohort, cells }) => {
    const cell = cells.find(({ period }) => period === step);
    return cell === undefined ? [] : [{ ...cell, group, bucket: cohort }];
  });
}
