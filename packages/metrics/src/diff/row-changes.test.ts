import { describe, expect, it } from 'vitest';
import type { MetricResult, MetricRow } from '../result.ts';
import { rowChanges } from './row-changes.ts';

const row = (name: string, value: number | null, state: MetricRow['state'] = 'value'): MetricRow => {
  return { group: { side: name }, bucket: null, state, value, n: value, ci: null };
};
const answer = (...rows: MetricRow[]) => ({ rows, meta: {} }) as MetricResult;

describe('row changes', () => {
  it('are old, new and difference, by group and bucket, in the order of the new answer', () => {
    const changes = rowChanges(answer(row('a', 10), row('b', 20), row('gone', 3)), answer(row('b', 26), row('a', 10)));
    expect(changes.rows.map(({ group, difference }) => [group['side'], difference])).toEqual([
      ['b', 6],
      ['gone', null],
    ]);
    expect(changes).toMatchObject({ unchanged: 1, hidden: 0 });
  });

  it('show nothing of a row that is hidden in either answer', () => {
    const hidden = row('a', null, 'suppressed');
    expect(rowChanges(answer(hidden), answer(row('a', 12)))).toEqual({ rows: [], unchanged: 0, hidden: 1 });
    expect(rowChanges(answer(row('a', 12)), answer(hidden))).toEqual({ rows: [], unchanged: 0, hidden: 1 });
  });
});
