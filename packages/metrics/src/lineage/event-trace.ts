/** One event: where it lies, how it came here, what it corrects, and what it feeds. */
import { type StreamName, streams, topicOf } from '@rapport/events';
import { metrics } from '../catalogue.ts';
import type { RunQuery } from '../engine.ts';
import { queryOf } from '../request.ts';
import { type RawRow, textIn } from '../summary-row.ts';
import { type EventPlace, type LineageEvent, lineageEventOf } from './event-row.ts';
import { tieColumns } from './event-ties.ts';
import { streamsRead } from './lineage-sources.ts';

/** A record of the log that carried the event; a producer, or an import done again, may have sent it several times. */
export type EventReceipt = EventPlace & { recorded_at: string; kafka_at: string; stored_at: string };

export type EventTrace = {
  event: LineageEvent;
  /** Every field that it fills, as it was stored. */
  fields: Record<string, unknown>;
  receipts: EventReceipt[];
  /** Seconds from recording to Kafka's taking it, and from there to the warehouse. */
  delays: { to_kafka: number; to_warehouse: number };
  /** The chain of corrections that it is part of, the first told first. The last one counts, unless it is void. */
  chain: LineageEvent[];
  /** What it is about, and which metrics are made of events of its stream. */
  feeds: { units: Record<string, string>; metrics: string[] };
};

const LONGEST_CHAIN = 50;
const BESIDE = [
  ...[
    '_partition',
    '_offset',
    '_timestamp',
    'inserted_at',
    'event_id',
    'supersedes',
    'type',
    'occurred_at',
    'recorded_at',
  ],
  ...['full_type', 'at_partition', 'at_offset'],
];

const instantOf = (text: string) => new Date(`${text.replace(' ', 'T')}Z`).toISOString();
const isFilled = (value: unknown) =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0) && JSON.stringify(value) !== '{}';

/** Metrics whose units are folded from a stream. */
function metricsOf(stream: StreamName): string[] {
  return metrics
    .filter((metric) => {
      const asked = { groupBy: metric.alwaysBy ?? metric.dimensions.slice(0, 1), protection: 'none' } as const;
      return streamsRead(queryOf(metric, asked, 0)).includes(stream);
    })
    .map(({ id }) => id);
}

/** Every field that an event fills, but its envelope. */
function fieldsOf(row: RawRow): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => isFilled(value) && !BESIDE.includes(name)));
}

function delaysOf(event: LineageEvent, row: RawRow): EventTrace['delays'] {
  const kafka = instantOf(textIn(row, '_timestamp'));
  const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1_000;
  return { to_kafka: seconds(event.recorded_at, kafka), to_warehouse: seconds(kafka, event.stored_at) };
}

function tiesOf(stream: StreamName, row: RawRow): Record<string, string> {
  const filled = tieColumns(stream).filter((name) => isFilled(row[name]));
  return Object.fromEntries(filled.map((name) => [name, String(row[name])]));
}

type Dependencies = { query: RunQuery; topicPrefix?: string };

/** Gives the traces of an event id: none for one that was never stored, several where its producer used it for several. */
export function createEventTraces({ query, topicPrefix = '' }: Dependencies) {
  async function storedAs(stream: StreamName, condition: string, params: Record<string, string>): Promise<RawRow[]> {
    return query(
      `SELECT * REPLACE (toString(event_id) AS event_id, toString(supersedes) AS supersedes),
         concat('${stream}.', type) AS full_type, _partition AS at_partition, toString(_offset) AS at_offset
       FROM (SELECT * FROM events_${stream} FINAL WHERE ${condition})`,
      params,
    );
  }

  const eventOf = (stream: StreamName, row: RawRow) => lineageEventOf(stream, row, topicPrefix);

  async function receiptsOf(stream: StreamName, id: string): Promise<EventReceipt[]> {
    const rows = await query(
      `SELECT partition, toString(offset) AS at_offset, recorded_at, kafka_at, inserted_at FROM event_receipts FINAL
       WHERE stream = {stream:String} AND event_id = {id:UUID} ORDER BY kafka_at, partition, offset`,
      { stream, id },
    );
    return rows.map((row) => {
      return {
        topic: topicOf(stream, topicPrefix),
        partition: Number(row['partition']),
        offset: textIn(row, 'at_offset'),
        recorded_at: instantOf(textIn(row, 'recorded_at')),
        kafka_at: instantOf(textIn(row, 'kafka_at')),
        stored_at: instantOf(textIn(row, 'inserted_at')),
      };
    });
  }

  /** Walks the corrections in both directions; two that name each other end it. */
  async function chainOf(stream: StreamName, event: LineageEvent): Promise<LineageEvent[]> {
    const seen = new Map([[event.event_id, event]]);
    let edge = [event];
    while (edge.length > 0 && seen.size < LONGEST_CHAIN) {
      const next: LineageEvent[] = [];
      for (const one of edge) {
        const near = await storedAs(stream, 'event_id = {earlier:UUID} OR supersedes = {id:UUID}', {
          earlier: one.supersedes ?? one.event_id,
          id: one.event_id,
        });
        next.push(...near.map((row) => eventOf(stream, row)).filter(({ event_id }) => !seen.has(event_id)));
      }
      for (const one of next) seen.set(one.event_id, one);
      edge = next;
    }
    const chain = [...seen.values()].sort((a, b) => (a.recorded_at < b.recorded_at ? -1 : 1));
    return chain.map((one) => {
      const corrected = chain.find(({ supersedes }) => supersedes === one.event_id);
      return { ...one, superseded_by: corrected?.event_id ?? null };
    });
  }

  async function traceOf(stream: StreamName, row: RawRow): Promise<EventTrace> {
    const event = eventOf(stream, row);
    const [receipts, chain] = [await receiptsOf(stream, event.event_id), await chainOf(stream, event)];
    return {
      ...{ event: chain.find(({ event_id }) => event_id === event.event_id) ?? event, receipts, chain },
      ...{ fields: fieldsOf(row), delays: delaysOf(event, row) },
      feeds: { units: tiesOf(stream, row), metrics: metricsOf(stream) },
    };
  }

  return async function tracesOf(id: string): Promise<EventTrace[]> {
    const found: EventTrace[] = [];
    for (const { name } of streams) {
      for (const row of await storedAs(name, 'event_id = {id:UUID}', { id })) found.push(await traceOf(name, row));
    }
    return found;
  };
}

/** Whether a text can be the id of an event. */
export const isEventId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
