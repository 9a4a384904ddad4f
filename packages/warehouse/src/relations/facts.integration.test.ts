import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { migrate } from '../migrate.ts';
import { deliver } from '../testing/deliver.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { participantAttributes } from './attribute-columns.ts';
import { type RelationName, relationSql } from './catalogue.ts';

const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const told = (day: string): string => `${day} 00:00:00.000`;
type Told = Record<string, unknown> & { type: RapportEvent['type'] };

/** An event that is told on the day it happens, unless `recorded` says later; its type and day name it. */
function happened(
  day: string,
  fields: Told,
  more: { key?: string; recorded?: string; supersedes?: string } = {},
): RapportEvent {
  const key =
    more.key ??
    `${fields.type}/${String(fields['meeting_id'] ?? fields['pairing_id'] ?? fields['participant_id'] ?? '')}/${day}`;
  return {
    ...{
      event_id: eventIdFrom('test', key),
      occurred_at: at(day),
      recorded_at: at(more.recorded ?? day),
      source: 'test',
    },
    ...(more.supersedes === undefined ? {} : { supersedes: eventIdFrom('test', more.supersedes) }),
    ...fields,
  } as unknown as RapportEvent;
}

const x = { programme_id: 'p', pairing_id: 'x' };
const y = { programme_id: 'p', pairing_id: 'y' };
const meet = (id: string, pairing = x) => ({ ...pairing, meeting_id: id });
const pulse = { instrument_id: 'pulse', instrument_version: 1 };
const asked = { programme_id: 'p', side: 'mentee', wave: 'mid', pairing_id: 'x' };

const events: RapportEvent[] = [
  happened('2026-01-01', {
    type: 'programme.configured',
    programme_id: 'p',
    name: 'P',
    time_zone: 'Europe/London',
    cadence_days: 14,
  }),
  happened('2026-02-01', { type: 'programme.configured', programme_id: 'p', time_zone: 'Africa/Cairo' }),

  happened('2026-01-01', {
    type: 'participant.registered',
    participant_id: 'ann',
    attributes: { department: 'eng', level: '5' },
  }),
  happened('2026-02-10', { type: 'participant.profile_changed', participant_id: 'ann', attributes: { level: '6' } }),
  happened('2026-01-01', { type: 'participant.registered', participant_id: 'bob' }),
  happened('2026-01-05', {
    type: 'participant.enrolled',
    participant_id: 'bob',
    programme_id: 'p',
    role: 'mentee',
    cohort: 'c1',
    attributes: { cohort: 'c1' },
  }),
  happened('2026-03-05', {
    type: 'participant.enrolment_ended',
    participant_id: 'bob',
    programme_id: 'p',
    role: 'mentee',
    reason: 'left',
  }),
  happened('2026-04-05', {
    type: 'participant.enrolled',
    participant_id: 'bob',
    programme_id: 'p',
    role: 'mentee',
    cohort: 'c2',
  }),
  happened('2025-01-01', {
    type: 'participant.employment_started',
    participant_id: 'bob',
    employment_id: 'job',
    grade: 3,
  }),
  happened('2026-03-20', { type: 'participant.promoted', participant_id: 'bob', grade: 4 }),
  happened('2026-05-20', {
    type: 'participant.employment_ended',
    participant_id: 'bob',
    employment_id: 'job',
    separation: 'voluntary',
  }),
  happened('2026-03-02', { type: 'participant.milestone_reached', participant_id: 'bob', milestone: 'reviewer' }),
  happened('2026-03-09', { type: 'participant.milestone_reached', participant_id: 'bob', milestone: 'reviewer' }),

  happened('2026-01-20', {
    type: 'pairing.proposed',
    ...x,
    mentor_id: 'ann',
    mentee_id: 'bob',
    match_method: 'admin',
  }),
  happened('2026-01-22', { type: 'pairing.accepted', ...x }),
  happened('2026-02-01', {
    type: 'pairing.activated',
    ...x,
    mentor_id: 'ann',
    mentee_id: 'bob',
    cadence_days: 7,
    attributes: { track: 'a' },
  }),
  happened('2026-03-01', { type: 'pairing.paused', ...x }),
  happened('2026-03-11', { type: 'pairing.resumed', ...x }),
  happened('2026-04-01', { type: 'pairing.paused', ...x }),
  happened('2026-05-01', { type: 'pairing.ended_early', ...x, reason: 'moved', side: 'mentee' }, { key: 'end' }),
  // A correction (told in June) that moves the end earlier, and a correction of that one (told in July).
  happened(
    '2026-04-10',
    { type: 'pairing.ended_early', ...x, reason: 'conflict' },
    { key: 'end2', recorded: '2026-06-01', supersedes: 'end' },
  ),
  happened(
    '2026-04-15',
    { type: 'pairing.ended_early', ...x, reason: 'moved', side: 'mentor' },
    { key: 'end3', recorded: '2026-07-01', supersedes: 'end2' },
  ),
  happened('2026-03-01', { type: 'pairing.activated', ...y, mentor_id: 'ann', mentee_id: 'cat' }),
  happened('2026-03-05', { type: 'pairing.completed', ...y }),
  happened('2026-03-06', { type: 'pairing.voided', ...y }),

  happened('2026-02-05', {
    type: 'meeting.scheduled',
    ...meet('m1'),
    starts_at: at('2026-02-10'),
    duration_minutes: 30,
    mode: 'remote',
  }),
  happened('2026-02-08', { type: 'meeting.rescheduled', ...meet('m1'), starts_at: at('2026-02-12') }),
  happened('2026-02-09', { type: 'meeting.rescheduled', ...meet('m1'), starts_at: at('2026-02-13') }),
  happened(
    '2026-02-13',
    { type: 'meeting.held', ...meet('m1'), duration_minutes: 45, evidence: 'calendar', topics: ['goals'] },
    { recorded: '2026-02-20' },
  ),
  happened('2026-02-14', { type: 'meeting.rated', ...meet('m1'), side: 'mentee', rating: 5 }),
  happened('2026-02-15', { type: 'meeting.cancelled', ...meet('m1'), side: 'mentor' }),
  happened('2026-02-20', { type: 'meeting.scheduled', ...meet('m2'), starts_at: at('2026-02-25') }),
  happened('2026-02-24', { type: 'meeting.cancelled', ...meet('m2'), side: 'mentee' }),
  happened('2026-03-20', { type: 'meeting.scheduled', ...meet('m3'), starts_at: at('2026-03-25') }),
  happened('2026-03-25', { type: 'meeting.no_show', ...meet('m3'), side: 'both' }),
  happened('2026-04-20', { type: 'meeting.held', ...meet('m4') }),

  happened('2026-01-01', {
    type: 'survey.instrument_published',
    ...pulse,
    items: [{ item_id: 'q1', measure: 'nps', scale_min: 0, scale_max: 10, reverse: false }],
  }),
  happened('2026-03-01', {
    type: 'survey.invitation_sent',
    ...pulse,
    ...asked,
    invitation_id: 'i1',
    participant_id: 'bob',
    closes_at: at('2026-03-15'),
  }),
  happened(
    '2026-03-01',
    { type: 'survey.invitation_sent', ...pulse, ...asked, invitation_id: 'i2', participant_id: 'ann' },
    { key: 'i2' },
  ),
  happened('2026-03-03', {
    type: 'survey.response_submitted',
    ...pulse,
    ...asked,
    invitation_id: 'i1',
    response_id: 'r1',
    answers: [
      { item_id: 'q1', value: 9 },
      { item_id: 'q9', value: 2 },
    ],
  }),
];

beforeAll(async () => {
  await migrate(warehouse);
  await deliver(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 }), events, 1000);
});
afterAll(drop);

type Row = Record<string, unknown>;
const NOW = { as_of: '2026-12-01', known_at: '2026-12-01' };

async function read(name: RelationName, moment: Partial<typeof NOW> = {}): Promise<Row[]> {
  const { as_of, known_at } = { ...NOW, ...moment };
  const params = { as_of: told(as_of), known_at: told(known_at) };
  return warehouse.query<Row>(`SELECT * FROM (${relationSql(name)}) ORDER BY ALL`, params);
}

const byId = async (name: RelationName, id: string, value: string, moment: Partial<typeof NOW> = {}): Promise<Row> =>
  (await read(name, moment)).find((row) => row[id] === value) ?? {};
const pairing = (id: string, moment: Partial<typeof NOW> = {}) => byId('fact_pairing', 'pairing_id', id, moment);
const meeting = (id: string, moment: Partial<typeof NOW> = {}) => byId('fact_meeting', 'meeting_id', id, moment);
/** The columns beside an attribute map. */
const attributeColumns = (prefix: string, known: Record<string, string>) =>
  Object.fromEntries(participantAttributes.map((name) => [`${prefix}_${name}`, known[name] ?? '']));
const annAndBob = {
  ...attributeColumns('mentor', { department: 'eng', level: '5' }),
  ...attributeColumns('mentee', { cohort: 'c1' }),
};
const pause = (from: string, to: string) => ({ paused_from: told(from), paused_to: told(to) });

test('a pairing is folded from its corrected events, its people as they were at the activation', async () => {
  expect(await pairing('x')).toEqual({
    ...{ pairing_id: 'x', programme_id: 'p', mentor_id: 'ann', mentee_id: 'bob', state: 'ended_early', voided: false },
    ...{ proposed_at: told('2026-01-20'), activated_at: told('2026-02-01'), ended_at: told('2026-04-15') },
    ...{ match_method: 'admin', reply: 'accepted', first_reply_at: told('2026-01-22') },
    ...{ end_kind: 'ended_early', end_reason: 'moved', end_side: 'mentor', cadence_days: 7, committed_end_at: null },
    pauses: [pause('2026-03-01', '2026-03-11'), pause('2026-04-01', '2026-04-15')],
    ...{
      first_held_at: told('2026-02-13'),
      last_held_at: told('2026-04-20'),
      meetings_held: 2,
      meetings_held_at: [told('2026-02-13'), told('2026-04-20')],
      meetings_held_minutes: [45, 0],
      time_zone: 'Africa/Cairo',
    },
    mentor_attributes: { department: 'eng', level: '5' },
    mentee_attributes: { cohort: 'c1' },
    ...annAndBob,
    attributes: { track: 'a' },
    flags: ['meeting_outside_pairing'],
  });
});

test('what was known before a correction is what is answered for that time', async () => {
  const may = await pairing('x', { known_at: '2026-05-15' });
  expect(may).toMatchObject({ ended_at: told('2026-05-01'), end_side: 'mentee', flags: [] });
  expect(may['pauses']).toEqual([pause('2026-03-01', '2026-03-11'), pause('2026-04-01', '2026-05-01')]);
  expect(await pairing('x', { known_at: '2026-06-15' })).toMatchObject({
    ended_at: told('2026-04-10'),
    end_reason: 'conflict',
  });
});

test('an event that is known to be wrong does not count at any time, though its correction lies later', async () => {
  expect(await pairing('x', { as_of: '2026-04-12' })).toMatchObject({ state: 'paused', ended_at: null });
  expect(await pairing('x', { as_of: '2026-04-12', known_at: '2026-06-15' })).toMatchObject({
    ended_at: told('2026-04-10'),
  });
});

test.each([
  ['2026-01-19', undefined, undefined],
  ['2026-01-21', 'proposed', []],
  ['2026-01-25', 'accepted', []],
  ['2026-02-20', 'active', []],
  ['2026-03-05', 'paused', [pause('2026-03-01', '2026-03-05')]],
  ['2026-03-11', 'active', [pause('2026-03-01', '2026-03-11')]],
])('as of %s the pairing is %s', async (as_of, state, pauses) => {
  const row = await pairing('x', { as_of });
  expect([row['state'], row['pauses']]).toEqual([state, pauses]);
});

test('a voided pairing is void whatever came before, and unknown people are flagged', async () => {
  expect(await pairing('y')).toMatchObject({
    ...{ state: 'voided', voided: true, end_kind: 'completed', cadence_days: 14, flags: ['unknown_mentee'] },
    mentor_attributes: { department: 'eng', level: '6' },
    mentee_attributes: {},
  });
});

test('a meeting keeps its plan through reschedules, and stays held whatever comes later', async () => {
  expect(await meeting('m1')).toEqual({
    ...{ meeting_id: 'm1', pairing_id: 'x', programme_id: 'p', mentor_id: 'ann', mentee_id: 'bob', state: 'held' },
    ...{ scheduled_at: told('2026-02-13'), first_scheduled_at: told('2026-02-10'), held_at: told('2026-02-13') },
    ...{
      cancelled_at: null,
      cancelled_side: '',
      absent_side: '',
      reschedules: 2,
      duration_minutes: 45,
      evidence: 'calendar',
    },
    ...{ mode: 'remote', mentor_rating: null, mentee_rating: 5, time_zone: 'Africa/Cairo' },
    ...{ held_recorded_at: told('2026-02-20'), topics: ['goals'], pairing_voided: false },
    ...{ pairing_activated_at: told('2026-02-01'), pairing_ended_at: told('2026-04-15') },
    ...{ mentor_attributes: { department: 'eng', level: '5' }, mentee_attributes: { cohort: 'c1' } },
    ...annAndBob,
    flags: ['illegal_transition'],
  });
  expect(await meeting('m1', { as_of: '2026-02-08' })).toMatchObject({
    ...{ state: 'scheduled', scheduled_at: told('2026-02-12'), held_at: null, held_recorded_at: null, flags: [] },
    ...{ duration_minutes: 30, topics: [] },
  });
});

test('cancelled and missed meetings name the side', async () => {
  expect(await meeting('m2')).toMatchObject({
    state: 'cancelled',
    cancelled_side: 'mentee',
    cancelled_at: told('2026-02-24'),
  });
  expect(await meeting('m3')).toMatchObject({ state: 'no_show', absent_side: 'both', cancelled_at: null });
  expect(await meeting('m4')).toMatchObject({ state: 'held', scheduled_at: null, flags: ['meeting_outside_pairing'] });
});

test('people have their attributes over time, and their episodes, jobs and steps', async () => {
  expect(await byId('dim_participant', 'participant_id', 'ann')).toMatchObject({
    attributes: { department: 'eng', level: '6' },
    attribute_history: [
      { at: told('2026-01-01'), attributes: { department: 'eng', level: '5' } },
      { at: told('2026-02-10'), attributes: { department: 'eng', level: '6' } },
    ],
  });
  expect(await read('fact_enrolment')).toMatchObject([
    {
      participant_id: 'bob',
      role: 'mentee',
      cohort: 'c1',
      enrolled_at: told('2026-01-05'),
      ended_at: told('2026-03-05'),
      end_reason: 'left',
      episode_no: 1,
      attributes: { cohort: 'c1' },
    },
    {
      participant_id: 'bob',
      role: 'mentee',
      cohort: 'c2',
      enrolled_at: told('2026-04-05'),
      ended_at: null,
      end_reason: '',
      episode_no: 2,
      attributes: { cohort: 'c2' },
    },
  ]);
  expect(await read('fact_employment')).toEqual([
    {
      participant_id: 'bob',
      employment_id: 'job',
      started_at: told('2025-01-01'),
      ended_at: told('2026-05-20'),
      separation: 'voluntary',
    },
  ]);
  expect(await read('fact_promotion')).toEqual([{ participant_id: 'bob', promoted_at: told('2026-03-20'), grade: 4 }]);
  expect(await read('fact_milestone')).toEqual([
    { participant_id: 'bob', milestone: 'reviewer', reached_at: told('2026-03-02') },
  ]);
});

test('invitations know their first response, and answers their question', async () => {
  expect(await read('fact_invitation')).toMatchObject([
    {
      invitation_id: 'i1',
      participant_id: 'bob',
      submitted_at: told('2026-03-03'),
      response_id: 'r1',
      closes_at: told('2026-03-15'),
    },
    { invitation_id: 'i2', participant_id: 'ann', submitted_at: null, response_id: '', closes_at: null },
  ]);
  const shared = {
    response_id: 'r1',
    participant_id: 'bob',
    mentor_id: 'ann',
    mentee_id: 'bob',
    submitted_at: told('2026-03-03'),
    ...{ pairing_activated_at: told('2026-02-01'), pairing_voided: false },
  };
  expect(await read('fact_answer')).toMatchObject([
    { ...shared, item_id: 'q1', measure: 'nps', value: 9, scale_min: 0, scale_max: 10, reverse: false },
    { ...shared, item_id: 'q9', measure: 'q9', value: 2, scale_min: null, scale_max: null },
  ]);
});

test('a programme keeps what a later configuration does not mention', async () => {
  expect(await read('dim_programme')).toEqual([
    { programme_id: 'p', name: 'P', time_zone: 'Africa/Cairo', cadence_days: 14 },
  ]);
});
