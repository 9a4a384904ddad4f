import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, type EventFields, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'l' };
const started = (pairing_id: string, mentor_id: string) =>
  event('pairing.activated', '2024-01-01T00:00:00Z', {
    ...programme,
    pairing_id,
    mentor_id,
    mentee_id: `e-${mentor_id}`,
  });
const of = (meeting_id: string, pairing_id: string) => ({ ...programme, meeting_id, pairing_id });
const planned = (id: string, pairing: string, starts_at: string) =>
  event('meeting.scheduled', '2024-01-20T00:00:00Z', { ...of(id, pairing), starts_at });
const moved = (id: string, pairing: string, at: string, starts_at: string) =>
  event('meeting.rescheduled', at, { ...of(id, pairing), starts_at });
const cancelled = (id: string, pairing: string, at: string, more: EventFields = {}) =>
  event('meeting.cancelled', at, { ...of(id, pairing), ...more });
const held = (id: string, pairing: string, at: string, more: EventFields = {}) =>
  event('meeting.held', at, { ...of(id, pairing), ...more });
const rated = (id: string, pairing: string, side: string, rating: number) =>
  event('meeting.rated', '2024-02-25T00:00:00Z', { ...of(id, pairing), side, rating });

const history = [
  started('p1', 'm1'),
  started('p2', 'm2'),
  started('void', 'm3'),
  event('pairing.voided', '2024-02-20T00:00:00Z', { ...programme, pairing_id: 'void' }),
  planned('a', 'p1', '2024-02-01T10:00:00Z'),
  held('a', 'p1', '2024-02-01T10:00:00Z', {
    ...{ duration_minutes: 60, evidence: 'both_confirmed', topics: ['goals', 'career'] },
  }),
  rated('a', 'p1', 'mentor', 5),
  rated('a', 'p1', 'mentee', 5),
  // Moved twice.
  planned('b', 'p1', '2024-02-02T10:00:00Z'),
  moved('b', 'p1', '2024-02-01T12:00:00Z', '2024-02-03T10:00:00Z'),
  moved('b', 'p1', '2024-02-02T12:00:00Z', '2024-02-04T10:00:00Z'),
  held('b', 'p1', '2024-02-04T10:00:00Z', { duration_minutes: 30, evidence: 'one_confirmed' }),
  rated('b', 'p1', 'mentor', 2),
  rated('b', 'p1', 'mentee', 4),
  // Never planned, and told 20 days later.
  held('c', 'p2', '2024-02-05T10:00:00Z', {
    ...{ duration_minutes: 45, evidence: 'inferred', topics: ['goals'], recorded_at: '2024-02-25T10:00:00Z' },
  }),
  rated('c', 'p2', 'mentee', 3),
  planned('d', 'p2', '2024-02-06T10:00:00Z'),
  moved('d', 'p2', '2024-02-05T12:00:00Z', '2024-02-08T10:00:00Z'),
  cancelled('d', 'p2', '2024-02-07T22:00:00Z', { side: 'mentor' }),
  planned('e', 'p2', '2024-02-10T10:00:00Z'),
  cancelled('e', 'p2', '2024-02-05T10:00:00Z', { side: 'mentee' }),
  // Called off when it should already have begun.
  planned('f', 'p1', '2024-02-12T10:00:00Z'),
  cancelled('f', 'p1', '2024-02-12T11:00:00Z'),
  planned('g', 'p1', '2024-02-13T10:00:00Z'),
  event('meeting.no_show', '2024-02-13T10:30:00Z', { ...of('g', 'p1'), side: 'mentor' }),
  planned('lapsed', 'p2', '2024-02-14T10:00:00Z'),
  planned('yesterday', 'p1', '2024-02-29T12:00:00Z'),
  planned('next-week', 'p1', '2024-03-10T12:00:00Z'),
  held('j', 'p2', '2024-02-20T10:00:00Z', { evidence: 'calendar' }),
  // Called off, and held after all.
  planned('l', 'p1', '2024-02-15T10:00:00Z'),
  cancelled('l', 'p1', '2024-02-14T10:00:00Z'),
  held('l', 'p1', '2024-02-15T10:00:00Z'),
  rated('l', 'p1', 'mentor', 4),
  planned('v', 'void', '2024-02-02T10:00:00Z'),
  held('v', 'void', '2024-02-02T10:00:00Z', { evidence: 'inferred', topics: ['nothing'], duration_minutes: 10 }),
  rated('v', 'void', 'mentor', 1),
];

describe('meetings from plan to end, on 2024-03-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-03-01T00:00:00Z');
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (metric: string, request: Partial<MetricRequest> = {}) =>
    (await scenario.engine.run({ metric, programme: 'l', protection: 'none', ...request })).rows;
  const parts = async (metric: string, by: string) =>
    (await ask(metric)).map(({ group, count, n }) => [group[by], count, n]);

  it('are rated by each side for itself', async () => {
    const [mentee, mentor] = await ask('meeting-rating');
    // Mentees 5, 4, 3; mentors 5, 2, 4.
    expect(mentee).toMatchObject({ group: { side: 'mentee' }, n: 3, favourable: { value: expect.closeTo(2 / 3, 12) } });
    expect(mentee?.value).toBeCloseTo(4, 12);
    expect(mentor).toMatchObject({ group: { side: 'mentor' }, n: 3 });
    expect(mentor?.value).toBeCloseTo(11 / 3, 12);
    expect(await ask('rating-discordance')).toMatchObject([{ value: 0.5, n: 2, count: 1 }]);
  });

  it('are called off late twice of three times, half a day before as a median', async () => {
    expect(await ask('late-cancellations')).toMatchObject([{ n: 3, count: 2 }]);
    // 0 (an hour after the start), 12, 120.
    const [notice] = await ask('cancel-notice');
    expect(notice?.value).toBeCloseTo(12, 9);
    expect(await parts('cancelling-side', 'cancelled_side')).toEqual([
      ['mentee', 1, 3],
      ['mentor', 1, 3],
      ['unknown', 1, 3],
    ]);
  });

  it('keep every planned meeting in the stricter completion rate, and unplanned ones in the other', async () => {
    expect(await ask('planned-meeting-completion')).toMatchObject([{ n: 8, count: 3 }]);
    expect(await ask('cancellation-rate')).toMatchObject([{ n: 8, count: 3 }]);
    // Held a, b, c, j, l; absent g; late d, f; lapsed. e was called off in time.
    expect(await ask('meeting-completion')).toMatchObject([{ n: 9, count: 5 }]);
  });

  it('carry three moves on nine ended meetings, two of which were moved', async () => {
    const [burden] = await ask('reschedule-burden');
    expect(burden?.value).toBeCloseTo(3 / 9, 12);
    expect(burden).toMatchObject({ n: 9, count: 3 });
    expect(await ask('rescheduled-meetings')).toMatchObject([{ n: 9, count: 2 }]);
  });

  it('are counted as held, presumed, logged and inferred, each for itself', async () => {
    const values = await Promise.all(
      ['meetings', 'meetings-presumed', 'meetings-logged', 'meetings-inferred'].map((metric) => ask(metric)),
    );
    // Presumed: the five held ones, the no-show, the lapsed one and yesterday's.
    expect(values.map(([row]) => row?.value)).toEqual([5, 8, 2, 1]);
    // On 10 February nobody had told of c yet, nor that v's pairing should never have counted.
    const known = { asOf: '2024-02-10T00:00:00Z', knownAt: '2024-02-10T00:00:00Z' };
    expect(await ask('meetings', known)).toMatchObject([{ value: 3 }]);
  });

  it('know their evidence, and who was told late', async () => {
    expect(await ask('confirmed-meetings')).toMatchObject([{ value: 0.4, n: 5, count: 2 }]);
    const grades = ['both_confirmed', 'calendar', 'inferred', 'one_confirmed', 'unknown'];
    expect(await parts('evidence-grades', 'evidence')).toEqual(grades.map((grade) => [grade, 1, 5]));
    // j was held ten days ago: nobody can be late with it yet.
    expect(await ask('meetings-logged-late')).toMatchObject([{ value: 0.25, n: 4, count: 1 }]);
  });

  it('take 45 minutes as a median, and are about goals twice', async () => {
    const [length] = await ask('meeting-duration');
    expect(length).toMatchObject({ value: 45, n: 3 });
    expect(await ask('meetings-with-topics')).toMatchObject([{ value: 0.4, n: 5, count: 2 }]);
    expect(await parts('meeting-topics', 'discussed')).toEqual([
      ['career', 1, 3],
      ['goals', 2, 3],
    ]);
  });
});
