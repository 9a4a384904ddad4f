import { decodeEvent, encodeEvent, type RapportEvent, type StreamName, streamOf, topicOf } from '@rapport/events';
import { type SinkChunk, type SinkRow, sinkChunkFromRows } from '../chunk-sink.ts';

export type Placed = { event: RapportEvent; offset: bigint };

/** The event as a row, after a trip through the wire form. */
export function rowOf({ event, offset }: Placed): SinkRow {
  const decoded = decodeEvent(encodeEvent(event));
  if (!decoded.ok) throw new Error(`the test's event is no event: ${decoded.message}`);
  return { offset, timestampMs: event.recorded_at + 5, schemaId: decoded.schemaId, datum: decoded.datum };
}

/** Events of one stream at given offsets, as the projector would hand them over after a trip through the wire form. */
export function chunkOf(placed: readonly Placed[], partition = 0): SinkChunk {
  const [first] = placed;
  const last = placed.at(-1);
  if (first === undefined || last === undefined) throw new Error('a chunk needs an event');
  const stream: StreamName = streamOf(first.event.type);
  const range = { firstOffset: first.offset, lastOffset: last.offset };
  return sinkChunkFromRows({ stream, topic: topicOf(stream), partition, ...range, rows: placed.map(rowOf), dead: 0 });
}

/** The events one after the other from an offset on. */
export function placedFrom(offset: bigint, events: readonly RapportEvent[]): Placed[] {
  return events.map((event, index) => ({ event, offset: offset + BigInt(index) }));
}
