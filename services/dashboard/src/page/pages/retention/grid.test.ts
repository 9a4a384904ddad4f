import { describe, expect, test } from 'vitest';
import type { Row, Series } from '../../data/types.ts';
import { type Cohort, type GridCell, matureMeans, releasedGrid, scaleOf, stepRows } from './grid.ts';

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

describe('the grid of a release', () => {
  const row = (bucket: string, fields: Partial<Row>): Row => ({
    ...{ group: {}, bucket, state: 'value', value: 0.5, n: 40 },
    ci: { low: 0.4, high: 0.6, level: 0.95, method: 'log_log' },
    ...fields,
  });
  const point = (day: number, survival: number) => ({ day, survival, at_risk: 9, ci_low: 0.1, ci_high: 0.9 });
  const gridAsOf = (as_of: string, data: Row[], horizon = 365) =>
    releasedGrid({ data, meta: { as_of, query: { horizon } }, links: {} } as unknown as Series);
  const statesOf = ({ cohorts }: ReturnType<typeof gridAsOf>) =>
    cohorts.map(({ cells }) => cells.map(({ state, value, n }) => [state, value, n]));

  test('has a column a day that any cohort tells, and says of the others why they tell nothing', () => {
    const grid = gridAsOf('2026-11-01T00:00:00Z', [
      row('2025-Q1', { points: [point(90, 0.9), point(365, 0.5)] }),
      row('2025-Q2', { points: [point(365, 0.4)] }),
      row('2026-Q3', { points: [point(90, 0.8)] }),
      row('2026-Q4', { state: 'not_yet_observable', value: null, points: [] }),
    ]);
    expect(grid.steps.map(({ title }) => title)).toEqual(['day 90', 'day 365']);
    expect(statesOf(grid)).toEqual([
      [
        ['value', 0.9, 40],
        ['value', 0.5, 40],
      ],
      // On its day 90 there was something, and it would have told of few.
      [
        ['suppressed', null, null],
        ['value', 0.4, 40],
      ],
      // Who started in September has not been there for 90 days.
      [
        ['in_progress', 0.8, null],
        ['not_yet_observable', null, null],
      ],
      [
        ['not_yet_observable', null, null],
        ['not_yet_observable', null, null],
      ],
    ]);
  });

  test('has one column where a share was taken after one number of days', () => {
    const grid = gridAsOf('2026-11-01T00:00:00Z', [row('2025', { value: 0.9 }), row('2026', { value: null, n: 7 })]);
    expect(grid.steps.map(({ title }) => title)).toEqual(['day 365']);
    expect(statesOf(grid)).toEqual([[['in_progress', 0.9, null]], [['not_yet_observable', null, null]]]);
  });

  test('hides a cohort that is hidden at every step', () => {
    const hidden = row('2024-01', { state: 'suppressed', value: null, n: null, ci: null });
    const grid = gridAsOf('2026-11-01T00:00:00Z', [hidden, row('2024-02', { points: [point(90, 0)] })]);
    expect(statesOf(grid)).toEqual([[['suppressed', null, null]], [['zero', 0, 40]]]);
    expect(grid.cohorts[0]?.size).toBeNull();
  });
});
