/** A fetched batch is taken in by its partition's feed, which works on it later. The only place that moves kafkajs's fetch position. */
import type { EachBatchPayload, RawBatch } from 'kafkajs';
import { createAdmission } from './admission.ts';
import { createChunkPacing } from './chunk-pacing.ts';
import type { ChunkWork, Trouble } from './chunk-work.ts';
import { type ConsumerOptions, consumerDefaults, type PartitionProgress } from './consumer-options.ts';
import { createFeeds, type FeedHooks } from './feeds.ts';
import { isEvicted, isOwnershipLost } from './log-error.ts';
import type { LogLogger } from './log-logger.ts';
import type { Member, Membership } from './membership.ts';
import { encodePending, type PendingRange } from './offset-metadata.ts';
import { createPartitionFeed, type PartitionFeed } from './partition-feed.ts';
import { endOf } from './positions.ts';
import { readRecordSet } from './record-set.ts';
import type { StartPosition } from './start-position.ts';
import { createTroubles, type Troubles } from './troubles.ts';

export type BatchHandlerDeps = {
  options: ConsumerOptions;
  logger: LogLogger;
  membership: Membership;
  /** Reads where the partition's new owner begins. */
  open(topic: string, partition: number): Promise<StartPosition>;
  /** Makes kafkajs fetch from this offset next. */
  seek(topic: string, partition: number, offset: bigint): void;
  onStored(): void;
  onFatal(error: unknown): void;
};

/** How long chunks in flight may take to finish when their partitions are asked back, ms. */
export const DRAIN_PATIENCE_MS = 45_000;

type Commit = ChunkWork['commit'];

// Straight to the coordinator: kafkajs's own commitOffsets says "done" without committing once a stop has begun.
function committer(payload: EachBatchPayload): Commit {
  const { topic, partition } = payload.batch;
  return async function commit(position: bigint, pending: PendingRange | undefined): Promise<void> {
    const metadata = pending === undefined ? '' : encodePending(pending);
    const offset = { partition, offset: String(position), metadata };
    await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [offset] }] });
  };
}

function abortedOf({ abortedTransactions }: RawBatch) {
  return abortedTransactions.map(({ producerId, firstOffset }) => ({
    producerId: BigInt(producerId),
    firstOffset: Number(firstOffset),
  }));
}

/** Makes the feeds of partitions; what bounds all of them together is made here, once. */
function createFeedOpener({ options, membership, logger, open }: BatchHandlerDeps, troubles: Troubles) {
  const pacing = createChunkPacing(options.limits);
  const createSlot = createAdmission(options.maxInFlight ?? consumerDefaults.maxInFlight);

  return async function openFeed(payload: EachBatchPayload, member: Member, hooks: FeedHooks): Promise<PartitionFeed> {
    const { topic, partition } = payload.batch;
    const { signal } = member.ending;
    const work = {
      epoch: options.epoch,
      onChunk: options.onChunk,
      commit: committer(payload),
      isOwned: () => membership.current() === member && !isEvicted(signal.reason),
      mayContinue: () => !signal.aborted,
      signal,
      slot: createSlot(),
      backoff: options.backoff ?? consumerDefaults.backoff,
      logger,
      onTrouble: (trouble: Trouble | undefined) => troubles.report(topic, partition, trouble),
    };
    const start = await open(topic, partition);
    return createPartitionFeed({
      topic,
      partition,
      start,
      until: endOf(options, topic, partition),
      pacing,
      work,
      ...hooks,
    });
  };
}

export type BatchHandler = ReturnType<typeof createBatchHandler>;

export function createBatchHandler(deps: BatchHandlerDeps) {
  const { options, membership, logger } = deps;
  const troubles = createTroubles();
  const sought = new WeakMap<PartitionFeed, bigint>();
  const openFeed = createFeedOpener(deps, troubles);
  const feeds = createFeeds({
    ...deps,
    maxBufferedBytes: options.maxBufferedBytes ?? consumerDefaults.maxBufferedBytes,
    onTrouble: troubles.report,
  });
  let latest: { payload: EachBatchPayload; member: Member } | undefined;
  let ended: (() => void)[] = [];

  // kafkajs reads the committed offset by itself and can be elsewhere. When it still is after it was sent back, then the
  // log does not hold these records any more.
  function mustSeek(feed: PartitionFeed, { topic, partition, fetchedOffset }: RawBatch): boolean {
    const expected = feed.next();
    if (BigInt(fetchedOffset) <= expected) return false;
    const place = { topic, partition, expected: String(expected), begins: fetchedOffset };
    if (sought.get(feed) === expected) {
      logger.error(place, 'records were deleted from the log before they were read');
      return false;
    }
    sought.set(feed, expected);
    return true;
  }

  function takeIn(feed: PartitionFeed, payload: EachBatchPayload): void {
    const batch = payload.batch as RawBatch;
    const { topic, partition } = batch;
    if (mustSeek(feed, batch)) {
      deps.seek(topic, partition, feed.next());
      return;
    }
    feed.push(readRecordSet(batch.records, abortedOf(batch)), BigInt(batch.highWatermark));
    payload.resolveOffset(batch.lastOffset());
    if (feed.isAtEnd()) ended.push(payload.pause());
    else feeds.charge(feed, payload.pause);
  }

  // Refused at once, kafkajs would fetch the same again and again until the last chunk is stored. Where it was the broker
  // that ended the membership, kafkajs has to know, to join again.
  async function refuse({ ending: { signal } }: Member): Promise<void> {
    await feeds.drained(DRAIN_PATIENCE_MS);
    if (isOwnershipLost(signal.reason)) throw signal.reason;
  }

  /** kafkajs's `eachBatch`. */
  async function handleBatch(payload: EachBatchPayload): Promise<void> {
    const member = membership.current();
    latest = { payload, member };
    if (member.ending.signal.aborted) return refuse(member);
    const feed = await feeds.feedOf(payload.batch, member, (hooks) => openFeed(payload, member, hooks));
    if (!member.ending.signal.aborted) takeIn(feed, payload);
  }

  // kafkajs's own heartbeats wait for its fetches, and those may wait for a broker that hangs.
  async function keepAlive(): Promise<void> {
    // Another membership's would say that we are unknown.
    if (latest?.member !== membership.current()) return;
    const { payload, member } = latest;
    try {
      await payload.heartbeat();
    } catch (error) {
      // The chunks in flight may finish, the group waits for them; nothing new is begun.
      if (isOwnershipLost(error)) member.ending.abort(error);
    }
  }

  const heartbeats = setInterval(keepAlive, options.heartbeatMs ?? consumerDefaults.heartbeatMs).unref();

  /** To be called when a membership begins: partitions may have to be read again from before their end. */
  function resumeEnded(): void {
    for (const resume of ended) resume();
    ended = [];
  }

  return {
    handleBatch,
    keepAlive,
    resumeEnded,
    /** Resolves when nothing is under way any more; the membership must be ending. */
    drained: () => feeds.drained(DRAIN_PATIENCE_MS),
    close: () => clearInterval(heartbeats),
    storingSinceMs: feeds.storingSinceMs,
    progress: (): PartitionProgress[] => feeds.progress(membership.current()),
    trouble: troubles.first,
  };
}
