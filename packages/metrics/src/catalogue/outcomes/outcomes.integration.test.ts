import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const day = (text: string) => `${text}T00:00:00Z`;
const pair = (id: string, at: string, mentor_id: string, mentee_id: string) =>
  event('pairing.activated', day(at), { programme_id: 'o', pairing_id: id, mentor_id, mentee_id });
const reached = (participant_id: string, at: string, milestone: string) =>
  event('participant.milestone_reached', day(at), { participant_id, milestone });
const employed = (participant_id: string) =>
  event('participant.employment_started', day('2020-01-01'), { participant_id, employment_id: 'job' });

const history = [
  pair('1', '2024-01-01', 'm1', 'e1'),
  pair('2', '2024-01-01', 'm1', 'e2'),
  pair('3', '2024-09-01', 'm1', 'e3'),
  // A second pairing of e1: the first one is where the clock starts.
  pair('4', '2024-06-01', 'm2', 'e1'),
  ...['m1', 'e1', 'e2', 'e3'].map(employed),
  // e1 is promoted on day 60 and leaves later; e2 leaves on day 31; e3 has been watched for 131 days on 2025-01-10.
  event('participant.promoted', day('2024-03-01'), { participant_id: 'e1', employment_id: 'job', grade: 5 }),
  event('participant.employment_ended', day('2024-06-01'), { participant_id: 'e1', employment_id: 'job' }),
  event('participant.employment_ended', day('2024-02-01'), { participant_id: 'e2', employment_id: 'job' }),
  // Before the first pairing: it does not count.
  event('participant.promoted', day('2023-06-01'), { participant_id: 'm1', employment_id: 'job', grade: 9 }),
  reached('e1', '2024-02-01', 'certified'),
  reached('e2', '2023-12-31', 'certified'),
  reached('e3', '2024-10-01', 'speaker'),
  reached('m2', '2024-07-01', 'certified'),
];

describe('outcome metrics on 2025-01-10', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2025-01-10'));
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'o', protection: 'none', ...request })).rows;

  it('promote with leaving as the competing event', async () => {
    // Day 31: e2 leaves, 2/3 remain. Day 60: one of two is promoted: 2/3 × 1/2.
    const [row] = await ask({ metric: 'promotion', where: { side: ['mentee'] }, horizon: 120 });
    expect(row?.value).toBeCloseTo(1 / 3, 12);
    expect(row?.n).toBe(3);
  });

  it('cannot tell a year’s promotion from 131 days', async () => {
    const rows = await ask({ metric: 'promotion', where: { side: ['mentee'] } });
    expect(rows).toMatchObject([{ state: 'not_yet_observable', value: null }]);
  });

  it('do not count a promotion before the first pairing, nor people without an employment record', async () => {
    const rows = await ask({ metric: 'promotion', where: { side: ['mentor'] } });
    expect(rows).toMatchObject([{ state: 'zero', value: 0, n: 1 }]);
  });

  it('reach a milestone only after the first pairing began, mentees unless asked', async () => {
    expect(await ask({ metric: 'milestone-rate' })).toMatchObject([{ n: 3, count: 2 }]);
    const certified = { milestone: ['certified'] };
    expect(await ask({ metric: 'milestone-rate', where: certified })).toMatchObject([{ n: 3, count: 1 }]);
    const rows = await ask({ metric: 'milestone-rate', where: certified, groupBy: ['side'] });
    expect(rows).toMatchObject([
      { group: { side: 'mentee' }, n: 3, count: 1 },
      { group: { side: 'mentor' }, n: 2, count: 1 },
    ]);
  });

  it('count people once, whatever number of pairings they have', async () => {
    const counts = await Promise.all(
      ['pairings', 'mentors', 'mentees', 'participants'].map((metric) => ask({ metric })),
    );
    expect(counts.map(([row]) => row?.value)).toEqual([4, 2, 3, 5]);
  });
});
