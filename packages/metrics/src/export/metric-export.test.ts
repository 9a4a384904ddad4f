import { describe, expect, it } from 'vitest';
import type { MetricResult, MetricRow } from '../result.ts';
import { exportedCells } from './metric-export.ts';

const share: MetricRow = {
  group: { department: 'sales' },
  bucket: '2026-01-01',
  state: 'value',
  value: 7 / 13,
  n: 13,
  count: 7,
  ci: { low: 0.2914, high: 0.7679, level: 0.95, method: 'wilson' },
  flags: ['immature'],
};
const hidden: MetricRow = {
  ...{ group: { department: 'law' }, bucket: '2026-01-01', state: 'suppressed', value: null, n: null, ci: null },
  reason: 'small_group',
};

function result(metric: string, unit: string, rows: MetricRow[]): MetricResult {
  return { rows, meta: { metric, unit, query: { group_by: ['department'] } } } as unknown as MetricResult;
}

describe('the cells of an answer in a file', () => {
  it('have the same columns whatever the state, and nothing in a hidden one', () => {
    const { columns, rows, rounding } = exportedCells(result('milestone-rate', 'share', [share, hidden]), false);
    const names = columns.map(({ name }) => name);
    expect(rows.map((row) => Object.keys(row))).toEqual([names, names]);
    expect(rows[0]).toMatchObject({ department: 'sales', value: 7 / 13, n: 13, count: 7, flags: 'immature' });
    expect(rows[1]).toEqual({
      ...Object.fromEntries(names.map((name) => [name, null])),
      ...{ department: 'law', bucket: '2026-01-01', state: 'suppressed', reason: 'small_group' },
    });
    expect(rounding).toBeUndefined();
  });

  it('are rounded for who is not of the team: counts to 5, shares of few to whole percents from the true counts', () => {
    const { rows } = exportedCells(result('milestone-rate', 'share', [share]), true);
    expect(rows[0]).toMatchObject({ value: 0.54, n: 15, count: 5, ci_low: 0.29, ci_high: 0.77 });
  });

  it('are rounded to 5 where the value is a count, and left alone where it is another measure', () => {
    const counted: MetricRow = { ...share, value: 13, ci: null };
    expect(exportedCells(result('pairings', 'count', [counted]), true).rows[0]).toMatchObject({ value: 15, n: 15 });
    const days: MetricRow = { ...share, value: 12.3, ci: null };
    expect(exportedCells(result('time-to-first-meeting', 'days', [days]), true).rows[0]).toMatchObject({ value: 12.3 });
  });
});
