/** Which events made units differ: by leaving out one type at a time from what was told, and adding it alone to what was known. */
import type { StreamName } from '@rapport/events';
import type { DataTimes, SqlParameter } from '../compile.ts';
import type { MetricQuery } from '../request.ts';
import { type RawRow, textIn } from '../summary-row.ts';
import { differingUnits, idColumns, unitsKnown } from './knowledge.ts';

/** An event's columns by which it is tied to units, closest first. */
const ties: Readonly<Record<StreamName, readonly string[]>> = {
  programme: ['programme_id'],
  participant: ['participant_id'],
  pairing: ['pairing_id'],
  meeting: ['meeting_id', 'pairing_id'],
  survey: ['response_id', 'invitation_id', 'participant_id', 'pairing_id', 'instrument_id'],
  goal: ['goal_id', 'pairing_id', 'participant_id'],
  alert: ['alert_id', 'pairing_id'],
  workspace: ['item_id'],
};

/** What an event is about, as text. */
const entity: Readonly<Record<StreamName, string>> = {
  programme: 'programme_id',
  participant: 'participant_id',
  pairing: 'pairing_id',
  meeting: 'meeting_id',
  survey: "coalesce(response_id, invitation_id, instrument_id, '')",
  goal: "coalesce(goal_id, participant_id, '')",
  alert: 'alert_id',
  workspace: 'item_id',
};

const people = ['participant_id', 'mentor_id', 'mentee_id'];

/** SQL: whether an event is about one of the changed units (a CTE `changed` with the units' ids). */
export function isAboutUnit(stream: StreamName, columns: readonly string[]): string {
  const ids = idColumns(columns);
  // What is kept in the dashboard changes no number.
  if (stream === 'workspace' && !ids.includes('event_id')) return '0';
  if (ids.includes('event_id')) return 'toString(event_id) IN (SELECT toString(event_id) FROM changed)';
  const shared = ties[stream].filter((column) => ids.includes(column));
  const persons = people.filter((column) => ids.includes(column));
  const changedPeople = `(SELECT arrayJoin([${persons.map((column) => `toString(${column})`).join(', ')}]) FROM changed)`;
  if (stream === 'participant' && persons.length > 0) return `participant_id IN ${changedPeople}`;
  if (shared.length > 0) {
    // By the closest tie that the event has: a response is about its answers, not about all that its author answered.
    const byTie = shared.map((tie) => `isNotNull(${tie}), toString(${tie}) IN (SELECT toString(${tie}) FROM changed)`);
    return `multiIf(${byTie.join(', ')}, 0)`;
  }
  if (persons.length > 0 && ['pairing', 'meeting', 'goal', 'alert'].includes(stream)) {
    return `pairing_id IN (SELECT pairing_id FROM events_pairing WHERE mentor_id IN ${changedPeople} OR mentee_id IN ${changedPeople})`;
  }
  // Units that do not name what such events are about: then any of them may be the one.
  return '(SELECT count() FROM changed) > 0';
}

const BETWEEN =
  "recorded_at > {known_before:DateTime64(3, 'UTC')} AND recorded_at <= {known_after:DateTime64(3, 'UTC')}";

/**
 * void: takes its entity out. correction: stands in for an earlier event. late: had happened by the first moment, and was
 * told after it. new: happened since.
 */
export type EventClass = 'late' | 'correction' | 'void' | 'new';

const CLASS = `multiIf(e.type = 'voided', 'void', e.supersedes IS NOT NULL, 'correction',
    e.occurred_at <= {known_before:DateTime64(3, 'UTC')}, 'late', 'new')`;

/** An event that changed the answer, with its place on the log. `entity` is what it is about: a pairing's id, say. */
export type ChangingEvent = {
  event_id: string;
  type: string;
  class: EventClass;
  entity: string;
  occurred_at: string;
  recorded_at: string;
  supersedes: string | null;
  stream: string;
  partition: number;
  offset: string;
};

/**
 * How many events of which type were told between the two moments, on some streams, and how many of them can matter: what
 * happened after as_of has no effect unless it stands in for an earlier event.
 */
export function toldSql(streams: readonly StreamName[]): string {
  const matters = "countIf(occurred_at <= {as_of:DateTime64(3, 'UTC')} OR supersedes IS NOT NULL)";
  const each = streams.map(
    (stream) => `SELECT '${stream}' AS stream, toString(type) AS type, count() AS events, ${matters} AS mattering
FROM events_${stream} FINAL WHERE ${BETWEEN} GROUP BY type`,
  );
  return `SELECT * FROM (\n${each.join('\nUNION ALL\n')}\n) ORDER BY stream, type`;
}

/** A type of events that may have changed units; `alone`: no other type was told, so that it has changed them all. */
export type Suspect = { stream: StreamName; type: string; alone: boolean };

export type SqlQuestion = { sql: string; params: Record<string, SqlParameter> };

/**
 * The events of one type that were told in between and changed a unit: rows with class, `of_class` (how many of that
 * class), and the event, at most {listed} of a class. Where the sample names its events itself, no type needs a trial.
 */
export function changingEventsSql(
  query: MetricQuery,
  times: DataTimes,
  columns: readonly string[],
  { stream, type, alone }: Suspect,
): SqlQuestion {
  const units = (knowledge: Parameters<typeof unitsKnown>[2]) => unitsKnown(query, times, knowledge).sql;
  const differing = (one: string, other: string) => differingUnits(query, columns, one, other);
  const changed =
    alone || idColumns(columns).includes('event_id')
      ? differing(units('before'), units('after'))
      : `${differing(units('after'), units({ without: stream }))}
UNION ALL
${differing(units('before'), units({ with: stream }))}`;
  const { params } = unitsKnown(query, times, 'after');
  const sql = `WITH changed AS (${changed})
SELECT class, count() OVER (PARTITION BY class) AS of_class, event_id, type, entity, occurred_at, recorded_at, supersedes,
  partition, offset
FROM (
  SELECT ${CLASS} AS class, toString(e.event_id) AS event_id, concat('${stream}.', e.type) AS type,
    toString(${entity[stream]}) AS entity, e.occurred_at AS occurred_at, e.recorded_at AS recorded_at,
    toString(e.supersedes) AS supersedes, e._partition AS partition, toString(e._offset) AS offset
  FROM (
    SELECT * FROM events_${stream} FINAL
    WHERE type = {event_type:String} AND ${BETWEEN} AND ${isAboutUnit(stream, columns)}
  ) AS e
) ORDER BY class, recorded_at, event_id LIMIT {listed:UInt32} BY class`;
  return { sql, params: { ...params, event_type: type } };
}

const instantOf = (text: string) => new Date(`${text.replace(' ', 'T')}Z`).toISOString();

/** A row of `changingEventsSql` as an event. */
export function eventOf(stream: StreamName, row: RawRow): ChangingEvent {
  const supersedes = row['supersedes'];
  return {
    event_id: textIn(row, 'event_id'),
    type: textIn(row, 'type'),
    class: textIn(row, 'class') as EventClass,
    entity: textIn(row, 'entity'),
    occurred_at: instantOf(textIn(row, 'occurred_at')),
    recorded_at: instantOf(textIn(row, 'recorded_at')),
    supersedes: supersedes === null || supersedes === undefined ? null : String(supersedes),
    stream,
    partition: Number(row['partition']),
    offset: textIn(row, 'offset'),
  };
}
