/** The cohort grid's numbers: its cells, its shades, and means over cells that are whole. Pure. */
import { firstDateOf } from '../../charts/buckets.ts';
import type { Row, Series, Triangle } from '../../data/types.ts';
import { curvesOf } from './curves.ts';

export type Cohort = Triangle['data'][number];
export type GridCell = Cohort['cells'][number];

/** A column: what `period` of its cells says, and its heading. */
type GridStep = { readonly period: number; readonly title: string };

/** Cohorts down, steps since their start across; `step` is what one is called. */
export type Grid = {
  readonly cohorts: readonly Cohort[];
  readonly steps: readonly GridStep[];
  readonly step: string;
  readonly meta: Series['meta'];
};

export function gridOf({ data, meta }: Triangle): Grid {
  const { period, periods } = meta.triangle;
  const steps = Array.from({ length: periods }, (_, at) => ({ period: at + 1, title: `${period} ${at + 1}` }));
  return { cohorts: data, steps, step: period, meta };
}

const DAY_MS = 86_400_000;

/** When the first and the last of a cohort may have started, as instants. */
function spanOf(cohort: string): { opens: number; closes: number } {
  const first = new Date(`${firstDateOf(cohort) ?? cohort}T00:00:00Z`);
  const months = cohort.includes('Q') ? 3 : cohort.includes('-') ? 1 : 12;
  return { opens: first.getTime(), closes: first.setUTCMonth(first.getUTCMonth() + months) };
}

/** What a release tells of a cohort after so many days: where that is nothing, either nobody is as old yet, or it would tell of few. */
function releasedCell(row: Row, day: number, told: Told | undefined, asOf: number): GridCell {
  const { opens, closes } = spanOf(row.bucket ?? '');
  const base = { period: day, day, value: null, n: null, ci: null };
  if (row.state === 'no_data') return { ...base, state: 'no_data' };
  if (opens + day * DAY_MS > asOf) return { ...base, state: 'not_yet_observable' };
  if (told === undefined) return { ...base, state: 'suppressed' };
  const { value, ci } = told;
  if (closes + day * DAY_MS > asOf) return { ...base, state: 'in_progress', value, ci };
  return { ...base, state: value === 0 ? 'zero' : 'value', value, n: row.n, ci };
}

type Told = Pick<GridCell, 'value' | 'ci'>;

/** What a row tells by days: its curve's fixed days, or the one day after which a share was taken. */
function toldDays(row: Row, horizon: number | null): Map<number, Told> {
  const [curve] = curvesOf([row]);
  const points = curve?.fixed ?? [];
  const level = row.ci?.level ?? 0.95;
  const method = row.ci?.method ?? '';
  if (points.length > 0) {
    const intervalOf = (low: number | null, high: number | null) =>
      low === null || high === null ? null : { low, high, level, method };
    return new Map(points.map(({ day, share, low, high }) => [day, { value: share, ci: intervalOf(low, high) }]));
  }
  return horizon === null || row.value === null || 'points' in row
    ? new Map()
    : new Map([[horizon, { value: row.value, ci: row.ci }]]);
}

/** The grid of whoever is answered from releases, which have no triangles: a line of the series a cohort, a column a day that any of them tells. */
export function releasedGrid({ data, meta }: Series): Grid {
  const horizon = meta.query.horizon ?? null;
  const told = data.map((row) => ({ row, days: toldDays(row, horizon) }));
  const days = [...new Set(told.flatMap(({ days: own }) => [...own.keys()]))].sort((a, b) => a - b);
  const asOf = Date.parse(meta.as_of);
  const cohorts = told.map(({ row, days: own }) => ({
    ...{ group: row.group, cohort: row.bucket ?? '', size: row.n },
    cells: days.map((day) => releasedCell(row, day, own.get(day), asOf)),
  }));
  return { cohorts, steps: days.map((day) => ({ period: day, title: `day ${day}` })), step: 'day', meta };
}

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
