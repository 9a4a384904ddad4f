import { describe, expect, it } from 'vitest';
import { makeRows } from './cells.ts';
import type { Estimator } from './definition.ts';
import { type MetricRequest, queryOf } from './request.ts';
import type { RawRow } from './summary-row.ts';
import { tinyMetric } from './testing/tiny-metric.ts';

const now = Date.UTC(2024, 5, 1);

function rowsOf(estimator: Estimator, rows: RawRow[], request: Partial<MetricRequest> = {}) {
  const metric = tinyMetric(estimator, { columns: 'one UInt8', rows: [] });
  return makeRows(queryOf(metric, { protection: 'none', ...request }, now), rows, ['UTC']);
}

const share = (n: number, k: number, immature = 0): RawRow => {
  return { bucket: '', n, k, immature, mentors: n, mentees: n };
};

describe('flags of a cell', () => {
  it('are absent where there is nothing to be careful about', () => {
    const [row] = rowsOf({ name: 'proportion' }, [share(1000, 400)]);
    expect(row).not.toHaveProperty('flags');
    expect(row).not.toHaveProperty('immature');
  });

  it('tell a share of few units, and its complement alike', () => {
    const unsure = (n: number, k: number) => rowsOf({ name: 'proportion' }, [share(n, k)])[0]?.flags;
    expect([unsure(8, 1), unsure(8, 7)]).toEqual([['low_reliability'], ['low_reliability']]);
    expect([unsure(400, 100), unsure(400, 300)]).toEqual([undefined, undefined]);
  });

  it('count the units too young, unless so few that they could be pointed at', () => {
    const row = share(1000, 400, 3);
    expect(rowsOf({ name: 'proportion' }, [row])).toMatchObject([{ flags: ['immature'], immature: 3 }]);
    const [hidden] = rowsOf({ name: 'proportion' }, [row], { protection: { k: 5 } });
    expect(hidden?.flags).toEqual(['immature']);
    expect(hidden).not.toHaveProperty('immature');
  });

  it('tell an interval that rests on fewer than ten mentors', () => {
    const sums = (clusters: number): RawRow => {
      const units = clusters * 10;
      const top = [...Array(clusters).keys()].map((mentor) => 4 + (mentor % 2));
      const total = (of: (own: number) => number) => top.reduce((sum, own) => sum + of(own), 0);
      return {
        ...{ bucket: '', n: units, immature: 0, mentors: clusters, mentees: units, clusters, exposure: units },
        k: total((own) => own),
        ...{
          squared_top: total((own) => own * own),
          squared_bottom: clusters * 100,
          top_bottom: total((own) => own * 10),
        },
      };
    };
    expect(rowsOf({ name: 'clustered_proportion' }, [sums(9)])).toMatchObject([{ flags: ['few_clusters'] }]);
    expect(rowsOf({ name: 'clustered_proportion' }, [sums(10)])[0]?.flags).toBeUndefined();
  });

  it('are not told of a hidden cell', () => {
    const [row] = rowsOf({ name: 'proportion' }, [share(4, 1, 9)], { protection: { k: 5 } });
    expect(row).toEqual({
      ...{ group: {}, bucket: null, state: 'suppressed', value: null, n: null, ci: null, reason: 'small_group' },
    });
  });
});

describe('a group’s share of all, protected', () => {
  const groups = (sizes: Record<string, number>): RawRow[] =>
    Object.entries(sizes).map(([g0, n]) => ({ g0, bucket: '', n, immature: 0, mentors: n, mentees: n }));

  it('hides the smallest other group too, as all shares add up to one', () => {
    const rows = rowsOf({ name: 'composition' }, groups({ a: 3, b: 20, c: 77 }), {
      groupBy: ['end_reason'],
      protection: { k: 5 },
    });
    expect(rows.map(({ group, state, value }) => [group['end_reason'], state, value])).toEqual([
      ['a', 'suppressed', null],
      ['b', 'suppressed', null],
      ['c', 'value', 0.77],
    ]);
  });

  it('hides it as well where only that group is asked for', () => {
    const rows = rowsOf({ name: 'composition' }, groups({ a: 3, b: 20, c: 77 }), {
      groupBy: ['end_reason'],
      where: { end_reason: ['b'] },
      protection: { k: 5 },
    });
    expect(rows.map(({ group, state }) => [group['end_reason'], state])).toEqual([['b', 'suppressed']]);
  });

  it('does not tell by an empty group how many the hidden ones are', () => {
    const rows = rowsOf(
      { name: 'composition' },
      [
        { g0: 'a', bucket: '2024-01', n: 2, immature: 0, mentors: 2, mentees: 2 },
        { g0: 'b', bucket: '2024-02', n: 90, immature: 0, mentors: 90, mentees: 90 },
        { g0: 'b', bucket: '2024-03', n: 200, immature: 0, mentors: 200, mentees: 200 },
      ],
      { groupBy: ['end_reason'], grain: 'month', to: '2024-04-01', protection: { k: 5 } },
    );
    // All months together are 292: with those of March and February, the two of January would be known.
    expect(rows.map(({ group, bucket, state, n }) => [group['end_reason'], bucket, state, n])).toEqual([
      ['a', '2024-01', 'suppressed', null],
      ['a', '2024-02', 'suppressed', null],
      ['a', '2024-03', 'zero', 200],
      ['b', '2024-01', 'suppressed', null],
      ['b', '2024-02', 'suppressed', null],
      ['b', '2024-03', 'value', 200],
    ]);
  });

  it('is a true zero in a bucket that has units of other groups only', () => {
    const rows = rowsOf(
      { name: 'composition' },
      [
        { g0: 'a', bucket: '2024-01', n: 2, immature: 0, mentors: 2, mentees: 2 },
        { g0: 'b', bucket: '2024-02', n: 4, immature: 0, mentors: 4, mentees: 4 },
      ],
      { groupBy: ['end_reason'], grain: 'month', to: '2024-04-01' },
    );
    expect(rows.map(({ group, bucket, state, value, n }) => [group['end_reason'], bucket, state, value, n])).toEqual([
      ['a', '2024-01', 'value', 1, 2],
      ['a', '2024-02', 'zero', 0, 4],
      ['a', '2024-03', 'no_data', null, 0],
      ['b', '2024-01', 'zero', 0, 2],
      ['b', '2024-02', 'value', 1, 4],
      ['b', '2024-03', 'no_data', null, 0],
    ]);
  });
});

describe('a quantile, protected', () => {
  it('needs k units on either side of it: it is somebody’s amount', () => {
    const quantile = (p: number, n: number) =>
      rowsOf(
        { name: 'quantile', p, step: 1 },
        [
          {
            ...share(n, 0),
            histogram: [
              [3, 1],
              [8, n - 1],
            ],
          },
        ],
        {
          protection: { k: 5 },
        },
      )[0];
    expect(quantile(0.5, 10)).toMatchObject({ state: 'value', value: 8, n: 10 });
    expect(quantile(0.5, 9)).toMatchObject({ state: 'suppressed', value: null, n: null });
    expect(quantile(0.9, 49)).toMatchObject({ state: 'suppressed', value: null });
    expect(quantile(0.9, 50)).toMatchObject({ state: 'value', value: 8 });
  });
});
