/**
 * Which groups of kept facts the events since a position have made dirty, and what their folds need. Every list may hold
 * too much, never too little: making a group anew that did not change costs time and changes nothing.
 */
import { type StreamName, streams } from '@rapport/events';
import { literal } from '../relations/relation.ts';
import type { DirtyKind, KeptName } from './kept-rules.ts';
import { CORRECTIONS, DIRTY, freshTable, keptTable } from './kept-tables.ts';
import type { Settled } from './settled-parts.ts';

/** The last offset that is known, by stream and partition. */
export type Positions = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Events that came due: those which happened in (from, to]; as texts of DateTime64(3, 'UTC'). */
export type Due = { from: string; to: string };

const streamNames: readonly StreamName[] = streams.map(({ name }) => name);

/**
 * SQL condition: the events of a stream beyond a position, and those that have come due. `settled`: parts of its table that
 * hold none beyond it.
 */
export function touchedCondition(
  stream: StreamName,
  positions: Positions,
  due: Due | undefined,
  settled: readonly string[] = [],
): string {
  const known = Object.entries(positions[stream] ?? {});
  const beyond = known.map(
    ([partition, offset]) => `(_partition = ${Number(partition)} AND _offset > ${Number(offset)})`,
  );
  const others =
    known.length === 0 ? '1' : `_partition NOT IN (${known.map(([partition]) => Number(partition)).join(', ')})`;
  const came =
    due === undefined
      ? []
      : [
          `(occurred_at > toDateTime64('${due.from}', 3, 'UTC') AND occurred_at <= toDateTime64('${due.to}', 3, 'UTC'))`,
        ];
  const unsettled =
    settled.length === 0 || due !== undefined ? '' : ` AND _part NOT IN (${settled.map(literal).join(', ')})`;
  return `((${[...beyond, others, ...came].join(' OR ')})${unsettled})`;
}

/** Takes down the corrections among the touched events. */
export function correctionsSql(stream: StreamName, touched: string): string {
  return `INSERT INTO ${CORRECTIONS} (stream, supersedes, recorded_at)
SELECT '${stream}', assumeNotNull(supersedes), recorded_at FROM events_${stream} WHERE supersedes IS NOT NULL AND ${touched}`;
}

/** All corrections of a stream, for a filling. */
export function allCorrectionsSql(stream: StreamName): string {
  return `INSERT INTO ${CORRECTIONS} (stream, supersedes, recorded_at)
SELECT '${stream}', assumeNotNull(supersedes), recorded_at FROM events_${stream} FINAL WHERE supersedes IS NOT NULL`;
}

/** The touched events and those that they correct, whose entities are another's now and then. */
function withCorrected(stream: StreamName, touched: string, corrected: boolean): string {
  if (!corrected) return touched;
  return `(${touched} OR event_id IN (SELECT assumeNotNull(supersedes) FROM events_${stream} WHERE supersedes IS NOT NULL AND ${touched}))`;
}

const put = (run: string, kind: DirtyKind, select: string) =>
  `INSERT INTO ${DIRTY} (run, kind, programme_id, id) SELECT DISTINCT ${run}, '${kind}', k.1, k.2 FROM (${select}) WHERE k.2 != ''`;

const dirtyIds = (run: string, kind: DirtyKind) => `(SELECT id FROM ${DIRTY} WHERE run = ${run} AND kind = '${kind}')`;
const dirtyKeys = (run: string, kind: DirtyKind) =>
  `(SELECT programme_id, id FROM ${DIRTY} WHERE run = ${run} AND kind = '${kind}')`;

/** (programme, id) of an entity, both as plain texts. */
const key = (id: string) => `(ifNull(toString(programme_id), ''), ifNull(toString(${id}), '')) AS k`;
const person = (id: string) => `('', ifNull(toString(${id}), '')) AS k`;

/** Rows that are or were kept: more than is true now, which does no harm. */
function keptRows(name: KeptName, select: string, where: string): string {
  return `SELECT ${select} FROM ${keptTable(name)} WHERE ${where} UNION ALL SELECT ${select} FROM ${freshTable(name)} WHERE NOT _marker AND ${where}`;
}

export type Touched = Readonly<Record<StreamName, string>>;

/** The condition on each stream's events, corrected ones included where `corrected` says that there are corrections. */
export function touchedOf(
  positions: Positions,
  due: Due | undefined,
  corrected: ReadonlySet<StreamName>,
  settled: Settled = {},
): Touched {
  const entries = streamNames.map((stream) => {
    const plain = touchedCondition(stream, positions, due, settled[stream]);
    return [stream, withCorrected(stream, plain, corrected.has(stream))];
  });
  return Object.fromEntries(entries) as Record<StreamName, string>;
}

/** What the events of the streams that have any themselves name. */
export function directSql(run: string, touched: Touched, some: ReadonlySet<StreamName>): string[] {
  const survey = `FROM events_survey WHERE ${touched.survey}`;
  const byStream: Partial<Record<StreamName, readonly string[]>> = {
    participant: [
      put(run, 'person', `SELECT ${person('participant_id')} FROM events_participant WHERE ${touched.participant}`),
    ],
    pairing: [put(run, 'pairing_changed', `SELECT ${key('pairing_id')} FROM events_pairing WHERE ${touched.pairing}`)],
    meeting: [put(run, 'meeting', `SELECT ${key('meeting_id')} FROM events_meeting WHERE ${touched.meeting}`)],
    goal: [
      put(run, 'goal', `SELECT ${key('goal_id')} FROM events_goal WHERE ${touched.goal}`),
      put(
        run,
        'assessed',
        `SELECT ${person('participant_id')} FROM events_goal WHERE type = 'skill_assessed' AND ${touched.goal}`,
      ),
    ],
    alert: [put(run, 'alert', `SELECT ${key('alert_id')} FROM events_alert WHERE ${touched.alert}`)],
    survey: [
      put(run, 'invitation', `SELECT ${key('invitation_id')} ${survey}`),
      put(run, 'response', `SELECT ${key('response_id')} ${survey}`),
    ],
  };
  return [...some].flatMap((stream) => byStream[stream] ?? []);
}

/** What follows for pairings and their meetings. `pairingsChanged`: whether pairings themselves have changed. */
export function pairingSql(run: string, pairingsChanged: boolean): string[] {
  const named = `(programme_id, meeting_id) IN ${dirtyKeys(run, 'meeting')} AND meeting_id IN ${dirtyIds(run, 'meeting')}`;
  const changed = `(programme_id, pairing_id) IN ${dirtyKeys(run, 'pairing_changed')}`;
  const ofChanged = [
    put(run, 'meeting', keptRows('fact_meeting', key('meeting_id'), changed)),
    put(run, 'pairing_person', couples(run, 'pairing_changed')),
  ];
  return [
    ...(pairingsChanged ? ofChanged : []),
    put(
      run,
      'pairing',
      `SELECT (programme_id, id) AS k FROM ${DIRTY} WHERE run = ${run} AND kind = 'pairing_changed'
UNION ALL SELECT ${key('pairing_id')} FROM events_meeting WHERE ${named}`,
    ),
  ];
}

/** The mentors and mentees that pairings of this kind ever named. */
function couples(run: string, kind: DirtyKind): string {
  return `SELECT ('', arrayJoin([ifNull(mentor_id, ''), ifNull(mentee_id, '')])) AS k FROM events_pairing
WHERE (programme_id, pairing_id) IN ${dirtyKeys(run, kind)}`;
}

/** What follows from people: their pairings look different, and their goals and assessments. */
export function personSql(run: string): string[] {
  const people = dirtyIds(run, 'person');
  return [
    put(
      run,
      'pairing_changed',
      keptRows('fact_pairing', key('pairing_id'), `(mentor_id IN ${people} OR mentee_id IN ${people})`),
    ),
    put(run, 'goal', keptRows('fact_goal', key('goal_id'), `participant_id IN ${people}`)),
    put(run, 'assessed', keptRows('fact_skill_assessment', person('participant_id'), `participant_id IN ${people}`)),
  ];
}

/** What follows from pairings whose people or dates may have changed: goals, assessments, answers and alerts about them. */
export function changedPairingSql(run: string): string[] {
  const about = `(programme_id, pairing_id) IN ${dirtyKeys(run, 'pairing_changed')}`;
  return [
    put(run, 'goal', keptRows('fact_goal', key('goal_id'), about)),
    put(run, 'assessed', keptRows('fact_skill_assessment', person('participant_id'), about)),
    put(run, 'response', keptRows('fact_answer', key('response_id'), about)),
    put(run, 'alert', keptRows('fact_alert', key('alert_id'), about)),
  ];
}

/** What the folds of dirty goals and assessments need. */
export function goalSql(run: string): string[] {
  const ofGoals = `FROM events_goal WHERE (programme_id, ifNull(goal_id, '')) IN ${dirtyKeys(run, 'goal')}`;
  const ofPeople = `FROM events_goal WHERE type = 'skill_assessed' AND ifNull(participant_id, '') IN ${dirtyIds(run, 'assessed')}`;
  return [
    put(run, 'goal_pairing', `SELECT ${key('pairing_id')} ${ofGoals}`),
    put(run, 'goal_person', `SELECT ${person('participant_id')} ${ofGoals} UNION ALL ${couples(run, 'goal_pairing')}`),
    put(run, 'assessed_pairing', `SELECT ${key('pairing_id')} ${ofPeople}`),
    put(
      run,
      'assessed_person',
      `SELECT ${person('participant_id')} ${ofPeople} UNION ALL ${couples(run, 'assessed_pairing')}`,
    ),
  ];
}

/** What the folds of dirty alerts need. */
export function alertSql(run: string): string[] {
  const ofAlerts = `FROM events_alert WHERE (programme_id, alert_id) IN ${dirtyKeys(run, 'alert')}`;
  return [put(run, 'alert_pairing', `SELECT ${key('pairing_id')} ${ofAlerts}`)];
}

/** What the folds of dirty invitations and responses need, and the invitations that a response has ever named. */
export function surveySql(run: string): string[] {
  const programme = "ifNull(toString(programme_id), '')";
  const inInvitations = (kind: DirtyKind) => `(${programme}, ifNull(invitation_id, '')) IN ${dirtyKeys(run, kind)}`;
  const inResponses = `(${programme}, ifNull(response_id, '')) IN ${dirtyKeys(run, 'response')}`;
  return [
    put(run, 'invitation', `SELECT ${key('invitation_id')} FROM events_survey WHERE ${inResponses}`),
    put(run, 'response', `SELECT ${key('response_id')} FROM events_survey WHERE ${inInvitations('invitation')}`),
    put(
      run,
      'invitation_response',
      `SELECT ${key('response_id')} FROM events_survey WHERE ${inInvitations('invitation')}`,
    ),
    put(run, 'response_invitation', `SELECT ${key('invitation_id')} FROM events_survey WHERE ${inResponses}`),
    put(
      run,
      'response_pairing',
      `SELECT ${key('pairing_id')} FROM events_survey WHERE ${inResponses} OR ${inInvitations('response_invitation')}`,
    ),
  ];
}
