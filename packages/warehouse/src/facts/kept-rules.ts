/**
 * How each relation is kept as a table. `group`: rows that are replaced together, as a number over the relation's columns;
 * `order`: the sorting key; `sources`: which events of a stream a fold of some groups needs, by the kind of key in the dirty
 * table. A stream that is not named is not read.
 */
import type { StreamName } from '@rapport/events';
import type { RelationName } from '../relations/catalogue.ts';

/** What may be dirty. Keys are (programme_id, id); the programme is empty where the id alone names the thing. */
export type DirtyKind =
  | 'programme'
  | 'person'
  | 'pairing'
  | 'pairing_changed'
  | 'meeting'
  | 'pairing_person'
  | 'goal'
  | 'goal_pairing'
  | 'goal_person'
  | 'assessed'
  | 'assessed_pairing'
  | 'assessed_person'
  | 'alert'
  | 'alert_pairing'
  | 'invitation'
  | 'invitation_response'
  | 'response'
  | 'response_invitation'
  | 'response_pairing';

export type KeptName = RelationName;

/** `columns` of the events table that hold the key: one for an id alone, two with the programme. */
export type Source = { kind: DirtyKind; columns: string; where?: string };

export type KeepRule = {
  group: string;
  /** The kind of key whose groups are made anew, and the same number over that key. */
  kind: DirtyKind;
  order: string;
  sources: Partial<Record<StreamName, readonly Source[] | 'all'>>;
};

const byProgramme = (column: string) => `sipHash64(toString(programme_id), toString(${column}))`;

/** The group of a dirty key, by how the rule's `group` is made. */
export const dirtyGroup = (rule: KeepRule): string =>
  rule.kind === 'person' || rule.kind === 'assessed' ? 'sipHash64(id)' : 'sipHash64(programme_id, id)';

const personal = {
  group: 'sipHash64(toString(participant_id))',
  kind: 'person',
  sources: { programme: 'all', participant: [{ kind: 'person', columns: 'participant_id' }] },
} as const satisfies Omit<KeepRule, 'order'>;

const paired = {
  group: byProgramme('pairing_id'),
  kind: 'pairing',
  sources: {
    programme: 'all',
    // Of pairings that have changed in no more than their meetings, the kept rows are taken.
    participant: [{ kind: 'pairing_person', columns: 'participant_id' }],
    pairing: [{ kind: 'pairing_changed', columns: 'programme_id, pairing_id' }],
  },
} as const satisfies Omit<KeepRule, 'order'>;

const INVITED = "ifNull(toString(programme_id), ''), ifNull(invitation_id, '')";
const ANSWERED = "ifNull(toString(programme_id), ''), ifNull(response_id, '')";
const PUBLISHED = "type = 'instrument_published'";

export const keepRules: Readonly<Record<KeptName, KeepRule>> = {
  // Meetings come before pairings, whose lists of held meetings are taken from the meetings that are kept.
  // By pairing first: its columns repeat from meeting to meeting, so that the table is less than half as large.
  fact_meeting: {
    group: byProgramme('meeting_id'),
    kind: 'meeting',
    order: 'programme_id, pairing_id, meeting_id',
    sources: { ...paired.sources, meeting: [{ kind: 'meeting', columns: 'programme_id, meeting_id' }] },
  },
  fact_pairing: { ...paired, order: 'programme_id, pairing_id' },
  fact_goal: {
    group: byProgramme('goal_id'),
    kind: 'goal',
    order: 'programme_id, goal_id',
    sources: {
      programme: 'all',
      participant: [{ kind: 'goal_person', columns: 'participant_id' }],
      pairing: [{ kind: 'goal_pairing', columns: 'programme_id, pairing_id' }],
      goal: [{ kind: 'goal', columns: "programme_id, ifNull(goal_id, '')" }],
    },
  },
  fact_skill_assessment: {
    group: 'sipHash64(toString(participant_id))',
    kind: 'assessed',
    order: 'programme_id, participant_id',
    sources: {
      programme: 'all',
      participant: [{ kind: 'assessed_person', columns: 'participant_id' }],
      pairing: [{ kind: 'assessed_pairing', columns: 'programme_id, pairing_id' }],
      goal: [{ kind: 'assessed', columns: "ifNull(participant_id, '')" }],
    },
  },
  fact_alert: {
    group: byProgramme('alert_id'),
    kind: 'alert',
    order: 'programme_id, alert_id',
    sources: {
      programme: 'all',
      pairing: [{ kind: 'alert_pairing', columns: 'programme_id, pairing_id' }],
      alert: [{ kind: 'alert', columns: 'programme_id, alert_id' }],
    },
  },
  fact_invitation: {
    group: byProgramme('invitation_id'),
    kind: 'invitation',
    order: 'programme_id, invitation_id',
    // All that was said of a response, lest an earlier word of it decides whose it is.
    sources: {
      programme: 'all',
      survey: [
        { kind: 'invitation', columns: INVITED },
        { kind: 'invitation_response', columns: ANSWERED },
      ],
    },
  },
  fact_answer: {
    group: byProgramme('response_id'),
    kind: 'response',
    order: 'programme_id, measure, response_id, item_id',
    sources: {
      programme: 'all',
      pairing: [{ kind: 'response_pairing', columns: 'programme_id, pairing_id' }],
      survey: [
        { kind: 'response', columns: ANSWERED },
        { kind: 'response_invitation', columns: INVITED, where: "type = 'invitation_sent'" },
        { kind: 'response', columns: "'', ''", where: PUBLISHED },
      ],
    },
  },
  fact_enrolment: { ...personal, order: 'programme_id, participant_id, role, enrolled_at' },
  fact_employment: { ...personal, order: 'participant_id, employment_id' },
  fact_promotion: { ...personal, order: 'participant_id, promoted_at' },
  fact_milestone: { ...personal, order: 'participant_id, milestone' },
  dim_participant: { ...personal, order: 'participant_id' },
  // Never dirty by itself: a programme that is configured anew has everything filled again.
  dim_programme: {
    group: 'sipHash64(toString(programme_id))',
    kind: 'programme',
    order: 'programme_id',
    sources: { programme: 'all' },
  },
};

export const keptNames = Object.keys(keepRules) as readonly KeptName[];
