/** What happened to one pairing, event by event: for those who run its programme. */
import type { StreamName } from '@rapport/events';
import { sqlInstant } from '../compile.ts';
import type { RunQuery } from '../engine.ts';
import { type RawRow, textIn } from '../summary-row.ts';
import { eventColumns, type LineageEvent, lineageEventOf } from './event-row.ts';

/** An event with what it says, and without what people said in confidence. */
export type TimelineEvent = LineageEvent & { fields: Record<string, unknown> };

export type PairingTimeline = {
  programme_id: string;
  pairing_id: string;
  mentor_id: string | null;
  mentee_id: string | null;
  events: TimelineEvent[];
  events_left_out: number;
};

export type TimelineAsked = {
  /** A pairing, or one event of one: then the timeline is that event alone. */
  of: { pairing: string } | { event: string };
  /** Programmes whose pairings are looked at. */
  programmes: 'all' | readonly string[];
  /** Epoch milliseconds. */
  asOf: number;
  knownAt: number;
  /** Whether ratings and assessments are listed: what one person said of another is no business of who runs the programme. */
  scores: boolean;
};

const FIELDS: Partial<Record<StreamName, readonly string[]>> = {
  pairing: ['mentor_id', 'mentee_id', 'side', 'reason', 'match_method', 'cadence_days', 'committed_end_at'],
  meeting: ['meeting_id', 'starts_at', 'duration_minutes', 'mode', 'evidence', 'side', 'reason', 'topics'],
  goal: ['goal_id', 'participant_id', 'term', 'category', 'due_at', 'progress', 'obstacle', 'reason'],
};
const SCORED: Partial<Record<StreamName, { type: string; fields: readonly string[] }>> = {
  meeting: { type: 'rated', fields: ['rating'] },
  goal: { type: 'skill_assessed', fields: ['skill', 'rater', 'phase', 'score'] },
};
const LISTED = ['pairing', 'meeting', 'goal'] as const;
const MOST_EVENTS = 2_000;

function timelineSql(stream: StreamName, { of, programmes, scores }: TimelineAsked): string {
  const scored = SCORED[stream];
  const fields = [...(FIELDS[stream] ?? []), ...(scores ? (scored?.fields ?? []) : [])];
  const conditions = [
    'pairing' in of ? 'pairing_id = {pairing:String}' : 'event_id = {event:UUID}',
    "recorded_at <= {known_at:DateTime64(3, 'UTC')}",
    "occurred_at <= {as_of:DateTime64(3, 'UTC')}",
    ...(programmes === 'all' ? [] : ['programme_id IN {programmes:Array(String)}']),
    ...(scores || scored === undefined ? [] : [`type != '${scored.type}'`]),
  ];
  return `SELECT ${eventColumns(stream)}, programme_id, ifNull(toString(pairing_id), '') AS of_pairing, ${fields.map((name) => `${name} AS f_${name}`).join(', ')}
FROM (SELECT * FROM events_${stream} FINAL WHERE ${conditions.join(' AND ')})`;
}

const isFilled = (value: unknown) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

function timelineEvent(stream: StreamName, row: RawRow, topicPrefix: string): TimelineEvent {
  const fields = Object.entries(row).flatMap(([name, value]): [string, unknown][] =>
    name.startsWith('f_') && isFilled(value) ? [[name.slice(2), value]] : [],
  );
  return { ...lineageEventOf(stream, row, topicPrefix), fields: Object.fromEntries(fields) };
}

const inOrder = (a: TimelineEvent, b: TimelineEvent) =>
  [a.occurred_at, a.recorded_at, a.event_id].join() < [b.occurred_at, b.recorded_at, b.event_id].join() ? -1 : 1;

function timelineOf(programme_id: string, pairing_id: string, found: readonly TimelineEvent[]): PairingTimeline {
  const corrections = new Map(
    found.flatMap(({ supersedes, event_id }) => (supersedes === null ? [] : [[supersedes, event_id]])),
  );
  const events = found
    .map((event) => ({ ...event, superseded_by: corrections.get(event.event_id) ?? null }))
    .sort(inOrder);
  const text = (name: string) => {
    const value = events.findLast(({ fields, superseded_by }) => superseded_by === null && name in fields)?.fields[
      name
    ];
    return typeof value === 'string' ? value : null;
  };
  return {
    ...{ programme_id, pairing_id, mentor_id: text('mentor_id'), mentee_id: text('mentee_id') },
    events: events.slice(0, MOST_EVENTS),
    events_left_out: Math.max(0, events.length - MOST_EVENTS),
  };
}

type Found = { programme: string; pairing: string; event: TimelineEvent };

type Dependencies = { query: RunQuery; topicPrefix?: string };

/**
 * Gives a pairing's timelines: one for each programme that has a pairing of that id, none where nobody, or nobody within
 * `programmes`, has: the two take the same questions and time.
 */
export function createPairingTimelines({ query, topicPrefix = '' }: Dependencies) {
  return async function timelinesOf(asked: TimelineAsked): Promise<PairingTimeline[]> {
    const params = {
      ...asked.of,
      as_of: sqlInstant(asked.asOf),
      known_at: sqlInstant(asked.knownAt),
      ...(asked.programmes === 'all' ? {} : { programmes: [...asked.programmes] }),
    };
    const found: Found[] = [];
    for (const stream of LISTED) {
      for (const row of await query(timelineSql(stream, asked), params)) {
        const event = timelineEvent(stream, row, topicPrefix);
        found.push({ programme: textIn(row, 'programme_id'), pairing: textIn(row, 'of_pairing'), event });
      }
    }
    return [...Map.groupBy(found, ({ programme }) => programme)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([programme, own]) => {
        const events = own.map(({ event }) => event);
        return timelineOf(programme, own[0]?.pairing ?? '', events);
      });
  };
}
