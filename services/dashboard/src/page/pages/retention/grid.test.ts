import { describe, expect, test } from 'vitest';
import { type Cohort, type GridCell, matureMeans, scaleOf, stepRows } from './grid.ts';

const cell = (period: number, fields: Partial<GridCell>): GridCell => ({
  ...{ period, day: period * 30, state: 'value', value: 0.5, n: 10, ci: null },
  ...fields,
});
const cohorts: Cohort[] = [
  { group: {}, cohort: '2026-Q1', size: 30, cells: [cell(1, { value: 0.9, n: 30 }), cell(2, { value: 0.6, n: 30 })] },
  {
    group: {},
    cohort: '2026-Q2',
    size: 10,
    cells: [cell(1, { value: 0.5, n: 10 }), cell(2, { state: 'in_progress', value: 0.1, n: 10 })],
  },
  { group: {}, cohort: '2026-Q3', size: null, cells: [cell(1, { state: 'suppressed', value: null, n: null })] },
];

describe('the cohort grid', () => {
  test('has means of whole cells only, weighted by who is in them', () => {
    // (0.9 × 30 + 0.5 × 10) ÷ 40; the cell that still runs would have made the second 0.475.
    expect(matureMeans(cohorts)).toEqual(
      new Map([
        [1, 0.8],
        [2, 0.6],
      ]),
    );
  });

  test('shades from the lowest value to the highest', () => {
    const scale = scaleOf(cohorts);
    expect(scale(0.1)).toBe(0);
    expect(scale(0.9)).toBe(1);
    expect(scaleOf([])(0.3)).toBe(0.5);
  });

  test('shows one step of each cohort over time, in their own states', () => {
    expect(stepRows(cohorts, 2).map(({ bucket, state }) => [bucket, state])).toEqual([
      ['2026-Q1', 'value'],
      ['2026-Q2', 'in_progress'],
    ]);
  });
});
