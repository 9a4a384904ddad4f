/** The projection: chunks of the log become rows of the warehouse. Dead letters first, rows next, the offset last. */
import { checkDatum, deadLetterTopic, streams, topicOf } from '@rapport/events';
import type {
  Chunk,
  ChunkControl,
  ConsumerOptions,
  EventProducer,
  LogClient,
  PartitionProgress,
  Trouble,
} from '@rapport/log';
import type { Logger, Registry } from '@rapport/service';
import { groupIdOf } from '@rapport/warehouse';
import { createProgress, type ProjectionState } from './progress.ts';
import type { CheckDatum, ProjectedChunk } from './project-chunk.ts';
import { createProjectionMetrics } from './projection-metrics.ts';
import type { ProjectionSink } from './projection-sink.ts';
import { createChunkStore } from './store-chunk.ts';

export type ProjectorDeps = {
  log: LogClient;
  /** Takes the dead letters to their topic. */
  producer: Pick<EventProducer, 'sendRaw'>;
  sink: ProjectionSink;
  logger: Logger;
  registry: Registry;
  /** By default the rules of the contract, walked over the bytes; what it is not sure of is decoded. */
  check?: CheckDatum;
  /** What the ledger says of itself, counts by kind of finding: shown to Prometheus. */
  audit?: () => Promise<Readonly<Record<string, number>>>;
};

export type ProjectorOptions = {
  /** Name and version of the projection, such as `warehouse@1`: it stands in dead letters and labels. */
  projection: string;
  epoch: number;
  topicPrefix?: string;
  limits: ConsumerOptions['limits'];
  /** By default named after the projection. */
  groupId?: string;
  /** By default the streams' topics and the dead letters'. */
  topics?: readonly string[];
  /** Ends of a bounded reading, exclusive, by topic and partition: reached on all of them, `finished` resolves. */
  until?: ReadonlyMap<string, ReadonlyMap<number, bigint>>;
  /** Everything else that a chunked consumer can be told, such as `stallMs` or `maxBufferedBytes`. */
  consumer?: Partial<Omit<ConsumerOptions, 'groupId' | 'topics' | 'epoch' | 'limits' | 'onChunk' | 'until'>>;
};

export type Projector = {
  groupId: string;
  /** Resolves when it has joined its group. */
  start(): Promise<void>;
  /** Finishes the chunks in flight and leaves the group. */
  stop(): Promise<void>;
  /** Resolves after `stop`, or when `until` is reached; rejects with what the projector cannot get over. */
  finished: Promise<void>;
  /** What is failing and being repeated right now, if anything. */
  trouble(): Trouble | undefined;
  /** How far the partitions of this member have come, as far as it has seen them. */
  progress(): PartitionProgress[];
  /** How often reading had come to a halt, and the client was made anew. */
  stalls(): number;
  /** Lag and watermark, asked of Kafka now. */
  state(): Promise<ProjectionState>;
};

/** One member of the projection’s consumer group: start as many as there are partitions to share. */
export function createProjector(deps: ProjectorDeps, options: ProjectorOptions): Projector {
  const { projection, topicPrefix, until } = options;
  const groupId = options.groupId ?? groupIdOf(projection);
  const ownTopics = [...streams.map(({ name }) => topicOf(name, topicPrefix)), deadLetterTopic(topicPrefix)];
  const consumer = deps.log.createChunkedConsumer({
    ...options.consumer,
    ...(until === undefined ? {} : { until }),
    groupId,
    topics: options.topics ?? ownTopics,
    epoch: options.epoch,
    limits: options.limits,
    onChunk,
  });
  const progress = createProgress({
    offsets: deps.log,
    groupId,
    assigned: consumer.assigned,
    until,
    standstillMs: options.consumer?.stallMs,
  });
  const { stalls } = consumer;
  const { producer, sink, registry, audit, check = checkDatum } = deps;
  const metrics = createProjectionMetrics({ registry, projection, state: progress.state, stalls, audit });
  const storeChunk = createChunkStore({ producer, sink, check, projection, topicPrefix, onStored });
  const begun = new WeakMap<Chunk, number>();

  function onStored(chunk: Chunk, projected: ProjectedChunk | undefined): void {
    const { topic, partition, lastTimestampMs } = chunk;
    if (lastTimestampMs !== undefined) progress.storedUntil(topic, partition, lastTimestampMs);
    if (projected === undefined) return;
    metrics.stored(topic, projected, (performance.now() - (begun.get(chunk) ?? 0)) / 1_000);
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
    progress: consumer.progress,
    stalls,
    state: progress.state,
  };
}
