import type { BackoffOptions } from './backoff.ts';
import type { OnChunk, Trouble } from './chunk-work.ts';
import type { ChunkLimits } from './chunker.ts';

/** How a chunked consumer reads. Times in milliseconds, sizes in bytes. */
export type ConsumerOptions = {
  groupId: string;
  topics: readonly string[];
  /** Which build of the projection the chunks belong to; stands in the pending range. */
  epoch: number;
  /** `maxAgeMs` is how long the broker may hold a fetch back to fill it. */
  limits: ChunkLimits & { maxAgeMs: number };
  onChunk: OnChunk;
  /** Partitions worked on at the same time. */
  concurrency?: number;
  /** A fetch is answered as soon as this much is there: large for throughput, `maxAgeMs` bounds the wait. */
  minFetchBytes?: number;
  /** What one answer of a broker may hold, all partitions together: the bound on memory. */
  maxFetchBytes?: number;
  /** After this silence the group gives a dead consumer's partitions to the others. */
  sessionTimeoutMs?: number;
  heartbeatMs?: number;
  backoff?: BackoffOptions;
};

export const consumerDefaults = {
  concurrency: 6,
  minFetchBytes: 1024 * 1024,
  maxFetchBytes: 16 * 1024 * 1024,
  sessionTimeoutMs: 10_000,
  heartbeatMs: 1_500,
  backoff: { initialMs: 200, maxMs: 30_000 },
} as const;

/** How far a partition has been stored, as far as this consumer has seen it. */
export type PartitionProgress = { topic: string; partition: number; position: bigint; highWatermark: bigint };

export type ChunkedConsumer = {
  /** Joins the group; resolves when it has joined, however long Kafka takes to appear. */
  start(): Promise<void>;
  /** Finishes the chunks in flight, commits them and leaves the group. */
  stop(): Promise<void>;
  /** Resolves after `stop`, rejects with the error that ended the consumer. */
  finished: Promise<void>;
  /** What is failing and being repeated right now, if anything. */
  trouble(): Trouble | undefined;
  /** Partitions that this consumer holds and has received records of. */
  progress(): PartitionProgress[];
  /** Topics with the partitions that the group gave to this consumer. */
  assigned(): ReadonlyMap<string, readonly number[]>;
};
