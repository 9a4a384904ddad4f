import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { migrate } from '../migrate.ts';
import { deliver } from '../testing/deliver.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { type RelationName, relationSql } from './catalogue.ts';

const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const told = (day: string): string => `${day} 00:00:00.000`;

function happened(day: string, type: RapportEvent['type'], fields: Record<string, unknown>): RapportEvent {
  const event_id = eventIdFrom('goals', JSON.stringify([day, type, fields]));
  const occurred_at = at(day);
  return {
    event_id,
    type,
    occurred_at,
    recorded_at: occurred_at,
    source: 'test',
    ...fields,
  } as unknown as RapportEvent;
}

const pairing = { programme_id: 'p', pairing_id: 'x' };
const goal = (goal_id: string) => ({ ...pairing, goal_id });
const assessed = {
  ...{ programme_id: 'p', skill: 'presenting', instrument_id: 'mca', rater: 'manager', scale_min: 1, scale_max: 7 },
  participant_id: 'bob',
};

const events: RapportEvent[] = [
  happened('2026-01-01', 'participant.registered', { participant_id: 'bob', attributes: { department: 'eng' } }),
  happened('2026-01-10', 'pairing.activated', { ...pairing, mentor_id: 'ann', mentee_id: 'bob' }),
  happened('2026-01-12', 'goal.set', {
    ...goal('talk'),
    ...{ participant_id: 'bob', term: 'short', category: 'skill', due_at: at('2026-03-01') },
  }),
  happened('2026-02-01', 'goal.progressed', { ...goal('talk'), progress: 0.5, obstacle: 'time' }),
  happened('2026-02-20', 'goal.revised', { ...goal('talk'), due_at: at('2026-04-01') }),
  happened('2026-03-20', 'goal.completed', goal('talk')),
  happened('2026-01-12', 'goal.set', { ...goal('lead'), participant_id: 'ann', term: 'long' }),
  happened('2026-02-15', 'goal.abandoned', { ...goal('lead'), obstacle: 'workload', reason: 'priorities' }),
  happened('2026-02-16', 'goal.progressed', { ...goal('lead'), progress: 0.1 }),
  happened('2026-01-20', 'goal.set', { ...goal('moved'), participant_id: 'eve', due_at: at('2026-01-15') }),
  happened('2026-02-01', 'goal.abandoned', { ...goal('moved'), reason: 'no_time' }),
  happened('2026-03-01', 'goal.reopened', goal('moved')),
  happened('2026-03-05', 'goal.revised', { ...goal('moved'), due_at: at('2026-05-01'), term: 'short' }),
  happened('2026-04-01', 'goal.completed', goal('moved')),
  happened('2026-02-17', 'goal.completed', { ...goal('stray'), pairing_id: 'nowhere' }),
  happened('2026-01-11', 'goal.skill_assessed', { ...assessed, pairing_id: 'x', score: 3, phase: 'before' }),
  happened('2026-05-01', 'participant.profile_changed', {
    participant_id: 'bob',
    attributes: { department: 'ops' },
  }),
  happened('2026-06-01', 'goal.skill_assessed', { ...assessed, score: 5.5, phase: 'after' }),
  happened('2026-03-01', 'goal.skill_assessed', {
    ...{ ...assessed, participant_id: 'nobody', pairing_id: 'nowhere', score: 8, phase: 'during' },
  }),
];

beforeAll(async () => {
  await migrate(warehouse);
  await deliver(createChunkSink({ warehouse, projection: 'goals', epoch: 1 }), events, 4);
});
afterAll(drop);

const read = (name: RelationName, asOf = '2298-01-01') =>
  warehouse.query<Record<string, unknown>>(`SELECT * FROM (${relationSql(name)}) ORDER BY ALL`, {
    as_of: told(asOf),
    known_at: told('2298-01-01'),
  });

test('a goal keeps its first due date beside the revised one, and knows who owns it', async () => {
  const goals = await read('fact_goal');
  expect(goals.map((row) => row['goal_id'])).toEqual(['lead', 'moved', 'stray', 'talk']);
  expect(goals[3]).toMatchObject({
    ...{ pairing_id: 'x', participant_id: 'bob', side: 'mentee', mentor_id: 'ann', mentee_id: 'bob' },
    ...{ term: 'short', category: 'skill', state: 'completed', obstacle: 'time', revisions: 1 },
    set_at: told('2026-01-12'),
    first_due_at: told('2026-03-01'),
    due_at: told('2026-04-01'),
    completed_at: told('2026-03-20'),
    abandoned_at: null,
    progressed_at: told('2026-02-01'),
    ...{ progress: 1, end_reason: '', reopenings: 0, time_zone: 'UTC', pairing_voided: false },
    ...{ pairing_activated_at: told('2026-01-10'), pairing_ended_at: null, attributes: {} },
    mentee_attributes: { department: 'eng' },
    mentee_department: 'eng',
    flags: [],
  });
});

test('a goal that was given up stays so, and what breaks the order is flagged, not refused', async () => {
  const [lead, , stray] = await read('fact_goal');
  expect(lead).toMatchObject({
    ...{ side: 'mentor', term: 'long', state: 'abandoned', obstacle: 'workload', end_reason: 'priorities' },
    abandoned_at: told('2026-02-15'),
    due_at: null,
    ...{ progress: 0.1, completed_at: null },
    flags: ['illegal_transition'],
  });
  expect(stray).toMatchObject({ set_at: null, flags: ['unknown_pairing', 'never_set', 'illegal_transition'] });
});

test('a goal that was taken up again is open, and then what it came to at last', async () => {
  const [, then] = await read('fact_goal', '2026-03-10');
  expect(then).toMatchObject({
    ...{ goal_id: 'moved', state: 'open', abandoned_at: null, end_reason: '', reopenings: 1, progress: null },
    ...{ first_due_at: told('2026-01-15'), due_at: told('2026-05-01'), term: 'short' },
    ...{ side: '', flags: ['foreign_owner', 'due_before_set'] },
  });
  const [, now] = await read('fact_goal');
  expect(now).toMatchObject({ state: 'completed', completed_at: told('2026-04-01'), abandoned_at: null });
});

test('asked for an earlier time, a goal is what it was then', async () => {
  const [, , talk] = await read('fact_goal', '2026-02-10');
  expect(talk).toMatchObject({ goal_id: 'talk', state: 'open', due_at: told('2026-03-01'), completed_at: null });
});

test('every assessment of a skill stands for itself, with the person as they were', async () => {
  const assessments = await read('fact_skill_assessment');
  const byScore = assessments.toSorted((a, b) => Number(a['score']) - Number(b['score']));
  expect(byScore).toMatchObject([
    {
      ...{ score: 3, phase: 'before', side: 'mentee', mentor_id: 'ann', mentee_id: 'bob', rater: 'manager' },
      ...{ assessed_at: told('2026-01-11'), pairing_activated_at: told('2026-01-10'), department: 'eng' },
      ...{ attributes: { department: 'eng' }, instrument_version: 0, scale_min: 1, scale_max: 7, flags: [] },
    },
    {
      ...{ score: 5.5, phase: 'after', side: '', mentor_id: '', pairing_id: '', pairing_activated_at: null },
      ...{ assessed_at: told('2026-06-01'), department: 'ops', flags: [] },
    },
    { score: 8, phase: 'during', flags: ['unknown_pairing', 'unknown_participant', 'score_outside_scale'] },
  ]);
  expect(new Set(assessments.map((row) => row['assessment_id'])).size).toBe(3);
});
