/** The projection: chunks of the log become rows of the warehouse. Dead letters first, rows next, the offset last. */
import { deadLetterTopic, type StreamName, streams, topicOf } from '@rapport/events';
import {
  type Chunk,
  type ChunkControl,
  type ConsumerOptions,
  deadLetterRecord,
  type EventProducer,
  type LogClient,
  type Trouble,
} from '@rapport/log';
import type { Logger, Registry } from '@rapport/service';
import { groupIdOf } from '@rapport/warehouse';
import { createProgress } from './progress.ts';
import { type ProjectedChunk, type ProjectedRow, projectChunk, type Refusal } from './project-chunk.ts';
import { createProjectionMetrics } from './projection-metrics.ts';
import { type DeadLetterSink, storeDeadLetters } from './store-dead-letters.ts';
import { storeRows } from './store-rows.ts';
import { createTableTrust } from './table-trust.ts';

/** A stream's chunk as the warehouse takes it. */
export type StoredChunk = {
  stream: StreamName;
  topic: string;
  partition: number;
  firstOffset: bigint;
  lastOffset: bigint;
  rows: ProjectedRow[];
  dead: number;
};

/** Where rows go. Errors carry `code` and `retriable`; the same chunk again must have no second effect. */
export type ProjectionSink = DeadLetterSink & {
  write(chunk: StoredChunk): Promise<void>;
};

export type ProjectorDeps = {
  log: LogClient;
  /** Takes the dead letters to their topic. */
  producer: Pick<EventProducer, 'sendRaw'>;
  sink: ProjectionSink;
  logger: Logger;
  registry: Registry;
};

export type ProjectorOptions = {
  /** Name and version of the projection, such as `warehouse@1`; its consumer group is named after it. */
  projection: string;
  epoch: number;
  topicPrefix?: string;
  limits: ConsumerOptions['limits'];
  consumer?: Partial<
    Pick<ConsumerOptions, 'concurrency' | 'minFetchBytes' | 'sessionTimeoutMs' | 'heartbeatMs' | 'backoff'>
  >;
};

export type Projector = {
  groupId: string;
  /** Resolves when it has joined its group. */
  start(): Promise<void>;
  /** Finishes the chunks in flight and leaves the group. */
  stop(): Promise<void>;
  /** Rejects with what the projector cannot get over. */
  finished: Promise<void>;
  /** What is failing and being repeated right now, if anything. */
  trouble(): Trouble | undefined;
};

const LATENCY_SAMPLES_A_CHUNK = 50;

type Prepared = { projected: ProjectedChunk; deadLettersDone: boolean };

/** What happens to a chunk; `stored` is told when queries see it. */
function createChunkProjection(
  deps: Pick<ProjectorDeps, 'producer' | 'sink'>,
  options: Pick<ProjectorOptions, 'projection' | 'topicPrefix'>,
  stored: (chunk: Chunk, projected: ProjectedChunk) => void,
) {
  const deadLetters = deadLetterTopic(options.topicPrefix);
  const streamByTopic = new Map(streams.map(({ name }) => [topicOf(name, options.topicPrefix), name]));
  // A chunk is tried again and again while the warehouse is away: it is decoded, and its dead letters written, once.
  const prepared = new WeakMap<Chunk, Prepared>();
  const tables = createTableTrust();

  function prepare(chunk: Chunk, stream: StreamName): Prepared {
    const known = prepared.get(chunk);
    if (known !== undefined) return known;
    const fresh = { projected: projectChunk(chunk, stream), deadLettersDone: false };
    prepared.set(chunk, fresh);
    return fresh;
  }

  async function quarantine({ topic, partition }: Chunk, refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    const records = refusals.map(({ record, ...reason }) =>
      deadLetterRecord(deadLetters, { topic, partition, record }, { ...reason, projection: options.projection }),
    );
    await deps.producer.sendRaw(records);
  }

  async function quarantineRefused(
    chunk: Chunk,
    projected: ProjectedChunk,
    offset: bigint,
    error: Error,
  ): Promise<void> {
    const record = chunk.records.find((one) => one.offset === offset);
    if (record === undefined) throw error;
    const refusal = { record, code: 'REFUSED_BY_WAREHOUSE', message: error.message };
    // After an outage in the middle of the halving the same record is found again.
    if (projected.refused.some((known) => known.record === record)) return;
    await quarantine(chunk, [refusal]);
    projected.refused.push(refusal);
  }

  async function storeEvents(chunk: Chunk, stream: StreamName, control: ChunkControl): Promise<void> {
    const preparation = prepare(chunk, stream);
    const { projected } = preparation;
    if (!preparation.deadLettersDone) await quarantine(chunk, projected.refused);
    preparation.deadLettersDone = true;
    if (control.isStale()) return;
    const { topic, partition, firstOffset, lastOffset } = chunk;
    const deadOffsets = projected.refused.map(({ record }) => record.offset);
    await storeRows(
      { firstOffset, lastOffset, rows: projected.rows, deadOffsets },
      {
        write: ({ deadOffsets: { length: dead }, ...range }) =>
          deps.sink.write({ stream, topic, partition, ...range, dead }),
        quarantine: (offset, error) => quarantineRefused(chunk, projected, offset, error),
        trust: tables.ofChunk(chunk, stream),
      },
    );
    stored(chunk, projected);
  }

  return async function storeChunk(chunk: Chunk, control: ChunkControl): Promise<void> {
    const stream = streamByTopic.get(chunk.topic);
    return stream === undefined ? storeDeadLetters(chunk, deps.sink) : storeEvents(chunk, stream, control);
  };
}

/** One member of the projection’s consumer group: start as many as there are partitions to share. */
export function createProjector(deps: ProjectorDeps, options: ProjectorOptions): Projector {
  const { projection, topicPrefix } = options;
  const groupId = groupIdOf(projection);
  const consumer = deps.log.createChunkedConsumer({
    ...options.consumer,
    groupId,
    topics: [...streams.map(({ name }) => topicOf(name, topicPrefix)), deadLetterTopic(topicPrefix)],
    epoch: options.epoch,
    limits: options.limits,
    onChunk,
  });
  const progress = createProgress({ offsets: deps.log, groupId, assigned: consumer.assigned });
  const metrics = createProjectionMetrics({ registry: deps.registry, projection, state: progress.state });
  const storeChunk = createChunkProjection(deps, options, onStored);
  const begun = new WeakMap<Chunk, number>();

  function onStored(chunk: Chunk, projected: ProjectedChunk): void {
    const { topic, partition } = chunk;
    metrics.stored(topic, projected, (performance.now() - (begun.get(chunk) ?? 0)) / 1_000);
    const { rows } = projected;
    const step = Math.max(1, Math.ceil(rows.length / LATENCY_SAMPLES_A_CHUNK));
    const now = Date.now();
    for (let index = 0; index < rows.length; index += step) {
      metrics.latency((now - (rows[index]?.timestampMs ?? now)) / 1_000);
    }
    const last = chunk.records.at(-1);
    if (last !== undefined) progress.storedUntil(topic, partition, last.timestampMs);
    const { refused } = projected;
    if (refused.length > 0)
      deps.logger.warn({ topic, partition, dead: refused.length, code: refused[0]?.code }, 'dead letters');
  }

  async function onChunk(chunk: Chunk, control: ChunkControl): Promise<void> {
    begun.set(chunk, performance.now());
    try {
      await storeChunk(chunk, control);
    } catch (error) {
      metrics.failed(chunk.topic, (error as { code?: string }).code ?? 'UNKNOWN');
      throw error;
    }
  }

  return {
    groupId,
    start: consumer.start,
    stop: consumer.stop,
    finished: consumer.finished,
    trouble: consumer.trouble,
  };
}
