/**
 * The chunked consumer: a group member that hands every partition on as chunks and commits around them. It outlives
 * broker outages: when kafkajs gives up, a new client takes over.
 */
import type { Kafka } from 'kafkajs';
import { type BackoffOptions, backoffMs, waitFor } from './backoff.ts';
import { type BatchHandler, createBatchHandler } from './batch-handler.ts';
import { createBoundedReading } from './bounded-reading.ts';
import type { Trouble } from './chunk-work.ts';
import { type ChunkedConsumer, type ConsumerOptions, consumerDefaults } from './consumer-options.ts';
import { createKafkaClients } from './kafka-clients.ts';
import { toLogError } from './log-error.ts';
import { type LogLogger, silentLogger } from './log-logger.ts';
import { createMembership, type Membership } from './membership.ts';
import { endOf, openPartition, readStandings } from './positions.ts';
import { createStallGuard } from './stall-guard.ts';
import type { TopicAdmin } from './topics.ts';

export type ConsumerDeps = { kafka: Kafka; topics: TopicAdmin; logger: LogLogger };

const RECONNECT: BackoffOptions = { initialMs: 250, maxMs: 10_000 };

// A promise that is settled from outside, once.
function createOutcome() {
  const outcome = Promise.withResolvers<void>();
  // Whoever does not ask how it ended must not be ended by it.
  outcome.promise.catch(() => undefined);
  return outcome;
}

function settle(outcome: PromiseWithResolvers<void>, cause: unknown): void {
  if (cause === undefined) outcome.resolve();
  else outcome.reject(cause);
}

function boundedReading(
  { topics }: ConsumerDeps,
  options: ConsumerOptions,
  membership: Membership,
  handler: BatchHandler,
  onDone: () => void,
) {
  return createBoundedReading({
    membership,
    endOf: (topic, partition) => endOf(options, topic, partition) ?? 0n,
    // Whoever then reads the partition has something to say of its position; asking for it has not.
    committed: async (topic, partition) =>
      (await openPartition({ topics, logger: silentLogger() }, options.groupId, topic, partition)).position,
    progress: handler.progress,
    onDone,
  });
}

/** From the first join to the last leave: what breaks is made anew. */
function createLife(membership: Membership, { logger, groupId }: { logger: LogLogger; groupId: string }) {
  const stopping = new AbortController();
  let trouble: Trouble | undefined;

  function broken(cause: unknown): Trouble {
    const { code, message } = toLogError(cause);
    const attempts = (trouble?.attempts ?? 0) + 1;
    const say = attempts === 1 ? logger.warn : logger.debug;
    say.call(logger, { code, reason: message }, 'the consumer broke down, joining again until it works');
    return { code, message, attempts, sinceMs: trouble?.sinceMs ?? Date.now() };
  }

  /** Waits before the next try. */
  async function pause(cause: unknown): Promise<void> {
    trouble = broken(cause);
    await waitFor(backoffMs(trouble.attempts, RECONNECT), stopping.signal);
  }

  function joined(assignment: Readonly<Record<string, readonly number[]>>): void {
    membership.begin(assignment);
    trouble = undefined;
    logger.info({ groupId, assignment }, 'joined the group');
  }

  return { stopping, pause, joined, trouble: () => trouble };
}

type ReadingHooks = {
  seek(topic: string, partition: number, offset: bigint): void;
  isBroken(): boolean;
  recreate(): Promise<void>;
  end(cause?: unknown): void;
};

/** What is read, and who watches over it. */
function createReading(deps: ConsumerDeps, options: ConsumerOptions, membership: Membership, hooks: ReadingHooks) {
  const { topics, logger } = deps;
  const handler = createBatchHandler({
    options,
    logger,
    membership,
    open: (topic, partition) => openPartition(deps, options.groupId, topic, partition),
    seek: hooks.seek,
    onStored: () => {
      guard.moved();
      bounded?.stored();
    },
    onFatal: hooks.end,
  });
  const guard = createStallGuard({
    stallMs: options.stallMs ?? consumerDefaults.stallMs,
    standings: () => readStandings(topics, options, membership.assigned()),
    storingSinceMs: handler.storingSinceMs,
    isExplained: () => hooks.isBroken() || handler.trouble() !== undefined,
    recreate: hooks.recreate,
    logger,
  });
  const bounded = options.until && boundedReading(deps, options, membership, handler, hooks.end);
  return { handler, guard, bounded };
}

/** A consumer that lives through outages: only what is not retriable ends it. */
export function createChunkedConsumer(deps: ConsumerDeps, options: ConsumerOptions): ChunkedConsumer {
  const { logger, topics, kafka } = deps;
  const finished = createOutcome();
  const joined = createOutcome();
  const membership = createMembership();
  const life = createLife(membership, { logger, groupId: options.groupId });
  const clients = createKafkaClients({ kafka, topicPrefix: topics.topicPrefix, logger }, options, {
    eachBatch: (payload) => handler.handleBatch(payload),
    beforeJoin: giveUpPartitions,
    onJoin,
    onCrash: recover,
  });
  const { handler, guard, bounded } = createReading(deps, options, membership, {
    seek: clients.seek,
    isBroken: () => life.trouble() !== undefined,
    recreate,
    end: (cause) => void end(cause),
  });

  function onJoin(assignment: Readonly<Record<string, readonly number[]>>): void {
    life.joined(assignment);
    handler.resumeEnded();
    guard.start();
    void bounded?.joined();
    joined.resolve();
  }

  /** What is under way may finish; then the partitions are not ours any more. */
  async function giveUpPartitions(): Promise<void> {
    membership.endSoon();
    await handler.drained();
    membership.lapse();
  }

  async function launch(): Promise<void> {
    try {
      await clients.launch();
    } catch (error) {
      await recover(error);
    }
  }

  async function recover(cause: unknown): Promise<void> {
    await giveUpPartitions();
    if (life.stopping.signal.aborted) return;
    const error = toLogError(cause);
    if (error.code === 'KAFKA_REFUSED') return end(error);
    await life.pause(error);
    if (!life.stopping.signal.aborted) await launch();
  }

  async function recreate(): Promise<void> {
    await giveUpPartitions();
    await clients.abandon();
    if (!life.stopping.signal.aborted) await launch();
  }

  async function end(cause?: unknown): Promise<void> {
    if (life.stopping.signal.aborted) return;
    life.stopping.abort();
    guard.stop();
    if (cause !== undefined) logger.error({ err: cause }, 'the consumer cannot go on');
    await giveUpPartitions();
    handler.close();
    await clients.leave().catch((error: unknown) => logger.warn({ err: error }, 'leaving the group failed'));
    settle(finished, cause);
    settle(joined, cause);
  }

  return {
    start: () => launch().then(() => joined.promise),
    stop: () => end().then(() => finished.promise.catch(() => undefined)),
    finished: finished.promise,
    trouble: () => handler.trouble() ?? life.trouble() ?? guard.trouble(),
    stalls: guard.stalls,
    progress: handler.progress,
    assigned: membership.assigned,
  };
}
