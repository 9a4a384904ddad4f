import type { BackoffOptions } from './backoff.ts';
import type { OnChunk, Trouble } from './chunk-work.ts';
import type { ChunkLimits } from './chunker.ts';

/** How a chunked consumer reads. Times in milliseconds, sizes in bytes. */
export type ConsumerOptions = {
  groupId: string;
  topics: readonly string[];
  /** Which build of the projection the chunks belong to; stands in the pending range. */
  epoch: number;
  /** `maxAgeMs` is how long the broker may hold a fetch back that has less than `minFetchBytes`. */
  limits: ChunkLimits & { maxAgeMs: number };
  onChunk: OnChunk;
  /** Chunks being stored at the same time, all partitions together. */
  maxInFlight?: number;
  /** What may be fetched and not yet stored, all partitions together, before partitions are paused. */
  maxBufferedBytes?: number;
  /** A fetch is answered as soon as this much is there. 1 is best: what comes while a chunk is stored joins the next. */
  minFetchBytes?: number;
  /** What one answer of a broker may hold, all partitions together. */
  maxFetchBytes?: number;
  /** Exclusive end offsets by topic and partition: nothing from there on is read, and a partition not named is not read at all. When
   * every assigned partition has reached its end, the consumer leaves its group and `finished` resolves. */
  until?: ReadonlyMap<string, ReadonlyMap<number, bigint>>;
  /** Records are waiting and nothing moved for this long, without an error to explain it: the client is made anew. */
  stallMs?: number;
  /** After this silence the group gives a dead consumer's partitions to the others. */
  sessionTimeoutMs?: number;
  heartbeatMs?: number;
  backoff?: BackoffOptions;
};

export const consumerDefaults = {
  maxInFlight: 3,
  maxBufferedBytes: 48 * 1024 * 1024,
  minFetchBytes: 1,
  maxFetchBytes: 8 * 1024 * 1024,
  stallMs: 60_000,
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
  /** Resolves after `stop` and when everything `until` has been stored, rejects with the error that ended the consumer. */
  finished: Promise<void>;
  /** What is failing and being repeated right now, if anything. */
  trouble(): Trouble | undefined;
  /** How often the client was made anew because nothing moved. */
  stalls(): number;
  /** Partitions that this consumer holds and has received records of. */
  progress(): PartitionProgress[];
  /** Topics with the partitions that the group gave to this consumer. */
  assigned(): ReadonlyMap<string, readonly number[]>;
};
