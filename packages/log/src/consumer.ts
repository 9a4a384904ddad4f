/**
 * The chunked consumer: a group member that hands every partition on as chunks and commits around them. It outlives
 * broker outages: when kafkajs gives up, a new client takes over.
 */
import type { Consumer, ConsumerGroupJoinEvent, EachBatchHandler, Kafka } from 'kafkajs';
import { type BackoffOptions, backoffMs, waitFor } from './backoff.ts';
import { createBatchHandler } from './batch-handler.ts';
import { type ChunkedConsumer, type ConsumerOptions, consumerDefaults } from './consumer-options.ts';
import { toLogError } from './log-error.ts';
import type { LogLogger } from './log-logger.ts';
import { createMembership } from './membership.ts';
import { type StartPosition, startPosition } from './start-position.ts';
import type { TopicAdmin } from './topics.ts';

export type ConsumerDeps = { kafka: Kafka; topics: TopicAdmin; logger: LogLogger };

const RECONNECT: BackoffOptions = { initialMs: 250, maxMs: 10_000 };

function createKafkaConsumer({ kafka, topics }: ConsumerDeps, options: ConsumerOptions): Consumer {
  return kafka.consumer({
    // Two installations in one group would be given each other's topics.
    groupId: `${topics.topicPrefix}${options.groupId}`,
    sessionTimeout: options.sessionTimeoutMs ?? consumerDefaults.sessionTimeoutMs,
    heartbeatInterval: options.heartbeatMs ?? consumerDefaults.heartbeatMs,
    minBytes: options.minFetchBytes ?? consumerDefaults.minFetchBytes,
    maxWaitTimeInMs: options.limits.maxAgeMs,
    maxBytesPerPartition: options.limits.maxBytes,
    maxBytes: options.maxFetchBytes ?? consumerDefaults.maxFetchBytes,
    allowAutoTopicCreation: false,
    // One way back after a crash, and it is ours: kafkajs's own restart cannot be stopped while it waits.
    retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000, restartOnFailure: async () => false },
  });
}

async function consume(consumer: Consumer, options: ConsumerOptions, eachBatch: EachBatchHandler): Promise<void> {
  await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: options.concurrency ?? consumerDefaults.concurrency,
    eachBatch,
  });
}

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

async function openPartition(
  { topics, logger }: ConsumerDeps,
  groupId: string,
  topic: string,
  partition: number,
): Promise<StartPosition> {
  const [begins, ends, committed] = await Promise.all([
    topics.beginOffsets(topic),
    topics.endOffsets(topic),
    topics.committed(groupId, topic),
  ]);
  const [begin, end] = [begins.get(partition) ?? 0n, ends.get(partition) ?? 0n];
  const start = startPosition({ topic, partition, begin, end, committed: committed.get(partition) }, logger);
  if (start.pending !== undefined) {
    const { first, last } = start.pending;
    const range = { first: String(first), last: String(last) };
    logger.info({ topic, partition, ...range }, 'an earlier owner left this range unconfirmed: storing it again');
  }
  return start;
}

/** A consumer that lives through outages: what breaks is made anew, and only what is not retriable ends it. */
export function createChunkedConsumer(deps: ConsumerDeps, options: ConsumerOptions): ChunkedConsumer {
  const { logger } = deps;
  const finished = createOutcome();
  const joined = createOutcome();
  const membership = createMembership();
  let consumer: Consumer | undefined;
  let ended = false;
  let crashes = 0;

  const handler = createBatchHandler({
    options,
    logger,
    membership,
    open: (topic, partition) => openPartition(deps, options.groupId, topic, partition),
    seek: (topic, partition, offset) => consumer?.seek({ topic, partition, offset: String(offset) }),
    onFatal: (error) => void end(error),
  });

  function onJoin({ payload }: ConsumerGroupJoinEvent): void {
    membership.renew(payload.memberAssignment);
    crashes = 0;
    logger.info({ groupId: options.groupId, assignment: payload.memberAssignment }, 'joined the group');
    joined.resolve();
  }

  async function recover(cause: unknown): Promise<void> {
    membership.renew();
    if (ended) return;
    const error = toLogError(cause);
    if (error.code === 'KAFKA_REFUSED') return end(error);
    crashes += 1;
    const say = crashes === 1 ? logger.warn : logger.debug;
    say.call(
      logger,
      { code: error.code, reason: error.message },
      'the consumer broke down, joining again until it works',
    );
    await waitFor(backoffMs(crashes, RECONNECT), membership.current().ending.signal);
    if (!ended) await launch();
  }

  async function launch(): Promise<void> {
    const fresh = createKafkaConsumer(deps, options);
    consumer = fresh;
    fresh.on(fresh.events.GROUP_JOIN, onJoin);
    fresh.on(fresh.events.CRASH, ({ payload }) => recover(payload.error));
    try {
      await consume(fresh, options, handler.handleBatch);
    } catch (error) {
      await fresh.disconnect().catch(() => undefined);
      await recover(error);
    }
  }

  async function end(cause?: unknown): Promise<void> {
    if (ended) return;
    ended = true;
    membership.current().ending.abort();
    if (cause !== undefined) logger.error({ err: cause }, 'the consumer cannot go on');
    await consumer?.disconnect().catch((error: unknown) => logger.warn({ err: error }, 'leaving the group failed'));
    membership.renew();
    settle(finished, cause);
    settle(joined, cause);
  }

  return {
    start: () => launch().then(() => joined.promise),
    stop: () => end().then(() => finished.promise.catch(() => undefined)),
    finished: finished.promise,
    trouble: handler.trouble,
    progress: handler.progress,
    assigned: membership.assigned,
  };
}
