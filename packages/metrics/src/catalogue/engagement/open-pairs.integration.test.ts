import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, type EventFields, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'h' };
const day = (text: string) => `${text}T00:00:00Z`;
const start = (at: string, pairing_id: string, mentor_id: string, more: EventFields = {}) =>
  event('pairing.activated', day(at), { ...programme, pairing_id, mentor_id, mentee_id: `e-${pairing_id}`, ...more });
type Step = 'pairing.paused' | 'pairing.resumed' | 'pairing.ended_early' | 'pairing.voided';
const step = (type: Step, at: string, pairing_id: string) => event(type, day(at), { ...programme, pairing_id });
const met = (at: string, pairing_id: string) =>
  event('meeting.held', day(at), { ...programme, pairing_id, meeting_id: `${pairing_id}-${at}` });

// On 1 July. Gaps in unpaused days: a 6, b 173 − 29 = 144, c 182 (never met), d 21 (never met), f and g 42; e is paused.
const history = [
  event('programme.configured', day('2023-01-01'), { ...programme, time_zone: 'UTC', cadence_days: 14 }),
  start('2024-01-01', 'a', 'm1'),
  met('2024-06-25', 'a'),
  start('2024-01-01', 'b', 'm1'),
  met('2024-01-10', 'b'),
  step('pairing.paused', '2024-02-01', 'b'),
  step('pairing.resumed', '2024-03-01', 'b'),
  start('2024-01-01', 'c', 'm2'),
  start('2024-06-10', 'd', 'm2'),
  start('2024-03-01', 'e', 'm3'),
  met('2024-05-20', 'e'),
  step('pairing.paused', '2024-06-15', 'e'),
  start('2024-03-01', 'f', 'm3', { cadence_days: 30 }),
  met('2024-05-20', 'f'),
  start('2024-03-01', 'g', 'm4'),
  met('2024-05-20', 'g'),
  // Neither is open: one ended, one never was.
  start('2024-01-01', 'x', 'm4'),
  step('pairing.ended_early', '2024-06-01', 'x'),
  start('2024-01-01', 'v', 'm4'),
  step('pairing.voided', '2024-06-02', 'v'),
];

describe('open pairings on 2024-07-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-07-01'));
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'h', protection: 'none', ...request })).rows;

  it('met in the last 30 days: a of the five that are older than 30 days and not paused', async () => {
    const rows = await ask({ metric: 'active-pairs-plain' });
    expect(rows).toMatchObject([{ n: 5, count: 1, ci: { method: 'wilson' } }]);
  });

  it('are idle after 90 unpaused days: b and c of five', async () => {
    expect(await ask({ metric: 'idle-pairs' })).toMatchObject([{ value: 0.4, n: 5, count: 2 }]);
  });

  it('never met: c of five; d is too young and e is paused', async () => {
    expect(await ask({ metric: 'never-met-pairs' })).toMatchObject([{ value: 0.2, n: 5, count: 1 }]);
  });

  it('are paused: e of seven, and b of three in the middle of February', async () => {
    expect(await ask({ metric: 'paused-pairs' })).toMatchObject([{ n: 7, count: 1 }]);
    // x was open then; that v should never have counted was not yet said.
    expect(await ask({ metric: 'paused-pairs', asOf: day('2024-02-15') })).toMatchObject([{ n: 5, count: 1 }]);
  });

  it('drift after two cadences of their own: b, c and g, but not f with its longer one', async () => {
    expect(await ask({ metric: 'drifting-pairs' })).toMatchObject([{ n: 7, count: 3 }]);
  });

  it('met a median of 42 unpaused days ago', async () => {
    // 6, 21, 42, 42, 144, 182.
    const [row] = await ask({ metric: 'days-since-meeting' });
    expect(row).toMatchObject({ state: 'value', n: 6 });
    expect(row?.value).toBeCloseTo(42, 9);
  });

  it('score engagement by recency, regularity and depth', async () => {
    // Cadences in the last 90 days: 90/14, f 3. a: 1 − 6/42, 1 ÷ 90/14, 1/6. b (144 days ago) and c: nothing recent, 1/6 and 0.
    // f: 1 − 42/90, 1/3, 1/6. g: 1 − 42/42, 1 ÷ 90/14, 1/6. d is too young, e paused.
    const a = 0.4 * (36 / 42) + 0.4 * (14 / 90) + 0.2 / 6;
    const f = 0.4 * (48 / 90) + 0.4 / 3 + 0.2 / 6;
    const g = 0.4 * (14 / 90) + 0.2 / 6;
    const [row] = await ask({ metric: 'engagement-score' });
    expect(row?.n).toBe(5);
    expect(row?.value).toBeCloseTo((100 * (a + 0.2 / 6 + 0 + f + g)) / 5, 9);
  });

  it('are in one state of health each', async () => {
    const rows = await ask({ metric: 'pair-health' });
    expect(rows.map(({ group, count, n }) => [group['health'], count, n])).toEqual([
      ['at_risk', 2, 7],
      ['needs_check_in', 1, 7],
      ['on_track', 2, 7],
      ['paused', 1, 7],
      ['too_early', 1, 7],
    ]);
    const [only] = await ask({ metric: 'pair-health', where: { health: ['at_risk'] } });
    expect(only).toMatchObject({ group: { health: 'at_risk' }, count: 2, n: 7 });
  });
});
