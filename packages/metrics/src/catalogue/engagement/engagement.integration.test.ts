import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'g' };
const day = (text: string) => `${text}T00:00:00Z`;
const start = (at: string, pairing_id: string, mentor_id: string) =>
  event('pairing.activated', day(at), { ...programme, pairing_id, mentor_id, mentee_id: `e-${pairing_id}` });
const step = (type: 'pairing.paused' | 'pairing.resumed' | 'pairing.ended_early', at: string, pairing_id: string) =>
  event(type, day(at), { ...programme, pairing_id });
const met = (at: string, pairing_id: string) =>
  event('meeting.held', day(at), { ...programme, pairing_id, meeting_id: `${pairing_id}-${at}` });

const history = [
  event('programme.configured', day('2023-01-01'), { ...programme, time_zone: 'UTC', cadence_days: 14 }),
  // a: meets. b: met once, paused for February. c: young. d: ended without a meeting. e: met once, paused since mid-March.
  start('2024-01-01', 'a', 'm1'),
  ...['2024-01-05', '2024-01-20', '2024-03-25'].map((at) => met(at, 'a')),
  start('2024-01-01', 'b', 'm1'),
  met('2024-01-10', 'b'),
  step('pairing.paused', '2024-02-01', 'b'),
  step('pairing.resumed', '2024-03-01', 'b'),
  start('2024-03-20', 'c', 'm2'),
  start('2024-01-01', 'd', 'm2'),
  step('pairing.ended_early', '2024-01-31', 'd'),
  start('2024-02-01', 'e', 'm2'),
  met('2024-02-10', 'e'),
  step('pairing.paused', '2024-03-15', 'e'),
];

describe('engagement metrics on 2024-04-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-06-01'));
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'g', protection: 'none', asOf: day('2024-04-01'), ...request })).rows;

  it('call a pairing active that met within 45 unpaused days, among open unpaused ones past their first 30 days', async () => {
    // a met on 25 March; b last met 82 days ago, 29 of them paused: 53 days.
    expect(await ask({ metric: 'active-pairs' })).toMatchObject([{ value: 0.5, n: 2, count: 1 }]);
  });

  it('take the snapshot at the end of each bucket', async () => {
    // At the end of February: a met 40 days ago, b is paused, e is 29 days old.
    const rows = await ask({ metric: 'active-pairs', from: '2024-02-01', grain: 'month', asOf: day('2024-04-10') });
    expect(rows.map(({ bucket, state, value, n }) => [bucket, state, value, n])).toEqual([
      ['2024-02', 'value', 1, 1],
      ['2024-03', 'value', 0.5, 2],
      ['2024-04', 'in_progress', 0.5, 2],
    ]);
  });

  it('count open pairings, paused ones too', async () => {
    expect(await ask({ metric: 'open-pairs' })).toMatchObject([{ value: 4 }]);
    const rows = await ask({ metric: 'open-pairs', grain: 'month' });
    expect(rows.map(({ bucket, value }) => [bucket, value])).toEqual([
      ['2024-01', 2],
      ['2024-02', 3],
      ['2024-03', 4],
    ]);
  });

  it('wait for the first meeting, with the end of the pairing competing', async () => {
    // Day 4: 1 of 5. Day 9: 2 of 4. Day 12: c is censored. Day 30: d ends without.
    const [row] = await ask({ metric: 'time-to-first-meeting' });
    expect(row).toMatchObject({ state: 'value', value: 9, n: 5 });
    const curve = row?.points?.map((point) => [point.day, 'incidence' in point ? point.incidence : null]);
    expect(curve?.slice(0, 3)).toEqual([
      [7, expect.closeTo(0.2, 12)],
      [14, expect.closeTo(0.6, 12)],
      [30, expect.closeTo(0.6, 12)],
    ]);
  });

  it('divide meetings by unpaused pair-months, never averaging pairings', async () => {
    // Days: a 91, b 91 − 29, c 12, d 30, e 60 − 17.
    const [row] = await ask({ metric: 'meetings-per-pair-month' });
    expect(row?.value).toBeCloseTo(5 / (238 / 30.4375), 12);
    expect(row).toMatchObject({ n: 5, count: 5 });
  });

  it('share pair-time out over the buckets it passes through', async () => {
    const rows = await ask({ metric: 'meetings-per-pair-month', grain: 'month', to: '2024-04-01' });
    const months = [
      [3, 31 + 31 + 30],
      [1, 29 + 0 + 29],
      [1, 31 + 31 + 12 + 14],
    ] as const;
    for (const [index, [held, days]] of months.entries()) {
      expect(rows[index]?.value).toBeCloseTo(held / (days / 30.4375), 12);
      expect(rows[index]?.count).toBe(held);
    }
    expect(rows).toHaveLength(3);
  });

  it('keep to the cadence in elapsed windows that no pause touches', async () => {
    // Hits of windows: a 2 of 6, b 1 of 3, d 0 of 2, e 1 of 3.
    const [row] = await ask({ metric: 'cadence-adherence' });
    expect(row).toMatchObject({ n: 14, count: 4, ci: { method: 'cluster_logit_delta_t' } });
    expect(row?.value).toBeCloseTo(4 / 14, 12);
  });

  it('hide pairings of too few mentors, however many mentees they have', async () => {
    const rows = await ask({ metric: 'meetings', protection: { k: 3 } });
    expect(rows).toMatchObject([{ state: 'suppressed', value: null, n: null, reason: 'small_group' }]);
  });
});
