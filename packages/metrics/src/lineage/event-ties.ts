/** Which events a unit is made of: by the ids that both name, the closest first. */
import type { StreamName } from '@rapport/events';

/** Ids of events by stream, closest first: an answer is about its response, not about all that its author answered. */
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

const people = ['participant_id', 'mentor_id', 'mentee_id'];

export type Ids = Readonly<Record<string, string>>;

/** The pairings of people, by person: for units that name people and no pairing. */
export type PairingsOf = (person: string) => ReadonlySet<string>;

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Ids of a unit. What is odd about pairings and meetings is counted under the stream's own name for them. */
export function idsOf(unit: Ids): Ids {
  const { event_id: id = '', stream = '' } = unit;
  if (id === '' || isUuid(id) || (stream !== 'pairing' && stream !== 'meeting')) return unit;
  return { programme_id: unit['programme_id'] ?? '', [`${stream}_id`]: id };
}

/** The people whom a unit names, once each. */
export const peopleOf = (unit: Ids): string[] => [...new Set(people.flatMap((name) => unit[name] ?? []))];

/** Whether a unit's pairings are found by its people. */
const findsPairings = (unit: Ids) => unit['pairing_id'] === undefined && peopleOf(unit).length > 0;

/** Ids by which a unit's events of a stream are looked up: column and values. Several: the first that the event has. */
export function lookups(stream: StreamName, unit: Ids, pairingsOf: PairingsOf): Map<string, readonly string[]> {
  if (unit['event_id'] !== undefined) {
    const isElsewhere = unit['stream'] !== undefined && unit['stream'] !== stream;
    return isElsewhere ? new Map() : new Map([['event_id', [unit['event_id']]]]);
  }
  if (stream === 'participant') return new Map([['participant_id', peopleOf(unit)]]);
  const own = ties[stream].flatMap((name): [string, string[]][] => {
    const value = unit[name];
    return value === undefined ? [] : [[name, [value]]];
  });
  if (own.length > 0) return new Map(own);
  if (!findsPairings(unit) || ['programme', 'survey', 'workspace'].includes(stream)) return new Map();
  return new Map([['pairing_id', peopleOf(unit).flatMap((person) => [...pairingsOf(person)])]]);
}

/** Columns that an event of a stream is tied by. */
export const tieColumns = (stream: StreamName): readonly string[] => ties[stream];

/** Whether an event, by its ids, is one of a unit's. A pairing's and a meeting's id mean something in their programme only. */
export function isTied(event: Ids, unit: Ids, wanted: ReadonlyMap<string, readonly string[]>): boolean {
  const [eventProgramme, unitProgramme] = [event['programme_id'], unit['programme_id']];
  const isElsewhere = eventProgramme !== undefined && unitProgramme !== undefined && eventProgramme !== unitProgramme;
  if (isElsewhere) return false;
  for (const [column, values] of wanted) {
    const value = event[column];
    if (value !== undefined) return values.includes(value);
  }
  return false;
}
