import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Estimator, MetricDefinition } from './definition.ts';
import type { MetricRequest } from './request.ts';
import { createScenario, type Scenario } from './testing/scenario.ts';
import { askTiny, tinyMetric } from './testing/tiny-metric.ts';

const DAY_MS = 86_400_000;

describe('estimators over a handful of rows', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-06-01T00:00:00Z');
  });
  afterAll(() => scenario.close());

  /** Rows by mentor and group: `m1 g` stands before the estimator's own columns; mentees are all different. */
  const ask = (
    estimator: Estimator,
    columns: string,
    rows: [mentor: string, group: string, values: string][],
    more: Partial<MetricDefinition> = {},
    request: Partial<MetricRequest> = {},
  ) => {
    const texts = rows.map(([mentor, group, values], index) => `'${mentor}', 'e${index}', '${group}', ${values}`);
    const metric = tinyMetric(estimator, { columns, rows: texts }, more);
    return askTiny((sql, params) => scenario.warehouse.query(sql, params), metric, request);
  };

  it('mean: the scores’ sum over their number, with or without favourable ones', async () => {
    const scores: [string, string, string][] = ['1', '2', '3', '6'].map((score) => ['m1', 'a', score]);
    const [plain] = await ask({ name: 'mean' }, 'score Float64', scores);
    expect(plain).toMatchObject({ value: 3, n: 4, ci: { method: 'student_t' }, details: { total: 12 } });
    expect(plain?.details?.['sd']).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(plain?.favourable).toBeUndefined();
    const [favourable] = await ask({ name: 'mean', favourableFrom: 3 }, 'score Float64', scores);
    expect(favourable?.favourable?.value).toBe(0.5);
  });

  it('mean: leaves out what is too young, in every sum', async () => {
    const rows: [string, string, string][] = [
      ['m1', 'a', '4, 1'],
      ['m2', 'a', '2, 1'],
      ['m3', 'a', '9, 0'],
    ];
    const [row] = await ask({ name: 'mean', favourableFrom: 4 }, 'score Float64, mature UInt8', rows, {
      matures: true,
    });
    expect(row).toMatchObject({ state: 'value', value: 3, n: 2, immature: 1, flags: ['immature', 'low_reliability'] });
    expect(row?.favourable?.value).toBe(0.5);
  });

  it('clustered_mean: an interval as wide as two mentors differ', async () => {
    const [row] = await ask({ name: 'clustered_mean', favourableFrom: 4 }, 'score Float64', [
      ['m1', 'a', '2'],
      ['m1', 'a', '4'],
      ['m2', 'a', '6'],
    ]);
    // Residuals −2 and +2; variance 2 ÷ 1 × 8 ÷ 9; t on one degree of freedom.
    expect(row).toMatchObject({ value: 4, n: 3, flags: ['low_reliability', 'few_clusters'] });
    expect(row?.details).toMatchObject({ total: 12, clusters: 2, sd: 2 });
    expect(row?.ci?.high).toBeCloseTo(4 + 12.706204736 * (4 / 3), 6);
    expect(row?.favourable?.value).toBeCloseTo(2 / 3, 12);
  });

  it('rate: events by the time they had', async () => {
    const [row] = await ask({ name: 'rate' }, 'events Float64, exposure Float64', [
      ['m1', 'a', '1, 0.1'],
      ['m1', 'a', '0, 0.2'],
      ['m2', 'a', '2, 1.2'],
    ]);
    expect(row).toMatchObject({
      value: 2,
      n: 3,
      count: 3,
      details: { exposure: 1.5 },
      ci: { method: 'garwood_exact' },
    });
  });

  it('composition: a group’s share of all, whichever groups are asked for', async () => {
    const rows: [string, string, string][] = ['a', 'a', 'a', 'b'].map((group) => ['m1', group, '1']);
    const all = await ask({ name: 'composition' }, 'one UInt8', rows, {}, { groupBy: ['end_reason'] });
    expect(all.map(({ group, value, n, count }) => [group['end_reason'], value, n, count])).toEqual([
      ['a', 0.75, 4, 3],
      ['b', 0.25, 4, 1],
    ]);
    const where = { end_reason: ['b'] };
    const one = await ask({ name: 'composition' }, 'one UInt8', rows, { alwaysBy: ['end_reason'] }, { where });
    expect(one).toEqual(all.slice(1));
    await expect(async () => ask({ name: 'composition' }, 'one UInt8', rows)).rejects.toThrow(/needs a breakdown/);
  });

  it('representation: the group’s share of the successes over its share of the units', async () => {
    const group = (name: string, successes: string) =>
      [...successes].map((success): [string, string, string] => ['m1', name, success]);
    const rows = [...group('a', '111100'), ...group('b', '1000')];
    const request = { groupBy: ['end_reason'] };
    const [a, b] = await ask({ name: 'representation' }, 'success UInt8', rows, {}, request);
    expect(a?.value).toBeCloseTo(4 / 5 / (6 / 10), 12);
    expect(a).toMatchObject({ n: 6, count: 4, details: { all_units: 10, all_successes: 5 } });
    expect(b?.value).toBeCloseTo(1 / 5 / (4 / 10), 12);
  });

  it('paired_change: only those who answered twice, and how many did not', async () => {
    const rows: [string, string, string][] = ['1, 2', '2, 4', '3, 3', '4, NULL', 'NULL, 5'].map((pair) => [
      'm1',
      'a',
      pair,
    ]);
    const [row] = await ask({ name: 'paired_change' }, 'before Nullable(Float64), after Nullable(Float64)', rows);
    expect(row).toMatchObject({ value: 1, n: 3, ci: { method: 'student_t' } });
    expect(row?.details).toMatchObject({ mean_before: 2, mean_after: 3, d_z: 1, only_before: 1, only_after: 1 });
  });

  it('alpha: of complete answers on one scale', async () => {
    const rows: [string, string, string][] = ['[1, 2]', '[2, 3]', '[3, 5]'].map((items) => ['m1', 'a', items]);
    const [row] = await ask({ name: 'alpha' }, 'scores Array(Float64)', rows);
    // Item variances 1 and 7/3, of the totals 3, 5, 8: 19/3.
    expect(row?.value).toBeCloseTo(18 / 19, 12);
    expect(row).toMatchObject({ n: 3, flags: ['low_reliability'], details: { items: 2 } });
    const [mixed] = await ask({ name: 'alpha' }, 'scores Array(Float64)', [...rows, ['m1', 'a', '[1]']]);
    expect(mixed).toMatchObject({ state: 'no_data', value: null, reason: 'mixed_scales' });
  });

  it('quantile: of amounts counted in steps', async () => {
    const rows: [string, string, string][] = ['1.1', '1.9', '3', '10'].map((amount) => ['m1', 'a', amount]);
    const [row] = await ask({ name: 'quantile', p: 0.5, step: 0.5 }, 'amount Float64', rows);
    // In halves: 1, 2, 3, 10.
    expect(row).toMatchObject({ value: 2.5, n: 4 });
  });

  it('gini: of the loads that people carry', async () => {
    const rows: [string, string, string][] = ['1', '1', '1', '5'].map((amount) => ['m1', 'a', amount]);
    const [row] = await ask({ name: 'gini' }, 'amount UInt64', rows);
    expect(row?.value).toBeCloseTo(0.375, 12);
    expect(row).toMatchObject({ n: 4, details: { total: 8, mean: 2 } });
  });

  it('same_group: pairs of one group against pairs drawn at random', async () => {
    const rows: [string, string, string][] = ["'x', 'x'", "'x', 'y'", "'y', 'y'"].map((pair) => ['m1', 'a', pair]);
    const [row] = await ask({ name: 'same_group' }, 'mentor_value String, mentee_value String', rows);
    // Expected: (2 × 1 + 1 × 2) ÷ 3 pairs; observed 2.
    expect(row?.value).toBeCloseTo(1.5, 12);
    expect(row).toMatchObject({ n: 3, count: 2 });
    expect(row?.details?.['expected']).toBeCloseTo(4 / 9, 12);
  });

  const survival = (more: object): Estimator => {
    return { name: 'survival', points: [15], valueAt: 15, ...more };
  };

  it('survival: at a day, its median, or the mean up to the horizon', async () => {
    const rows: [string, string, string][] = ['10, 1', '20, 1', '30, 0', '40, 0'].map((row) => {
      const [days, ended] = row.split(', ');
      return ['m1', 'a', `${Number(days) * DAY_MS}, ${ended}`];
    });
    const columns = 'elapsed_ms Int64, ended UInt8';
    expect(await ask(survival({}), columns, rows)).toMatchObject([{ value: 0.75, details: { ended: 2, censored: 2 } }]);
    expect(await ask(survival({ value: 'median' }), columns, rows)).toMatchObject([{ value: 20 }]);
    const horizon = { days: 30, meaning: 'the mean is taken up to it' };
    // 10 days of 1, 10 of 0.75, 10 of 0.5.
    expect(await ask(survival({ value: 'rmst' }), columns, rows, { horizon })).toMatchObject([
      { value: 22.5, ci: { method: 'greenwood_normal' } },
    ]);
  });

  it('survival: nobody counts as watched before they were', async () => {
    const rows: [string, string, string][] = [
      [0, 10, 1],
      [5, 20, 1],
      [12, 30, 0],
      [12, 12, 1],
    ].map(([entry = 0, end = 0, ended = 0]) => ['m1', 'a', `${entry * DAY_MS}, ${end * DAY_MS}, ${ended}`]);
    const columns = 'entry_ms Int64, elapsed_ms Int64, ended UInt8';
    const [row] = await ask(survival({ delayedEntry: true }), columns, rows);
    // Day 10: one of two at risk. Day 20: one of two. The last was never watched.
    expect(row).toMatchObject({ value: 0.5, n: 3, median: 10 });
  });
});
