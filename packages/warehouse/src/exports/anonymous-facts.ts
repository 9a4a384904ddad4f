/**
 * What rows of a fact are given to whom may not see single people: no ids, a few coarse columns that others could know of
 * somebody (quasi-identifiers) and one column that they should not learn.
 */
import type { RelationName } from '../relations/catalogue.ts';

/** A quasi-identifier with its steps from fine to coarse; behind the last it is left out altogether. */
export type QuasiIdentifier = {
  name: string;
  comment: string;
  steps: readonly { label: string; sql: string }[];
};

export type AnonymousFact = {
  relation: RelationName;
  comment: string;
  /** Which rows there are at all. */
  where: string;
  /** Columns of people: each must have so many distinct ones. */
  people: readonly string[];
  quasi: readonly QuasiIdentifier[];
  sensitive: { name: string; comment: string; sql: string };
  /** Which quasi-identifier takes its next step, from one level of generalisation to the next. */
  ladder: readonly string[];
};

export const anonymousNames = ['pairings', 'meetings', 'answers', 'enrolments', 'goals'] as const;
export type AnonymousName = (typeof anonymousNames)[number];

function period(name: string, instant: string, comment: string): QuasiIdentifier {
  return {
    name,
    comment: `${comment} (UTC)`,
    steps: [
      { label: 'month', sql: `formatDateTime(${instant}, '%Y-%m')` },
      { label: 'quarter', sql: `concat(toString(toYear(${instant})), '-Q', toString(toQuarter(${instant})))` },
      { label: 'year', sql: `toString(toYear(${instant}))` },
    ],
  };
}

function value(name: string, comment: string): QuasiIdentifier {
  return { name, comment, steps: [{ label: 'as it is', sql: name }] };
}

const programme = value('programme_id', 'The mentoring programme');
const couple = ['mentor_id', 'mentee_id'];

export const anonymousFacts: Readonly<Record<AnonymousName, AnonymousFact>> = {
  pairings: {
    relation: 'fact_pairing',
    comment: 'One row per activated pairing that was not voided',
    where: 'activated_at IS NOT NULL AND NOT voided',
    people: couple,
    quasi: [
      programme,
      period('activated', 'assumeNotNull(activated_at)', 'When it was first activated'),
      value('mentor_department', "The mentor's department"),
      value('mentee_department', "The mentee's department"),
      value('mentee_level', "The mentee's level"),
    ],
    sensitive: { name: 'state', comment: 'active, paused, completed or ended_early', sql: 'state' },
    ladder: ['mentee_level', 'activated', 'mentor_department', 'activated', 'mentee_department', 'activated'],
  },
  meetings: {
    relation: 'fact_meeting',
    comment: 'One row per meeting of a pairing that was not voided',
    where: "NOT pairing_voided AND coalesce(held_at, scheduled_at) IS NOT NULL AND pairing_id != ''",
    people: couple,
    quasi: [
      programme,
      period('met', 'assumeNotNull(coalesce(held_at, scheduled_at))', 'When it was held, else planned'),
      value('mentor_department', "The mentor's department"),
      value('mentee_department', "The mentee's department"),
      value('mode', 'How they meet, as a code'),
    ],
    sensitive: { name: 'state', comment: 'scheduled, cancelled, held or no_show', sql: 'state' },
    ladder: ['mode', 'met', 'mentor_department', 'met', 'mentee_department', 'met'],
  },
  answers: {
    relation: 'fact_answer',
    comment: 'One row per answered question',
    where: '1',
    // Whoever answered without a name counts as one person for each response.
    people: ["if(participant_id = '', response_id, participant_id)"],
    quasi: [
      programme,
      value('measure', 'What the question measures'),
      value('wave', 'pre, mid, post or exit'),
      value('side', "The respondent's side: mentor or mentee"),
      period('submitted', 'submitted_at', 'When it was submitted'),
    ],
    sensitive: { name: 'value', comment: "The answer on the question's scale, not reversed", sql: 'toString(value)' },
    ladder: ['submitted', 'submitted', 'submitted', 'side', 'wave'],
  },
  enrolments: {
    relation: 'fact_enrolment',
    comment: 'One row per episode of enrolment of a person in a role',
    where: '1',
    people: ['participant_id'],
    quasi: [
      programme,
      value('role', 'mentor or mentee'),
      period('enrolled', 'enrolled_at', 'Start of the episode'),
      {
        name: 'department',
        comment: "The person's department at the start",
        steps: [{ label: 'as it is', sql: "attributes['department']" }],
      },
    ],
    sensitive: {
      name: 'end_reason',
      comment: 'Why it ended, as a code; empty while it has not',
      sql: 'end_reason',
    },
    ladder: ['enrolled', 'department', 'enrolled', 'enrolled'],
  },
  goals: {
    relation: 'fact_goal',
    comment: 'One row per goal that was set',
    where: 'set_at IS NOT NULL AND NOT pairing_voided',
    people: couple,
    quasi: [
      programme,
      period('set', 'assumeNotNull(set_at)', 'When it was first set'),
      value('category', 'What kind of goal, as a code'),
      value('mentee_department', "The mentee's department"),
    ],
    sensitive: { name: 'state', comment: 'open, completed or abandoned', sql: 'state' },
    ladder: ['set', 'mentee_department', 'set', 'category', 'set'],
  },
};
