/** From units to their events: those that were known at the cell's moments, with what stands in for them. */
import { streams as allStreams, type StreamName } from '@rapport/events';
import { sqlInstant } from '../compile.ts';
import { streamsOf } from '../diff/knowledge.ts';
import { type RawRow, textIn } from '../summary-row.ts';
import { eventColumns, type LineageEvent, lineageEventOf } from './event-row.ts';
import { type Ids, idsOf, isTied, lookups, type PairingsOf, peopleOf, tieColumns } from './event-ties.ts';
import type { LineageUnit } from './lineage-unit.ts';
import { NO_TIMES, storedEvents } from './stored-events.ts';
import type { TracedCell } from './trace-cell.ts';

const AS_OF = "{as_of:DateTime64(3, 'UTC')}";
const KNOWN_AT = "{known_at:DateTime64(3, 'UTC')}";

/** Units whose events are asked for at once: an address holds so many ids. */
const UNITS_AT_ONCE = 200;

/** Events of one unit that are listed; a mentor of many years has more. */
const MOST_EVENTS = 500;

export type UnitEvents = { events: LineageEvent[]; left_out: number };

/** The streams that a cell's units can have events on. Records that name their event may be of any stream. */
export function streamsFor({ query, columns }: Pick<TracedCell, 'query' | 'columns'>): StreamName[] {
  const read = streamsOf(query, NO_TIMES);
  return read.length === 0 && columns.ids.includes('event_id') ? allStreams.map(({ name }) => name) : read;
}

type FoundEvent = { stream: StreamName; ids: Ids; event: LineageEvent };

function eventsSql(stream: StreamName, wanted: ReadonlyMap<string, unknown>): string {
  const ids = ['programme_id', ...tieColumns(stream).filter((name) => name !== 'programme_id')];
  const ties = [...wanted.keys()].map((column) => `toString(${column}) IN {${column}:Array(String)}`);
  // A correction counts from when it was told, whatever time it is about.
  return `SELECT e.*, c.correction AS superseded_by FROM (
  SELECT ${ids.map((name) => `ifNull(toString(${name}), '') AS tie_${name}`).join(', ')}, ${eventColumns(stream)}
  FROM ${storedEvents(stream)}
  WHERE (${ties.join(' OR ')}) AND recorded_at <= ${KNOWN_AT} AND (occurred_at <= ${AS_OF} OR supersedes IS NOT NULL)
) AS e
LEFT ANY JOIN (
  SELECT toString(assumeNotNull(supersedes)) AS corrected, toString(event_id) AS correction FROM ${storedEvents(stream)}
  WHERE supersedes IS NOT NULL AND recorded_at <= ${KNOWN_AT} ORDER BY recorded_at DESC, correction
) AS c ON c.corrected = e.event_id
ORDER BY e.occurred_at, e.recorded_at, e.event_id`;
}

function idsOfEvent(stream: StreamName, row: RawRow): Ids {
  const names = ['programme_id', ...tieColumns(stream)];
  const ids = names.flatMap((name): [string, string][] => {
    const value = row[`tie_${name}`];
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  return { ...Object.fromEntries(ids), event_id: textIn(row, 'event_id') };
}

const none: PairingsOf = () => new Set();

/** Finds the events of listed units. `topicPrefix` is the installation's. Throws what the cell's `ask` throws. */
export function createUnitEvents(traced: TracedCell, topicPrefix = '') {
  const { ask, query } = traced;
  const moments = { as_of: sqlInstant(query.asOf), known_at: sqlInstant(query.knownAt) };
  const streams = streamsFor(traced);

  /** Pairings by person, for units that name nothing closer. */
  async function pairingsOf(units: readonly Ids[]): Promise<PairingsOf> {
    const persons = units.filter((unit) => unit['pairing_id'] === undefined).flatMap(peopleOf);
    if (persons.length === 0) return none;
    const rows = await ask(
      `SELECT DISTINCT pairing_id, arrayJoin([mentor_id, mentee_id]) AS person FROM events_pairing
       WHERE mentor_id IN {persons:Array(String)} OR mentee_id IN {persons:Array(String)}`,
      { persons: [...new Set(persons)] },
    );
    const found = Map.groupBy(rows, (row) => String(row['person'] ?? ''));
    return (person) => new Set(found.get(person)?.map((row) => textIn(row, 'pairing_id')) ?? []);
  }

  async function findEvents(stream: StreamName, units: readonly Ids[], pairings: PairingsOf): Promise<FoundEvent[]> {
    const wanted = new Map<string, Set<string>>();
    for (const unit of units) {
      for (const [column, values] of lookups(stream, unit, pairings)) {
        wanted.set(column, new Set([...(wanted.get(column) ?? []), ...values]));
      }
    }
    if ([...wanted.values()].every(({ size }) => size === 0)) return [];
    const params = Object.fromEntries([...wanted].map(([column, values]) => [column, [...values]]));
    const rows = await ask(eventsSql(stream, wanted), { ...moments, ...params });
    return rows.map((row) => {
      return { stream, ids: idsOfEvent(stream, row), event: lineageEventOf(stream, row, topicPrefix) };
    });
  }

  function eventsOfUnit(unit: Ids, found: readonly FoundEvent[], pairings: PairingsOf): UnitEvents {
    const wantedOf = new Map(streams.map((stream) => [stream, lookups(stream, unit, pairings)]));
    const own = found.filter(({ stream, ids }) => isTied(ids, unit, wantedOf.get(stream) ?? new Map()));
    const events = own
      .map(({ event }) => event)
      .sort((a, b) => (a.occurred_at === b.occurred_at ? 0 : a.occurred_at < b.occurred_at ? -1 : 1));
    return { events: events.slice(0, MOST_EVENTS), left_out: Math.max(0, events.length - MOST_EVENTS) };
  }

  /** The events of each unit, in the units' order, oldest first. */
  return async function eventsOf(units: readonly LineageUnit[]): Promise<UnitEvents[]> {
    const result: UnitEvents[] = [];
    for (let from = 0; from < units.length; from += UNITS_AT_ONCE) {
      const ids = units.slice(from, from + UNITS_AT_ONCE).map(({ unit }) => idsOf(unit));
      const pairings = await pairingsOf(ids);
      const found: FoundEvent[] = [];
      for (const stream of streams) found.push(...(await findEvents(stream, ids, pairings)));
      result.push(...ids.map((unit) => eventsOfUnit(unit, found, pairings)));
    }
    return result;
  };
}
