/** A database of its own, filled with events through the real sink. */
import { randomUUID } from 'node:crypto';
import {
  checkEvent,
  encodeEvent,
  eventIdFrom,
  latestSchema,
  type RapportEvent,
  type StreamName,
  streamOf,
  topicOf,
} from '@rapport/events';
import { createChunkSink, createWarehouse, migrate, sinkChunkFromRows } from '@rapport/warehouse';
import type { RunQuery } from '../evaluate.ts';

const FRAME_BYTES = 5;

export type AttentionScenario = {
  query: RunQuery;
  load: (events: readonly RapportEvent[]) => Promise<void>;
  close: () => Promise<void>;
};

const at = (text: string) => Date.parse(`${text}T00:00:00Z`);

/** An event in short, recorded when it happened; fields that end with _at are days. */
export function event(type: RapportEvent['type'], day: string, fields: Record<string, unknown>): RapportEvent {
  const timed = Object.entries(fields).map(([name, value]) => [name, name.endsWith('_at') ? at(String(value)) : value]);
  const checked = checkEvent({
    ...{ event_id: eventIdFrom('attention', JSON.stringify([type, day, fields])), type, source: 'scenario' },
    ...{ occurred_at: at(day), recorded_at: at(day) },
    ...Object.fromEntries(timed),
  });
  if (checked.ok) return checked.event;
  throw new Error(`${type} on ${day}: ${JSON.stringify(checked.issues)}`);
}

/** A fresh, migrated database; close drops it. */
export async function createAttentionScenario(url: string): Promise<AttentionScenario> {
  const warehouse = createWarehouse({ url, database: `attention_${randomUUID().replaceAll('-', '')}` });
  await migrate(warehouse);
  const sink = createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 });
  const offsets = new Map<StreamName, bigint>();

  async function store(stream: StreamName, events: readonly RapportEvent[]): Promise<void> {
    const firstOffset = offsets.get(stream) ?? 0n;
    const rows = events.map((one, index) => ({
      offset: firstOffset + BigInt(index),
      timestampMs: one.recorded_at,
      schemaId: latestSchema(stream).id,
      datum: encodeEvent(one).subarray(FRAME_BYTES),
    }));
    const lastOffset = firstOffset + BigInt(events.length) - 1n;
    const place = { stream, topic: topicOf(stream), partition: 0, firstOffset, lastOffset };
    await sink.write(sinkChunkFromRows({ ...place, rows, dead: 0 }));
    offsets.set(stream, lastOffset + 1n);
  }

  return {
    query: (sql, params) => warehouse.query(sql, params),
    load: async (events) => {
      for (const [stream, own] of Map.groupBy(events, ({ type }) => streamOf(type))) await store(stream, own);
    },
    close: async () => {
      await warehouse.exec(`DROP DATABASE ${warehouse.database}`);
      await warehouse.close();
    },
  };
}
