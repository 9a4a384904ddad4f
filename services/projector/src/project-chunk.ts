/** Chunk in, rows and dead letters out. Pure: the same chunk gives the same rows for ever, which is what makes replay true. */
import { type Decoded, decodeEvent, type EventType, type StreamName } from '@rapport/events';
import type { Chunk, RawRecord } from '@rapport/log';

/** One event as the sink takes it: the record's own Avro datum (a view of its bytes) and where it lay. */
export type ProjectedRow = { offset: bigint; timestampMs: number; schemaId: number; datum: Buffer };

/** Why a record cannot become a row. */
export type Refusal = { record: RawRecord; code: string; field?: string; message: string };

export type ProjectedChunk = {
  stream: StreamName;
  rows: ProjectedRow[];
  refused: Refusal[];
  /** How many rows there are of each event type. */
  types: Map<EventType, number>;
};

type Understood = Extract<Decoded, { ok: true }>;

function refusalOf(record: RawRecord, decoded: Decoded, stream: StreamName): Refusal | undefined {
  if (!decoded.ok) {
    const { code, field, message } = decoded;
    return { record, code, message, ...(field === undefined ? {} : { field }) };
  }
  if (decoded.stream !== stream) {
    const message = `${decoded.event.type} is an event of the stream ${decoded.stream}, not of ${stream}`;
    return { record, code: 'WRONG_STREAM', field: 'type', message };
  }
  return undefined;
}

/** Decodes and checks every record of a stream's chunk. One bad record costs one record: the others become rows. */
export function projectChunk(chunk: Chunk, stream: StreamName): ProjectedChunk {
  const projected: ProjectedChunk = { stream, rows: [], refused: [], types: new Map() };
  for (const record of chunk.records) {
    const decoded = decodeEvent(record.value);
    const refusal = refusalOf(record, decoded, stream);
    if (refusal !== undefined) {
      projected.refused.push(refusal);
      continue;
    }
    const { schemaId, datum, event } = decoded as Understood;
    projected.rows.push({ offset: record.offset, timestampMs: record.timestampMs, schemaId, datum });
    projected.types.set(event.type, (projected.types.get(event.type) ?? 0) + 1);
  }
  return projected;
}
