import { attributeColumns } from './attribute-columns.ts';
import { coupleFold } from './couple-fold.ts';
import { programmeFold, zoneOf } from './dim-programme.ts';
import { meetingFold } from './meeting-fold.ts';
import { ATTRIBUTES, CODE, column, OPTIONAL_INSTANT, type Relation } from './relation.ts';
import { isIllegal } from './transitions.ts';

const IS_HELD = `m.state = 'held'`;

const FLAGS = `arrayFilter(flag -> flag != '', [
    if(p.pairing_id = '', 'unknown_pairing', ''),
    if(ifNull(m.held_at < p.activated_at, false) OR ifNull(m.held_at > p.ended_at, false), 'meeting_outside_pairing', ''),
    if(${isIllegal('meeting', 'm.steps')}, 'illegal_transition', '')
  ])`;

const meetingColumns = [
  column('meeting_id', 'String', 'm.meeting_id', 'The meeting'),
  column('pairing_id', 'String', 'm.the_pairing', 'The pairing that meets'),
  column('programme_id', CODE, 'm.programme_id', 'The mentoring programme'),
  column('mentor_id', 'String', 'p.the_mentor', 'The mentor, as a pseudonym'),
  column('mentee_id', 'String', 'p.the_mentee', 'The mentee, as a pseudonym'),
  column(
    'state',
    CODE,
    'toLowCardinality(m.state)',
    'scheduled, cancelled, held or no_show; a held meeting stays held',
  ),
  column('scheduled_at', OPTIONAL_INSTANT, 'm.planned_start', 'Planned start after the last reschedule (UTC)'),
  column('first_scheduled_at', OPTIONAL_INSTANT, 'm.first_planned_start', 'Planned start as first scheduled (UTC)'),
  column('held_at', OPTIONAL_INSTANT, 'm.held_at', 'When it was held (UTC)'),
  column(
    'cancelled_at',
    OPTIONAL_INSTANT,
    `if(m.state = 'cancelled', m.last_cancelled_at, NULL)`,
    'When it was called off (UTC), in state cancelled',
  ),
  column(
    'cancelled_side',
    CODE,
    `toLowCardinality(if(m.state = 'cancelled', m.canceller, ''))`,
    'Who called it off: mentor, mentee or both',
  ),
  column(
    'absent_side',
    CODE,
    `toLowCardinality(if(m.state = 'no_show', m.absentee, ''))`,
    'Who stayed away: mentor, mentee or both',
  ),
  column('reschedules', 'UInt32', 'm.reschedules', 'How often it was moved'),
  column(
    'duration_minutes',
    'Nullable(Float64)',
    `if(${IS_HELD}, m.held_minutes, m.planned_minutes)`,
    'Length in minutes: actual when held, else planned',
  ),
  column(
    'evidence',
    CODE,
    'toLowCardinality(m.held_evidence)',
    'How we know that it was held: both_confirmed, one_confirmed, calendar or inferred',
  ),
  column(
    'mode',
    CODE,
    `toLowCardinality(if(m.held_mode = '', m.planned_mode, m.held_mode))`,
    'How they meet, as a code',
  ),
  column(
    'held_recorded_at',
    OPTIONAL_INSTANT,
    'm.held_told_at',
    'When we were told that it was held (UTC), in state held',
  ),
  column('topics', 'Array(String)', 'm.held_topics', 'What was talked about, as codes, where it was told'),
  column('mentor_rating', 'Nullable(Int32)', 'm.mentor_rating', "The mentor's rating, 1 to 5"),
  column('mentee_rating', 'Nullable(Int32)', 'm.mentee_rating', "The mentee's rating, 1 to 5"),
];

const pairColumns = [
  column('pairing_activated_at', OPTIONAL_INSTANT, 'p.activated_at', 'When its pairing was activated (UTC)'),
  column('pairing_ended_at', OPTIONAL_INSTANT, 'p.ended_at', 'When its pairing ended (UTC)'),
  column('pairing_voided', 'Bool', "CAST(p.voided, 'Bool')", 'True when its pairing never should have counted'),
  column('time_zone', 'String', zoneOf('pr'), "The programme's IANA zone"),
  column(
    'mentor_attributes',
    ATTRIBUTES,
    'p.mentor_attributes_then',
    "The mentor's attributes as at the pairing's activation",
  ),
  column(
    'mentee_attributes',
    ATTRIBUTES,
    'p.mentee_attributes_then',
    "The mentee's attributes as at the pairing's activation",
  ),
  ...attributeColumns('mentor', "The mentor's", 'p.mentor_attributes_then'),
  ...attributeColumns('mentee', "The mentee's", 'p.mentee_attributes_then'),
  column(
    'flags',
    'Array(String)',
    FLAGS,
    'What is odd about it: unknown_pairing, meeting_outside_pairing, illegal_transition',
  ),
];

export const factMeeting: Relation = {
  name: 'fact_meeting',
  comment: 'One row per meeting, with its pairing and people',
  columns: [...meetingColumns, ...pairColumns],
  from: (bounds) => `FROM ${meetingFold(bounds)} AS m
LEFT ANY JOIN ${programmeFold(bounds)} AS pr ON pr.programme_id = m.programme_id
LEFT ANY JOIN ${coupleFold(bounds)} AS p ON p.programme_id = m.programme_id AND p.pairing_id = m.the_pairing`,
};
