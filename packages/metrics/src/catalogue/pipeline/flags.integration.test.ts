import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'k' };
const on = (day: string) => `2024-${day}T00:00:00Z`;
const start = (id: string, at: string, mentee_id: string) =>
  event('pairing.activated', at, { ...programme, pairing_id: id, mentor_id: 'u1', mentee_id });
const held = (id: string, pairing_id: string, at: string, more = {}) =>
  event('meeting.held', at, { ...programme, pairing_id, meeting_id: id, ...more });

const first = held('h1', 'k1', on('02-01'));

// Nobody knows ghost, ghost2 and the pairing nope; k3 is resumed without a pause; k4 is twelve hours old.
const history = [
  ...['u1', 'u2'].map((id) => event('participant.registered', '2023-12-01T00:00:00Z', { participant_id: id })),
  event('participant.employment_started', '2023-12-01T00:00:00Z', { participant_id: 'u1', employment_id: 's' }),
  start('k1', on('01-01'), 'u2'),
  event('pairing.completed', on('03-01'), { ...programme, pairing_id: 'k1' }),
  start('k2', on('01-05'), 'ghost'),
  start('k3', on('01-10'), 'u2'),
  event('pairing.resumed', on('01-11'), { ...programme, pairing_id: 'k3' }),
  start('k4', '2024-06-30T12:00:00Z', 'ghost2'),
  start('k5', on('01-01'), 'u2'),
  event('pairing.voided', on('01-02'), { ...programme, pairing_id: 'k5' }),
  first,
  held('h2', 'k1', '2023-12-30T00:00:00Z'),
  held('h3', 'k1', on('04-01')),
  held('h4', 'nope', on('02-02'), { recorded_at: on('02-12') }),
  held('h5', 'k5', '2024-01-01T12:00:00Z'),
];
// h1 was a day later, as we are told in May.
const correction = held('h1', 'k1', on('02-02'), { supersedes: first.event_id, recorded_at: on('05-01') });

describe('data quality metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), on('07-01'));
    await scenario.load([...history, correction]);
    await scenario.load([correction]);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'k', protection: 'none', ...request })).rows;

  it('find what points at nothing, once a day has passed', async () => {
    expect(await ask({ metric: 'orphans' })).toMatchObject([{ value: 2 / 9, n: 9, immature: 1 }]);
    expect(await ask({ metric: 'orphans', groupBy: ['stream'] })).toMatchObject([
      { group: { stream: 'meeting' }, value: 0.2, n: 5 },
      { group: { stream: 'pairing' }, value: 0.25, n: 4 },
    ]);
  });

  it('find what breaks the rules', async () => {
    expect(await ask({ metric: 'illegal-transitions' })).toMatchObject([{ value: 0.1, n: 10, count: 1 }]);
    expect(await ask({ metric: 'illegal-transitions', asOf: '2024-01-10T12:00:00Z' })).toMatchObject([
      { state: 'zero', count: 0 },
    ]);
  });

  it('find meetings outside their pairing, of pairings that count', async () => {
    expect(await ask({ metric: 'meetings-outside-pairing' })).toMatchObject([{ value: 2 / 3, n: 3 }]);
  });

  it('tell how many participants HR knows', async () => {
    expect(await ask({ metric: 'hr-link-rate' })).toMatchObject([{ value: 0.25, n: 4 }]);
    expect(await ask({ metric: 'hr-link-rate', groupBy: ['side'] })).toMatchObject([
      { group: { side: 'mentee' }, value: 0, n: 3 },
      { group: { side: 'mentor' }, value: 1, n: 1 },
    ]);
  });

  it('give the middle and the end of the lateness in minutes', async () => {
    const where = { type: ['meeting.held'] };
    // 60 four times and 14,400: 0.95 × 4 steps up.
    const before = { where, knownAt: on('04-30') };
    expect(await ask({ metric: 'lateness-median', ...before })).toMatchObject([{ value: 60, n: 5 }]);
    expect(await ask({ metric: 'lateness-p95', ...before })).toMatchObject([
      { value: expect.closeTo(60 + 0.8 * 14_340, 6), n: 5 },
    ]);
  });

  it('count each correction once, from when it was told', async () => {
    expect(await ask({ metric: 'corrections' })).toMatchObject([{ value: 1 }]);
    expect(await ask({ metric: 'corrections', groupBy: ['type'] })).toMatchObject([
      { group: { type: 'meeting.held' }, value: 1 },
    ]);
    expect(await ask({ metric: 'corrections', knownAt: on('04-30') })).toMatchObject([{ state: 'zero' }]);
  });
});
