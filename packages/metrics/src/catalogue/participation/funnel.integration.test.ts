import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'a' };
const on = (day: string) => `2024-${day}T00:00:00Z`;
const register = (participant_id: string, day: string, department = 'eng') =>
  event('participant.registered', on(day), { participant_id, attributes: { department } });
const enrol = (participant_id: string, role: string, day: string, programme_id = 'a') =>
  event('participant.enrolled', on(day), { programme_id, participant_id, role });
const pair = (id: string, mentor_id: string, mentee_id: string) => ({
  ...{ ...programme, pairing_id: id, mentor_id, mentee_id },
});
const propose = (id: string, day: string, mentee_id = 'e2', more = {}) =>
  event('pairing.proposed', on(day), { ...pair(id, 'm2', mentee_id), ...more });

// e4 was registered too late to tell; x1 never enrols and leaves the employer in March; e2 leaves it in May.
const people = [
  ...['e1', 'e2', 'e3', 'm1', 'm2', 'm3'].map((id) => register(id, '01-01')),
  register('x1', '01-01', 'ops'),
  register('e4', '06-15'),
  ...['e1', 'e2', 'e3'].map((id) => enrol(id, 'mentee', '02-01')),
  enrol('e4', 'mentee', '06-21'),
  ...['m1', 'm2'].map((id) => enrol(id, 'mentor', '01-15')),
  enrol('m3', 'mentor', '04-15', 'b'),
  ...['x1', 'e2'].map((id) =>
    event('participant.employment_started', on('01-01'), { participant_id: id, employment_id: id }),
  ),
  event('participant.employment_ended', on('03-01'), { participant_id: 'x1', employment_id: 'x1' }),
  event('participant.employment_ended', on('05-01'), { participant_id: 'e2', employment_id: 'e2' }),
];

// Replies after 2, 4 and 19 days; r2 has none, r3 is six days old, r5 is void.
const pairings = [
  event('pairing.proposed', on('02-02'), { ...pair('p1', 'm1', 'e1'), match_method: 'algorithm' }),
  event('pairing.accepted', on('02-04'), { ...programme, pairing_id: 'p1' }),
  event('pairing.activated', on('02-11'), pair('p1', 'm1', 'e1')),
  event('pairing.activated', on('03-02'), pair('p2', 'm1', 'e3')),
  event('pairing.ended_early', on('05-01'), { ...programme, pairing_id: 'p2' }),
  propose('r1', '03-01'),
  event('pairing.declined', on('03-05'), { ...programme, pairing_id: 'r1' }),
  propose('r2', '03-01'),
  propose('r3', '06-25', 'e4'),
  propose('r4', '03-01'),
  event('pairing.accepted', on('03-20'), { ...programme, pairing_id: 'r4' }),
  propose('r5', '03-01'),
  event('pairing.voided', on('03-02'), { ...programme, pairing_id: 'r5' }),
];

describe('funnel metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), on('07-01'));
    await scenario.load([...people, ...pairings]);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ protection: 'none', ...request })).rows;

  it('convert the registered into enrolled within 90 days, in any programme or in one', async () => {
    expect(await ask({ metric: 'enrolment-conversion' })).toMatchObject([{ value: 5 / 7, n: 7, immature: 1 }]);
    expect(await ask({ metric: 'enrolment-conversion', horizon: 120 })).toMatchObject([{ value: 6 / 7, n: 7 }]);
    const inOne = { metric: 'enrolment-conversion', horizon: 120, where: { programme: ['a'] } };
    expect(await ask(inOne)).toMatchObject([{ value: 5 / 7, n: 7 }]);
    expect(await ask({ metric: 'enrolment-conversion', groupBy: ['department'] })).toMatchObject([
      { group: { department: 'eng' }, value: 5 / 6, n: 6 },
      { group: { department: 'ops' }, value: 0, n: 1 },
    ]);
  });

  it('refuse a programme of people, who belong to none before they enrol', async () => {
    await expect(ask({ metric: 'enrolment-conversion', programme: 'a' })).rejects.toThrow(/cannot be told apart/);
  });

  it('follow the enrolled to a proposal, where the thirtieth day still counts', async () => {
    expect(await ask({ metric: 'enrolment-to-proposal', programme: 'a', groupBy: ['side'] })).toMatchObject([
      { group: { side: 'mentee' }, value: 1, n: 3, immature: 1 },
      { group: { side: 'mentor' }, value: 0.5, n: 2 },
    ]);
    expect(await ask({ metric: 'enrolment-to-proposal', horizon: 29, where: { side: ['mentee'] } })).toMatchObject([
      { value: 2 / 3, n: 3 },
    ]);
  });

  it('follow the proposal to the start, and to its answer', async () => {
    expect(await ask({ metric: 'proposal-to-start' })).toMatchObject([{ value: 0.25, n: 4, immature: 1 }]);
    expect(await ask({ metric: 'request-acceptance' })).toMatchObject([{ value: 0.25, n: 4, immature: 1 }]);
    expect(await ask({ metric: 'request-acceptance', horizon: 30 })).toMatchObject([{ value: 0.5, n: 4 }]);
    expect(await ask({ metric: 'request-acceptance', asOf: on('03-21'), horizon: 15 })).toMatchObject([
      { value: 0.25, n: 4 },
    ]);
  });

  it('time the answer, the unanswered censored', async () => {
    expect(await ask({ metric: 'request-response-time' })).toMatchObject([{ value: 19, n: 5 }]);
    const [row] = await ask({ metric: 'request-response-time' });
    expect(row?.points?.find(({ day }) => day === 7)).toMatchObject({ survival: expect.closeTo(0.6, 12), at_risk: 2 });
  });

  it('count as taking part an open pairing in the span, among the registered who are still there', async () => {
    const span = { from: '2024-04-01', to: '2024-07-01' };
    expect(await ask({ metric: 'participation-rate', ...span })).toMatchObject([{ value: 3 / 7, n: 7 }]);
    expect(await ask({ metric: 'participation-rate', ...span, where: { programme: ['b'] } })).toMatchObject([
      { state: 'zero', n: 7 },
    ]);
    expect(await ask({ metric: 'participation-rate', from: '2024-02-01', to: '2024-02-11' })).toMatchObject([
      { value: 0, n: 7 },
    ]);
  });

  it('split started pairings by the way they were matched', async () => {
    expect(await ask({ metric: 'match-methods' })).toMatchObject([
      { group: { match_method: 'algorithm' }, value: 0.5, n: 2 },
      { group: { match_method: 'unknown' }, value: 0.5, n: 2 },
    ]);
  });
});
