import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'd' };
const on = (day: string) => `2024-${day}T00:00:00Z`;
const register = (participant_id: string, attributes: Record<string, string>) =>
  event('participant.registered', on('01-01'), { participant_id, attributes });
const profile = (participant_id: string, day: string, department: string) =>
  event('participant.profile_changed', on(day), { participant_id, attributes: { department } });
const enrol = (participant_id: string, role: string, attributes = {}) =>
  event('participant.enrolled', on('01-05'), { ...programme, participant_id, role, attributes });
const start = (id: string, day: string, mentor_id: string, mentee_id: string) =>
  event('pairing.activated', on(day), { ...programme, pairing_id: id, mentor_id, mentee_id });

// Registered: r1 to r4 in eng (r4 said so later, r1 moves in March), r5 to r10 in ops.
const people = [
  register('r1', { department: 'eng', gender: 'f' }),
  profile('r1', '03-01', 'ops'),
  register('r2', { department: 'eng', gender: 'f' }),
  register('r3', { department: 'eng' }),
  register('r4', {}),
  profile('r4', '01-06', 'eng'),
  register('r5', { department: 'ops', gender: 'm' }),
  register('r7', { department: 'ops', gender: 'm' }),
  ...['r6', 'r8', 'r9', 'r10'].map((id) => register(id, { department: 'ops' })),
  enrol('r1', 'mentee'),
  enrol('r5', 'mentee'),
  enrol('r2', 'mentor', { capacity: '1' }),
  enrol('r3', 'mentor'),
];

const pairings = [
  start('x1', '01-10', 'r2', 'r1'),
  start('x2', '01-10', 'r2', 'r5'),
  start('x3', '02-01', 'r7', 'r5'),
  start('x4', '02-01', 'r2', 'r6'),
  event('pairing.voided', on('02-02'), { ...programme, pairing_id: 'x4' }),
  start('x6', '02-01', 'r8', 'r9'),
];

describe('equity metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), on('07-01'));
    await scenario.load([...people, ...pairings]);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ protection: 'none', ...request })).rows;

  it('weigh a group among the enrolled against the same group among the registered', async () => {
    expect(await ask({ metric: 'representation', groupBy: ['department'] })).toMatchObject([
      { group: { department: 'eng' }, value: expect.closeTo(0.75 / 0.4, 12), count: 3 },
      { group: { department: 'ops' }, value: expect.closeTo(0.25 / 0.6, 12), count: 1 },
    ]);
    const elsewhere = await ask({ metric: 'representation', groupBy: ['department'], where: { programme: ['other'] } });
    expect(elsewhere).toMatchObject([
      { value: null, n: 4 },
      { value: null, n: 6 },
    ]);
  });

  it('weigh mentees and mentors of real pairings, by the department of the registration', async () => {
    for (const metric of ['mentee-representation', 'mentor-representation']) {
      expect(await ask({ metric, groupBy: ['department'] }), metric).toMatchObject([
        { group: { department: 'eng' }, value: expect.closeTo(1 / 3 / 0.4, 12), count: 1 },
        { group: { department: 'ops' }, value: expect.closeTo(2 / 3 / 0.6, 12), count: 2 },
      ]);
    }
  });

  it('refuse to weigh without a breakdown', async () => {
    await expect(ask({ metric: 'representation' })).rejects.toThrow(/needs a breakdown/);
  });

  it('measure the load of enrolled mentors, idle ones included', async () => {
    // 0 and 2 pairings: mean difference 1, mean 1.
    expect(await ask({ metric: 'mentor-load' })).toMatchObject([{ value: 0.5, n: 2 }]);
    expect(await ask({ metric: 'mentor-load', asOf: on('01-07') })).toMatchObject([{ value: null, n: 2 }]);
  });

  it('call overloaded who has more than the declared capacity', async () => {
    expect(await ask({ metric: 'overloaded-mentors' })).toMatchObject([{ value: 0.5, n: 2, count: 1 }]);
  });

  it('compare same-group pairings with random ones, as people were at the start, unknown ones left out', async () => {
    // f–f, f–m, m–m: 2 of 3 alike, (2 × 1 + 1 × 2) / 9 to be expected.
    expect(await ask({ metric: 'same-gender-pairing' })).toMatchObject([{ value: expect.closeTo(1.5, 12), n: 3 }]);
    // eng–eng, eng–ops, ops–ops, ops–ops: 3 of 4 alike, (2 × 1 + 2 × 3) / 16 to be expected.
    expect(await ask({ metric: 'same-department-pairing' })).toMatchObject([{ value: expect.closeTo(1.5, 12), n: 4 }]);
    expect(await ask({ metric: 'same-location-pairing' })).toMatchObject([{ state: 'no_data' }]);
  });
});
