/** What happens to a chunk, in this order: dead letters acknowledged, rows and ledger row stored. The offset moves after. */
import { deadLetterTopic, decodeEvent, eventTypes, type StreamName, streams, topicOf } from '@rapport/events';
import { type Chunk, type ChunkControl, deadLetterRecord, type EventProducer, sendDeadLetters } from '@rapport/log';
import {
  type CheckDatum,
  type ProjectedChunk,
  projectChunk,
  projectPart,
  type Refusal,
  rowOffsets,
} from './project-chunk.ts';
import type { ProjectionSink } from './projection-sink.ts';
import { storeDeadLetters } from './store-dead-letters.ts';
import { type RowRange, storeRows } from './store-rows.ts';
import { createTableTrust } from './table-trust.ts';

export type ChunkStoreDeps = {
  producer: Pick<EventProducer, 'sendRaw'>;
  sink: ProjectionSink;
  check: CheckDatum;
  projection: string;
  topicPrefix: string | undefined;
  /** Told when queries see the chunk and its range is in the ledger; dead letters are not projected. */
  onStored(chunk: Chunk, projected: ProjectedChunk | undefined): void;
};

type Prepared = {
  projected: ProjectedChunk;
  /** What our own rules refuse; the warehouse may refuse more. */
  unreadable: ReadonlySet<bigint>;
  deadLettersDone: boolean;
};

const REFUSED_BY_WAREHOUSE = 'REFUSED_BY_WAREHOUSE';

/** The partition was given away while its chunk was worked on: whoever owns it now does the rest. */
class NoLongerOursError extends Error {}

function notStored({ rowsOfType }: ProjectedChunk, value: Buffer | null): void {
  const decoded = decodeEvent(value);
  const index = decoded.ok ? eventTypes.indexOf(decoded.event.type) : -1;
  if (index >= 0) rowsOfType[index] = (rowsOfType[index] ?? 0) - 1;
}

/** Stores chunks of streams and of the dead-letter topic. Rejects with what the producer and the sink reject with. */
export function createChunkStore(deps: ChunkStoreDeps): (chunk: Chunk, control: ChunkControl) => Promise<void> {
  const deadLetters = deadLetterTopic(deps.topicPrefix);
  const streamByTopic = new Map(streams.map(({ name }) => [topicOf(name, deps.topicPrefix), name]));
  // A chunk is tried again and again while the warehouse is away: it is projected, and its dead letters written, once.
  const prepared = new WeakMap<Chunk, Prepared>();
  const tables = createTableTrust();

  function prepare(chunk: Chunk, stream: StreamName): Prepared {
    const known = prepared.get(chunk);
    if (known !== undefined) return known;
    const projected = projectChunk(chunk, stream, deps.check);
    const unreadable = new Set(projected.refused.map(({ record }) => record.offset));
    const fresh = { projected, unreadable, deadLettersDone: false };
    prepared.set(chunk, fresh);
    return fresh;
  }

  async function quarantine({ topic, partition }: Chunk, refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    const records = refusals.map(({ record, ...reason }) =>
      deadLetterRecord(deadLetters, { topic, partition, record }, { ...reason, projection: deps.projection }),
    );
    await sendDeadLetters(deps.producer, records);
  }

  async function quarantineRefused(
    chunk: Chunk,
    projected: ProjectedChunk,
    offset: bigint,
    error: Error,
  ): Promise<void> {
    const record = chunk.records.find((one) => one.offset === offset);
    if (record === undefined) throw error;
    const refusal = { record, code: REFUSED_BY_WAREHOUSE, message: error.message };
    // After an outage in the middle of the halving the same record is found again.
    if (projected.refused.some((known) => known.record === record)) return;
    await quarantine(chunk, [refusal]);
    projected.refused.push(refusal);
    notStored(projected, record.value);
  }

  async function storeEvents(chunk: Chunk, stream: StreamName, control: ChunkControl): Promise<void> {
    const preparation = prepare(chunk, stream);
    const { projected, unreadable } = preparation;
    if (!preparation.deadLettersDone) await quarantine(chunk, projected.refused);
    preparation.deadLettersDone = true;
    const { topic, partition, firstOffset, lastOffset } = chunk;

    async function write({ rows, rowOffsets: offsets, deadOffsets, ...range }: RowRange): Promise<void> {
      if (control.isStale()) throw new NoLongerOursError();
      const built = rows === projected.rows ? projected : projectPart(chunk, stream, deps.check, offsets());
      const { blocks, firstTimestampMs, lastTimestampMs } = built;
      const place = { stream, topic, partition, ...range, dead: deadOffsets.length };
      await deps.sink.write({ ...place, blocks, rows, firstTimestampMs, lastTimestampMs });
    }

    const deadOffsets = projected.refused.map(({ record }) => record.offset);
    const all = { rows: projected.rows, rowOffsets: () => rowOffsets(chunk, unreadable), deadOffsets };
    await storeRows(
      { firstOffset, lastOffset, ...all },
      {
        write,
        quarantine: (offset, error) => quarantineRefused(chunk, projected, offset, error),
        trust: tables.ofChunk(chunk, stream),
      },
    );
    deps.onStored(chunk, projected);
  }

  async function storeLetters(chunk: Chunk): Promise<void> {
    await storeDeadLetters(chunk, deps.sink);
    deps.onStored(chunk, undefined);
  }

  return async function storeChunk(chunk: Chunk, control: ChunkControl): Promise<void> {
    const stream = streamByTopic.get(chunk.topic);
    if (stream === undefined) return storeLetters(chunk);
    try {
      await storeEvents(chunk, stream, control);
    } catch (error) {
      if (!(error instanceof NoLongerOursError)) throw error;
    }
  };
}
