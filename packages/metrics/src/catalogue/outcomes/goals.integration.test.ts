import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, type EventFields, event, type Scenario } from '../../testing/scenario.ts';

const day = (text: string) => `${text}T00:00:00Z`;
const programme = { programme_id: 'g' };
const pair = (pairing_id: string, at: string) =>
  event('pairing.activated', day(at), {
    ...{ ...programme, pairing_id, mentor_id: `m-${pairing_id}`, mentee_id: `e-${pairing_id}` },
  });
const set = (goal_id: string, pairing_id: string, at: string, due?: string) =>
  event('goal.set', day(at), {
    ...{ ...programme, goal_id, pairing_id, participant_id: `e-${pairing_id}`, category: 'career' },
    ...(due === undefined ? {} : { due_at: day(due) }),
  });
type Turn = 'goal.completed' | 'goal.abandoned' | 'goal.reopened' | 'goal.revised' | 'goal.progressed';
const turn = (type: Turn, goal_id: string, pairing_id: string, at: string, more: EventFields = {}) =>
  event(type, day(at), { ...programme, goal_id, pairing_id, ...more });

// Days from the setting on 1 July: in-time 30, moved 109; given up 59 and 5; with its pairing 90 and 120; open 61 and 151.
const history = [
  ...['p1', 'p2', 'void', 'silent'].map((id) => pair(id, '2024-01-01')),
  pair('young', '2024-06-01'),
  event('pairing.ended_early', day('2024-05-01'), { ...programme, pairing_id: 'p2' }),
  event('pairing.voided', day('2024-02-01'), { ...programme, pairing_id: 'void' }),
  set('moved', 'p1', '2024-01-02', '2024-04-01'),
  turn('goal.revised', 'moved', 'p1', '2024-03-15', { due_at: day('2024-05-01') }),
  turn('goal.completed', 'moved', 'p1', '2024-04-20'),
  set('in-time', 'p1', '2024-01-12', '2024-03-01'),
  turn('goal.completed', 'in-time', 'p1', '2024-02-11'),
  set('given-up', 'p2', '2024-01-02', '2024-06-01'),
  turn('goal.abandoned', 'given-up', 'p2', '2024-03-01', { obstacle: 'time' }),
  set('no-date', 'p2', '2024-01-02'),
  set('running', 'p1', '2024-05-01', '2024-07-15'),
  turn('goal.revised', 'running', 'p1', '2024-06-01', { due_at: day('2024-08-01') }),
  set('overdue', 'p1', '2024-02-01', '2024-04-01'),
  turn('goal.progressed', 'overdue', 'p1', '2024-03-01', { progress: 0.5, obstacle: 'focus' }),
  // Completed, taken up again, and completed after the pairing had ended.
  set('reopened', 'p2', '2024-02-01', '2024-04-01'),
  turn('goal.completed', 'reopened', 'p2', '2024-03-01'),
  turn('goal.reopened', 'reopened', 'p2', '2024-03-05'),
  turn('goal.completed', 'reopened', 'p2', '2024-05-20'),
  set('dropped', 'p1', '2024-06-20'),
  turn('goal.abandoned', 'dropped', 'p1', '2024-06-25'),
  // Set when the pairing was over: it counts as set, and has no time of the pairing's to be reached in.
  set('afterwards', 'p2', '2024-05-10'),
  set('void', 'void', '2024-01-02', '2024-02-01'),
  turn('goal.completed', 'void', 'void', '2024-01-20'),
];

const assessed = (person: string, at: string, phase: string, score: number, more: EventFields = {}) =>
  event('goal.skill_assessed', day(at), {
    ...{ ...programme, participant_id: person, skill: 'listening', instrument_id: 'rubric', instrument_version: 1 },
    ...{ rater: 'self', scale_min: 1, scale_max: 5, phase, score },
    ...more,
  });
const assessments = [
  assessed('a', '2024-01-05', 'before', 2),
  assessed('a', '2024-02-05', 'before', 3),
  assessed('a', '2024-03-05', 'during', 5),
  assessed('a', '2024-06-01', 'after', 4),
  assessed('a', '2024-01-05', 'before', 3, { rater: 'manager' }),
  assessed('a', '2024-06-01', 'after', 3, { rater: 'manager' }),
  assessed('b', '2024-01-05', 'before', 1),
  // Another version is another instrument, and a score outside the scale is none.
  assessed('c', '2024-01-05', 'before', 2),
  assessed('c', '2024-06-01', 'after', 5, { instrument_version: 2 }),
  assessed('d', '2024-01-05', 'before', 2),
  assessed('d', '2024-06-01', 'after', 9),
];

describe('goals and skills on 2024-07-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-07-01'));
    await scenario.load([...history, ...assessments]);
  });
  afterAll(() => scenario.close());
  const ask = async (metric: string, request: Partial<MetricRequest> = {}) =>
    (await scenario.engine.run({ metric, programme: 'g', protection: 'none', ...request })).rows;

  it('count goals, and pairings that set one in their first 60 days', async () => {
    expect(await ask('goals-set')).toMatchObject([{ value: 9 }]);
    // p1 and p2 of three; young is too young.
    expect(await ask('pairs-with-goal')).toMatchObject([{ n: 3, count: 2 }]);
  });

  it('complete two of five by the latest due date, one of five by the first', async () => {
    // Due: moved, in-time, given-up, overdue, reopened. running is not due yet and no-date never is.
    expect(await ask('goal-completion')).toMatchObject([{ value: 0.4, n: 5, count: 2, immature: 1 }]);
    expect(await ask('goal-completion-first-due')).toMatchObject([{ value: 0.2, n: 5, count: 1 }]);
    // On 25 April moved had been put off to May, given-up was due in June, and reopened was open.
    expect(await ask('goal-completion', { asOf: day('2024-04-25') })).toMatchObject([{ n: 3, count: 1 }]);
    // By the due date, not by the setting.
    expect(await ask('goal-completion', { from: '2024-05-01', to: '2024-05-02' })).toMatchObject([{ n: 1, count: 1 }]);
  });

  it('wait for completion with giving up and the end of the pairing competing', async () => {
    const [row] = await ask('time-to-goal');
    expect(row).toMatchObject({ value: null, n: 8 });
    const curve = row?.points?.map((point) => [point.day, 'incidence' in point ? point.incidence : null]);
    // Day 5: 7/8 remain. Day 30: 7/8 × 1/7. What follows until day 109 competes or is censored.
    expect(curve?.slice(0, 3)).toEqual([30, 60, 90].map((at) => [at, expect.closeTo(1 / 8, 12)]));
  });

  it('give up one of the three that could be watched for 180 days', async () => {
    expect(await ask('goals-abandoned')).toMatchObject([{ n: 3, count: 1 }]);
  });

  it('know what stood in the way of missed goals', async () => {
    const rows = await ask('goal-obstacles');
    expect(rows.map(({ group, count, n }) => [group['obstacle'], count, n])).toEqual([
      ['focus', 1, 3],
      ['time', 1, 3],
      ['unknown', 1, 3],
    ]);
  });

  it('revise one goal of the six that are over', async () => {
    const [row] = await ask('goal-revisions');
    expect(row?.value).toBeCloseTo(1 / 6, 12);
    expect(row?.n).toBe(6);
  });

  it('compare skills of the same people by the same rater and version', async () => {
    const rows = await ask('skill-gain');
    const by = (rater: string) =>
      rows.find(({ group }) => group['assessment'] === `rubric v1: listening (1 to 5), rated by ${rater}`);
    // The first before and the last after of a: 2 → 4. b, c and d have no second score.
    expect(by('self')).toMatchObject({ value: 2, n: 1, details: { only_before: 3, only_after: 0 } });
    expect(by('manager')).toMatchObject({ state: 'zero', value: 0, n: 1 });
  });
});
