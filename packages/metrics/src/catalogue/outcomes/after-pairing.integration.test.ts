import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const day = (text: string) => `${text}T00:00:00Z`;
const pair = (programme_id: string, id: string, at: string, mentor_id: string, mentee_id: string) =>
  event('pairing.activated', day(at), { programme_id, pairing_id: id, mentor_id, mentee_id });
const promoted = (participant_id: string, at: string) =>
  event('participant.promoted', day(at), { participant_id, employment_id: 'job', grade: 5 });
const job = (participant_id: string, from: string, to?: string) => [
  event('participant.employment_started', day(from), { participant_id, employment_id: from }),
  ...(to === undefined
    ? []
    : [event('participant.employment_ended', day(to), { participant_id, employment_id: from })]),
];
const reached = (participant_id: string, at: string) =>
  event('participant.milestone_reached', day(at), { participant_id, milestone: 'certified' });

const people = [
  pair('w', '1', '2024-01-01', 'm1', 'e1'),
  pair('w', '2', '2024-01-01', 'm1', 'e2'),
  pair('w', '3', '2024-06-01', 'm2', 'e3'),
  ...job('e1', '2020-01-01'),
  promoted('e1', '2023-12-31'),
  promoted('e1', '2024-03-01'),
  promoted('e1', '2024-09-01'),
  // A new contract on the same day is no departure; what comes after the departure does not count.
  ...job('e2', '2020-01-01', '2024-03-01'),
  ...job('e2', '2024-03-01', '2024-07-01'),
  promoted('e2', '2024-08-01'),
  reached('e1', '2024-02-01'),
  reached('e2', '2023-12-01'),
];

const dose = (id: string) => ({ programme_id: 'x', pairing_id: id });
const met = (id: string, ...days: string[]) =>
  days.map((at) => event('meeting.held', day(at), { ...dose(id), meeting_id: `${id}-${at}` }));
const spring = ['2024-01-05', '2024-01-15', '2024-01-25', '2024-02-05', '2024-02-15', '2024-03-30'];
// Day 90 of the January pairings is 31 March.
const pairings = [
  ...['0a', '0b', '0c', '1a', '2a', '6a', 'void'].map((id) => pair('x', id, '2024-01-01', `m-${id}`, `e-${id}`)),
  event('pairing.ended_early', day('2024-05-10'), dose('0a')),
  event('pairing.ended_early', day('2024-02-01'), dose('0c')),
  ...met('1a', '2024-02-01', '2024-04-01', '2024-04-02', '2024-04-03'),
  event('pairing.ended_early', day('2024-12-01'), dose('1a')),
  ...met('2a', '2024-02-01', '2024-03-01'),
  event('pairing.completed', day('2024-06-01'), dose('2a')),
  ...met('6a', ...spring),
  event('pairing.ended_early', day('2024-06-01'), dose('void')),
  event('pairing.voided', day('2024-06-02'), dose('void')),
  pair('x', 'young', '2024-12-01', 'm-young', 'e-young'),
];

const satisfied = (at: string, id: string, value: number) =>
  event('survey.response_submitted', day(at), {
    ...{ ...dose(id), instrument_id: 'pulse', instrument_version: 1, side: 'mentee', wave: 'mid' },
    ...{ response_id: `${id}-${at}`, participant_id: `e-${id}`, answers: [{ item_id: 's', value }] },
  });
const answers = [
  event('survey.instrument_published', day('2023-01-01'), {
    ...{ instrument_id: 'pulse', instrument_version: 1 },
    items: [{ item_id: 's', measure: 'satisfaction', scale_min: 1, scale_max: 5, reverse: false }],
  }),
  // Day 89 is too early, and 1a had met once by day 90.
  satisfied('2024-03-30', '6a', 1),
  satisfied('2024-03-31', '6a', 5),
  satisfied('2024-04-10', '1a', 4),
  satisfied('2024-04-10', '2a', 2),
  satisfied('2024-04-10', 'void', 1),
];

describe('what follows a pairing, on 2025-01-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2025-01-01'));
    await scenario.load([...people, ...pairings, ...answers]);
  });
  afterAll(() => scenario.close());
  const ask = async (metric: string, request: Partial<MetricRequest> = {}) =>
    (await scenario.engine.run({ metric, programme: 'w', protection: 'none', ...request })).rows;
  const mentees = { where: { side: ['mentee'] } };

  it('promotes twice in the person-years until the departure', async () => {
    // e1 366 days, e2 182; e3 has no record of employment.
    const [row] = await ask('promotion-rate', mentees);
    expect(row).toMatchObject({ count: 2, n: 2 });
    expect(row?.value).toBeCloseTo(2 / (548 / 365.25), 12);
    const [spring2024] = await ask('promotion-rate', { ...mentees, asOf: day('2024-04-01') });
    expect(spring2024?.value).toBeCloseTo(1 / ((91 + 91) / 365.25), 12);
  });

  it('promotes one of two by day 100, a new contract being no departure', async () => {
    const [row] = await ask('promotion', { ...mentees, horizon: 100 });
    expect(row).toMatchObject({ n: 2, value: 0.5 });
  });

  it('reaches a milestone in the time that each was watched', async () => {
    // e1 on day 31, e3 not in 214 days; e2 had it before.
    const [row] = await ask('milestone-incidence', { horizon: 100 });
    expect(row).toMatchObject({ n: 2, value: 0.5 });
    expect(await ask('milestone-incidence', { horizon: 100, where: { milestone: ['other'] } })).toMatchObject([
      { n: 3, value: 0 },
    ]);
  });

  it('ends early after day 90 by the meetings held until then, later ones not counted', async () => {
    const rows = await ask('dose-response', { programme: 'x' });
    // 0a ends 40 days after day 90 and 0b is open; 2a completes after 62 days, then 1a ends early after 245.
    expect(rows.map(({ group, value, n }) => [group['dose'], value, n])).toEqual([
      ['0 meetings', 0.5, 2],
      ['1 to 2 meetings', 0.5, 2],
      ['6 or more meetings', 0, 1],
    ]);
    // Nothing can be said on day 89.
    const early = await ask('dose-response', { programme: 'x', asOf: day('2024-03-30') });
    expect(new Set(early.map(({ state }) => state))).toEqual(new Set(['not_yet_observable']));
  });

  it('is satisfied after day 90 by the meetings held until then', async () => {
    const rows = await ask('dose-satisfaction', { programme: 'x' });
    expect(rows.map(({ group, value, n }) => [group['dose'], value, n])).toEqual([
      ['1 to 2 meetings', 3, 2],
      ['6 or more meetings', 5, 1],
    ]);
  });
});
