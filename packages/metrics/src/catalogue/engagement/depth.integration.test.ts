import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, type EventFields, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'd' };
const day = (text: string) => `${text}T00:00:00Z`;
const start = (at: string, pairing_id: string, mentor_id: string) =>
  event('pairing.activated', day(at), { ...programme, pairing_id, mentor_id, mentee_id: `e-${pairing_id}` });
type Step = 'pairing.paused' | 'pairing.resumed' | 'pairing.ended_early' | 'pairing.voided';
const step = (type: Step, at: string, pairing_id: string) => event(type, day(at), { ...programme, pairing_id });
const met = (at: string, pairing_id: string, more: EventFields = {}) =>
  event('meeting.held', day(at), { ...programme, pairing_id, meeting_id: `${pairing_id}-${at}`, ...more });

const history = [
  event('programme.configured', day('2023-01-01'), { ...programme, time_zone: 'UTC', cadence_days: 14 }),
  start('2024-01-01', 'a', 'm1'),
  met('2024-01-10', 'a', { duration_minutes: 60, evidence: 'both_confirmed' }),
  met('2024-02-01', 'a', { duration_minutes: 30, evidence: 'inferred' }),
  met('2024-03-01', 'a'),
  met('2024-04-15', 'a'),
  // b met on day 35 and ended on day 50; what was held after the end is not this pairing's.
  start('2024-01-01', 'b', 'm1'),
  met('2024-02-05', 'b'),
  step('pairing.ended_early', '2024-02-20', 'b'),
  met('2024-02-25', 'b'),
  start('2024-01-01', 'c', 'm2'),
  step('pairing.ended_early', '2024-01-20', 'c'),
  start('2024-06-20', 'd', 'm2'),
  met('2024-06-21', 'd'),
  start('2024-02-01', 'e', 'm3'),
  met('2024-02-02', 'e', { duration_minutes: 45 }),
  ...['2024-02-09', '2024-02-16', '2024-02-23', '2024-03-01', '2024-03-08', '2024-03-15'].map((at) => met(at, 'e')),
  step('pairing.paused', '2024-04-01', 'e'),
  step('pairing.resumed', '2024-06-01', 'e'),
  // f knew each other before it was activated.
  start('2024-03-01', 'f', 'm3'),
  met('2024-02-28', 'f'),
  start('2024-01-01', 'v', 'm4'),
  met('2024-01-02', 'v', { duration_minutes: 120, evidence: 'both_confirmed' }),
  step('pairing.voided', '2024-01-05', 'v'),
];

describe('meetings of started pairings on 2024-07-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-07-01'));
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'd', protection: 'none', ...request })).rows;

  it('activate a, e and f of five within 30 days; d is too young and v never was', async () => {
    const rows = await ask({ metric: 'activation' });
    expect(rows).toMatchObject([{ value: 0.6, n: 5, count: 3, immature: 1, ci: { method: 'wilson' } }]);
    // Day 30 of the January pairings: the whole window has passed. v was voided already.
    expect(await ask({ metric: 'activation', asOf: day('2024-01-31') })).toMatchObject([{ n: 3, count: 1 }]);
  });

  it('go one, three and six meetings deep in the first 90 days', async () => {
    expect(await ask({ metric: 'depth-one' })).toMatchObject([{ n: 5, count: 4 }]);
    expect(await ask({ metric: 'depth' })).toMatchObject([{ n: 5, count: 2 }]);
    expect(await ask({ metric: 'depth-six' })).toMatchObject([{ n: 5, count: 1 }]);
    expect(await ask({ metric: 'depth', asOf: day('2024-03-20') })).toMatchObject([{ state: 'not_yet_observable' }]);
  });

  it('fulfil the cadence by whole cadences of unpaused time, never more than all of it', async () => {
    // a 4 of 13, b 1 of 3, c 0 of 1, e 7 of (151 − 61) / 14 = 6, f 0 of 8.
    const [row] = await ask({ metric: 'cadence-fulfilment' });
    expect(row?.value).toBeCloseTo((4 / 13 + 1 / 3 + 0 + 1 + 0) / 5, 12);
    expect(row).toMatchObject({ n: 5, immature: 1 });
  });

  it('add hours up by their evidence, told ones only', async () => {
    const rows = await ask({ metric: 'meeting-hours' });
    expect(rows.map(({ group, value }) => [group['evidence'], value])).toEqual([
      ['both_confirmed', 1],
      ['inferred', 0.5],
      ['unknown', 0.75],
    ]);
  });

  it('divide hours by unpaused pair-months', async () => {
    // Days: a 182, b 50, c 19, d 11, e 151 − 61, f 122.
    const [row] = await ask({ metric: 'hours-per-pair-month' });
    expect(row?.value).toBeCloseTo(2.25 / (474 / 30.4375), 12);
    const [january] = await ask({ metric: 'hours-per-pair-month', grain: 'month' });
    expect(january?.value).toBeCloseTo(1 / ((31 + 31 + 19) / 30.4375), 12);
  });

  it('count no meeting of a voided pairing', async () => {
    // a 4, b 2, d 1, e 7, f 1.
    expect(await ask({ metric: 'meetings' })).toMatchObject([{ value: 15 }]);
  });
});
