/** A database of its own, filled with events through the real sink, and an engine over it. */
import { randomUUID } from 'node:crypto';
import {
  checkEvent,
  encodeEvent,
  eventIdFrom,
  latestSchema,
  type RapportEvent,
  type StreamName,
  streamOf,
} from '@rapport/events';
import { createChunkSink, createWarehouse, migrate, sinkChunkFromRows, type Warehouse } from '@rapport/warehouse';
import { createMetricEngine, type MetricEngine } from '../engine.ts';

export type Scenario = {
  warehouse: Warehouse;
  engine: MetricEngine;
  /** Stores the events as a projector would. Order and repetition are the caller's. */
  load: (events: readonly RapportEvent[]) => Promise<void>;
  close: () => Promise<void>;
};

const HOUR_MS = 3_600_000;
const CHUNK_ROWS = 50_000;

/** Fields of an event beside those that the helper fills; times may be RFC 3339 texts. */
export type EventFields = { [field: string]: unknown };

const instants = new Set(['starts_at', 'committed_end_at', 'closes_at', 'due_at', 'recorded_at']);

/**
 * An event in short: type, when, and its own fields. Id from what it says (so the same call is the same event), recorded
 * an hour after it happened unless said otherwise.
 */
export function event(type: RapportEvent['type'], at: string, fields: EventFields): RapportEvent {
  const occurred = Date.parse(at);
  const timed = Object.entries(fields).map(([name, value]) => [
    name,
    instants.has(name) ? Date.parse(String(value)) : value,
  ]);
  const checked = checkEvent({
    event_id: eventIdFrom('scenario', JSON.stringify([type, at, fields])),
    type,
    occurred_at: occurred,
    recorded_at: occurred + HOUR_MS,
    source: 'scenario',
    ...Object.fromEntries(timed),
  });
  if (checked.ok) return checked.event;
  throw new Error(`${type} at ${at}: ${checked.issues.map(({ field, message }) => `${field} ${message}`).join('; ')}`);
}

/** A fresh, migrated database. `now` is the engine's clock. Close drops the database. */
export async function createScenario(url: string, now: string): Promise<Scenario> {
  const warehouse = createWarehouse({ url, database: `metrics_${randomUUID().replaceAll('-', '')}` });
  await migrate(warehouse);
  const sink = createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 });
  const offsets = new Map<StreamName, bigint>();
  const engine = createMetricEngine({
    query: (sql, params) => warehouse.query(sql, params),
    clock: () => Date.parse(now),
  });

  async function writeChunk(stream: StreamName, events: readonly RapportEvent[]): Promise<void> {
    const first = offsets.get(stream) ?? 0n;
    const schemaId = latestSchema(stream).id;
    const rows = events.map((one, index) => ({
      offset: first + BigInt(index),
      timestampMs: one.recorded_at,
      schemaId,
      // The sink wants the bare datum: five bytes of framing stand before it.
      datum: encodeEvent(one).subarray(5),
    }));
    const lastOffset = first + BigInt(events.length) - 1n;
    const topic = `mentorship.${stream}.v1`;
    await sink.write(sinkChunkFromRows({ stream, topic, partition: 0, firstOffset: first, lastOffset, rows, dead: 0 }));
    offsets.set(stream, lastOffset + 1n);
  }

  async function load(events: readonly RapportEvent[]): Promise<void> {
    for (const [stream, own] of Map.groupBy(events, ({ type }) => streamOf(type))) {
      for (let at = 0; at < own.length; at += CHUNK_ROWS) await writeChunk(stream, own.slice(at, at + CHUNK_ROWS));
    }
  }

  async function close(): Promise<void> {
    await warehouse.exec(`DROP DATABASE ${warehouse.database}`);
    await warehouse.close();
  }
  return { warehouse, engine, load, close };
}
