/** Puts a history into the warehouse as a projector would, without a log in between. */
import { encodeEvent, latestSchema, type RapportEvent, streamOf, topicOf } from '@rapport/events';
import { createChunkSink, sinkChunkFromRows, type Warehouse } from '@rapport/warehouse';

/** Stores the events in their order, each stream as one chunk of a partition of its own. */
export async function storeEvents(warehouse: Warehouse, events: readonly RapportEvent[]): Promise<void> {
  const sink = createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 });
  for (const [stream, own] of Map.groupBy(events, ({ type }) => streamOf(type))) {
    const rows = own.map((event, index) => ({
      offset: BigInt(index),
      timestampMs: event.recorded_at,
      schemaId: latestSchema(stream).id,
      datum: encodeEvent(event).subarray(5),
    }));
    const range = { firstOffset: 0n, lastOffset: BigInt(own.length - 1) };
    await sink.write(sinkChunkFromRows({ stream, topic: topicOf(stream), partition: 0, ...range, rows, dead: 0 }));
  }
}
