import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'a' };
const on = (day: string) => `2024-${day}T00:00:00Z`;
const enrol = (participant_id: string, role: string, day: string, attributes = {}) =>
  event('participant.enrolled', on(day), { ...programme, participant_id, role, attributes });
const pair = (id: string, mentor_id: string, mentee_id: string) => ({
  ...{ ...programme, pairing_id: id, mentor_id, mentee_id },
});

// Mentees: e1 waits 10 days, e2 leaves after 30 and comes back in June, e3 waits 30 and is alone again from May, e4 is new.
// Mentors: m1 has two pairings, m2 a void one, m3 a paused one with somebody who never enrolled.
const history = [
  enrol('e1', 'mentee', '02-01'),
  enrol('e2', 'mentee', '02-01'),
  event('participant.enrolment_ended', on('03-02'), { ...programme, participant_id: 'e2', role: 'mentee' }),
  enrol('e3', 'mentee', '02-01'),
  enrol('e2', 'mentee', '06-01'),
  enrol('e4', 'mentee', '06-21'),
  enrol('m1', 'mentor', '01-15', { capacity: '3' }),
  enrol('m2', 'mentor', '01-15', { capacity: '2' }),
  enrol('m3', 'mentor', '01-15', { capacity: 'many' }),
  event('pairing.activated', on('02-11'), pair('p1', 'm1', 'e1')),
  event('pairing.activated', on('03-02'), pair('p2', 'm1', 'e3')),
  event('pairing.ended_early', on('05-01'), { ...programme, pairing_id: 'p2' }),
  event('pairing.activated', on('02-05'), pair('p3', 'm2', 'e2')),
  event('pairing.voided', on('02-06'), { ...programme, pairing_id: 'p3' }),
  event('pairing.activated', on('03-01'), pair('p4', 'm3', 'e5')),
  event('pairing.paused', on('04-01'), { ...programme, pairing_id: 'p4' }),
];

// In b, n1 was in a pairing before joining, in Cairo's zone; that n2 joined on 1 March was told in June.
const elsewhere = { programme_id: 'b' };
const latecomers = [
  event('programme.configured', on('01-01'), { ...elsewhere, time_zone: 'Africa/Cairo' }),
  event('pairing.activated', on('01-10'), { ...elsewhere, pairing_id: 'q1', mentor_id: 'm1', mentee_id: 'n1' }),
  event('participant.enrolled', on('02-01'), { ...elsewhere, participant_id: 'n1', role: 'mentee' }),
  event('participant.enrolled', '2024-02-29T22:30:00Z', {
    ...{ ...elsewhere, participant_id: 'n2', role: 'mentee' },
    recorded_at: on('06-01'),
  }),
];

describe('matching metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), on('07-01'));
    await scenario.load([...history, ...latecomers]);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'a', protection: 'none', ...request })).rows;

  it('count episodes, and people who are enrolled at a moment', async () => {
    expect(await ask({ metric: 'enrolments', groupBy: ['side'] })).toMatchObject([
      { group: { side: 'mentee' }, value: 5 },
      { group: { side: 'mentor' }, value: 3 },
    ]);
    const enrolled = async (asOf: string) =>
      (await ask({ metric: 'enrolled', where: { side: ['mentee'] }, asOf }))[0]?.value;
    expect(await enrolled(on('07-01'))).toBe(4);
    expect(await enrolled(on('04-15'))).toBe(2);
  });

  it('begin to count months with the first enrolment, before any pairing', async () => {
    const months = await ask({ metric: 'enrolled', grain: 'month', asOf: on('03-01'), where: { side: ['mentor'] } });
    expect(months.map(({ bucket, value }) => [bucket, value])).toEqual([
      ['2024-01', 3],
      ['2024-02', 3],
    ]);
  });

  it('match by side whoever has an open pairing at the moment, paused ones included and void ones not', async () => {
    expect(await ask({ metric: 'match-rate' })).toMatchObject([
      { group: { side: 'mentee' }, value: 0.25, n: 4, count: 1 },
      { group: { side: 'mentor' }, value: 2 / 3, n: 3, count: 2 },
    ]);
    expect(await ask({ metric: 'match-rate', asOf: on('04-15') })).toMatchObject([
      { value: 1, n: 2 },
      { value: 2 / 3, n: 3 },
    ]);
  });

  it('match in a span of time whoever was in a pairing in it, each person once', async () => {
    const span = { from: '2024-04-01', to: '2024-07-01' };
    expect(await ask({ metric: 'ever-matched', ...span })).toMatchObject([
      { group: { side: 'mentee' }, value: 0.5, n: 4, count: 2 },
      { group: { side: 'mentor' }, value: 2 / 3, n: 3 },
    ]);
    const all = await ask({ metric: 'ever-matched' });
    expect(all).toMatchObject([{ n: 4, count: 2 }, { n: 3 }]);
    const months = await ask({ metric: 'ever-matched', ...span, grain: 'month', where: { side: ['mentee'] } });
    expect(months.map(({ bucket, n, count }) => [bucket, n, count])).toEqual([
      ['2024-04', 2, 2],
      ['2024-05', 2, 1],
      ['2024-06', 4, 1],
    ]);
  });

  it('leave a pairing that ends in the first instant of a span out of it', async () => {
    const rows = await ask({ metric: 'ever-matched', from: '2024-05-01', where: { side: ['mentee'] } });
    expect(rows).toMatchObject([{ n: 4, count: 1 }]);
  });

  it('call a mentor busy only with a pairing that goes on', async () => {
    expect(await ask({ metric: 'mentors-with-pair' })).toMatchObject([{ value: 1 / 3, n: 3 }]);
    expect(await ask({ metric: 'mentors-with-pair', asOf: on('03-15') })).toMatchObject([{ value: 2 / 3, n: 3 }]);
  });

  it('count who waits, and for how long since enrolling or since the last pairing', async () => {
    expect(await ask({ metric: 'unmatched-mentees' })).toMatchObject([{ value: 3 }]);
    expect(await ask({ metric: 'unmatched-mentors' })).toMatchObject([{ value: 1 }]);
    // e3 since May, 61 days; e2 30, e4 10; m2 since 15 January.
    expect(await ask({ metric: 'waiting-time' })).toMatchObject([
      { group: { side: 'mentee' }, value: 30, n: 3 },
      { group: { side: 'mentor' }, value: 168, n: 1 },
    ]);
  });

  it('time the match from enrolling, with leaving as the competing event', async () => {
    const [mentee, mentor] = await ask({ metric: 'time-to-match', groupBy: ['side'] });
    expect(mentee).toMatchObject({ value: null, reason: 'not_reached', n: 5 });
    expect(mentor).toMatchObject({ value: 46, n: 3 });
    const at = mentee?.points?.map((point) => [point.day, 'incidence' in point ? point.incidence : null]);
    expect(at?.slice(0, 2)).toEqual([
      [14, expect.closeTo(0.2, 12)],
      [30, expect.closeTo(0.2 + 0.8 / 3, 12)],
    ]);
  });

  it('match within a fixed time only episodes that are old enough', async () => {
    expect(await ask({ metric: 'enrolment-to-match', groupBy: ['side'] })).toMatchObject([
      { value: 2 / 3, n: 3, immature: 2 },
      { value: 2 / 3, n: 3 },
    ]);
    expect(await ask({ metric: 'enrolment-to-match', groupBy: ['side'], horizon: 29 })).toMatchObject([
      { value: 0.25, n: 4, immature: 1 },
      { value: 1 / 3, n: 3 },
    ]);
  });

  it('tell newcomers from those who come back', async () => {
    expect(await ask({ metric: 'first-time-participants' })).toMatchObject([{ value: 7 / 8, n: 8 }]);
  });

  it('fill the places of mentors who said how many they have', async () => {
    expect(await ask({ metric: 'mentor-utilisation', asOf: on('04-15') })).toMatchObject([{ value: 0.4, n: 2 }]);
    expect(await ask({ metric: 'mentor-utilisation' })).toMatchObject([{ value: 0.2, n: 2 }]);
  });

  it('spread pairings over the mentors who have any', async () => {
    expect(await ask({ metric: 'pairs-per-mentor', asOf: on('04-15') })).toMatchObject([{ value: 1.5, n: 2 }]);
  });

  it('count as day 0 who was in a pairing before joining', async () => {
    const where = { start_month: ['2024-02'] };
    expect(await ask({ metric: 'time-to-match', programme: 'b', where })).toMatchObject([{ value: 0, n: 1 }]);
    expect(await ask({ metric: 'enrolment-to-match', programme: 'b', where, horizon: 1 })).toMatchObject([
      { value: 1, n: 1 },
    ]);
  });

  it('count months in the zone of the programme, and only what was known by then', async () => {
    const monthly = async (more: Partial<MetricRequest>) =>
      (await ask({ metric: 'enrolments', programme: 'b', grain: 'month', to: '2024-04-01', ...more })).map(
        ({ bucket, value }) => [bucket, value],
      );
    // 22:30 UTC is half past midnight of 1 March in Cairo.
    expect(await monthly({})).toEqual([
      ['2024-02', 1],
      ['2024-03', 1],
    ]);
    expect(await monthly({ knownAt: on('05-31') })).toEqual([
      ['2024-02', 1],
      ['2024-03', 0],
    ]);
  });
});
