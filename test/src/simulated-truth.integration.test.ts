import { createMetricEngine, type MetricRow } from '@rapport/metrics';
import { simulateProgramme } from '@rapport/simulator';
import { createWarehouse, migrate, type Warehouse } from '@rapport/warehouse';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { storeEvents } from './store-events.ts';

const simulation = simulateProgramme({
  ...{ seed: 11, programme: 'known', pairs: 700 },
  // Few meetings: they are most of the events, and none of these metrics reads them.
  model: { meetingsPerDay: 1 / 90 },
});
const { expected, asOf } = simulation.truth;

let warehouse: Warehouse;

async function ask(metric: string): Promise<MetricRow[]> {
  const engine = createMetricEngine({
    query: (sql, params) => warehouse.query(sql, params),
    clock: () => Date.parse(asOf),
  });
  const { rows } = await engine.run({ metric, programme: 'known', asOf, protection: 'none' });
  return rows;
}

beforeAll(async () => {
  warehouse = createWarehouse({ url: inject('clickhouseUrl'), database: `truth_${process.pid}` });
  await migrate(warehouse);
  await storeEvents(warehouse, [...simulation.events]);
}, 120_000);
afterAll(async () => {
  await warehouse.exec(`DROP DATABASE IF EXISTS ${warehouse.database}`);
  await warehouse.close();
});

const intervals: [string, string, number, (rows: MetricRow[]) => MetricRow | undefined][] = [
  ['goal-completion', 'the latest due date', expected.goals.completion.latestDue, ([row]) => row],
  ['goal-completion-first-due', 'the first due date', expected.goals.completion.firstDue, ([row]) => row],
  ['goals-abandoned', '180 days', expected.goals.abandonedWithin180, ([row]) => row],
  ['skill-gain', 'themselves', expected.skillGain.self.mean, (rows) => ratedBy(rows, 'self')],
  ['skill-gain', 'managers', expected.skillGain.manager.mean, (rows) => ratedBy(rows, 'manager')],
];

const ratedBy = (rows: MetricRow[], rater: string) =>
  rows.find(({ group }) => group['assessment']?.endsWith(`rated by ${rater}`));

test.each(intervals)('%s (%s) finds the truth %f', async (metric, _, truth, pick) => {
  const row = pick(await ask(metric));
  expect(row).toMatchObject({ state: expect.stringMatching(/value|in_progress/), ci: { level: 0.95 } });
  const { low, high } = row?.ci ?? { low: null, high: null };
  expect(low).toBeLessThan(truth);
  expect(high).toBeGreaterThan(truth);
  // An interval that holds everything finds nothing.
  expect((high ?? 0) - (low ?? 0)).toBeLessThan(truth / 2);
});

test('time-to-goal finds the chance to have reached a goal by day 30 and 90, giving up and the pair’s end competing', async () => {
  const [row] = await ask('time-to-goal');
  for (const day of [30, 90] as const) {
    const point = row?.points?.find((one) => one.day === day);
    expect(point?.ci_low).toBeLessThan(expected.goals.reachedWithin[day]);
    expect(point?.ci_high).toBeGreaterThan(expected.goals.reachedWithin[day]);
  }
});

test('skill gains spread as they were drawn: d_z is the mean gain over its standard deviation', async () => {
  const row = ratedBy(await ask('skill-gain'), 'self');
  const { mean, standardDeviation } = expected.skillGain.self;
  expect(row?.details?.['d_z_low']).toBeLessThan(mean / standardDeviation);
  expect(row?.details?.['d_z_high']).toBeGreaterThan(mean / standardDeviation);
});
