/** kafkajs's consumers, one after the other: made, joined, left, and turned away from when they hang. */
import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload, Kafka } from 'kafkajs';
import { waitFor } from './backoff.ts';
import { DRAIN_PATIENCE_MS } from './batch-handler.ts';
import { type ConsumerOptions, consumerDefaults } from './consumer-options.ts';
import type { LogLogger } from './log-logger.ts';

// Longer than chunks in flight may take, so that the group waits for them.
const REBALANCE_TIMEOUT_MS = DRAIN_PATIENCE_MS + 15_000;
// More in one piece only makes the first records of a fetch wait for its last.
const MAX_PARTITION_FETCH_BYTES = 2 * 1024 * 1024;
// A group that nobody holds up is joined faster than this.
const JOIN_IS_SLOW_MS = 2_000;
// A client that hangs may never finish disconnecting.
const DISCONNECT_PATIENCE_MS = 5_000;

type Deps = { kafka: Kafka; topicPrefix: string; logger: LogLogger };

function createKafkaConsumer(
  { kafka, topicPrefix }: Deps,
  options: ConsumerOptions,
  beforeJoin: () => Promise<void>,
): Consumer {
  return kafka.consumer({
    // Two installations in one group would be given each other's topics.
    groupId: `${topicPrefix}${options.groupId}`,
    sessionTimeout: options.sessionTimeoutMs ?? consumerDefaults.sessionTimeoutMs,
    rebalanceTimeout: REBALANCE_TIMEOUT_MS,
    heartbeatInterval: options.heartbeatMs ?? consumerDefaults.heartbeatMs,
    minBytes: options.minFetchBytes ?? consumerDefaults.minFetchBytes,
    maxWaitTimeInMs: options.limits.maxAgeMs,
    maxBytesPerPartition: Math.min(options.limits.maxBytes, MAX_PARTITION_FETCH_BYTES),
    maxBytes: options.maxFetchBytes ?? consumerDefaults.maxFetchBytes,
    allowAutoTopicCreation: false,
    rawRecords: true,
    beforeJoin,
    // One way back after a crash, and it is ours: kafkajs's own restart cannot be stopped while it waits.
    retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000, restartOnFailure: async () => false },
  });
}

async function consume(
  consumer: Consumer,
  topics: readonly string[],
  eachBatch: (payload: EachBatchPayload) => Promise<void>,
): Promise<void> {
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    // Taking a batch in is quick, but for a partition's first: that reads its committed offset.
    partitionsConsumedConcurrently: 8,
    eachBatch,
  });
}

/** What the consumer has to say to what happens. */
export type ClientHooks = {
  eachBatch(payload: EachBatchPayload): Promise<void>;
  beforeJoin(): Promise<void>;
  onJoin(assignment: Readonly<Record<string, readonly number[]>>): void;
  onCrash(error: unknown): Promise<void>;
};

/** kafkajs's consumer, one after the other: what a replaced one still does or says has no effect. */
export function createKafkaClients(deps: Deps, options: ConsumerOptions, hooks: ClientHooks) {
  let current: Consumer | undefined;

  function sayWhatIsAwaited(): NodeJS.Timeout {
    const sessionTimeoutMs = options.sessionTimeoutMs ?? consumerDefaults.sessionTimeoutMs;
    const say = () =>
      deps.logger.info(
        { groupId: options.groupId, sessionTimeoutMs, rebalanceTimeoutMs: REBALANCE_TIMEOUT_MS },
        'waiting to join the group: a member that died is given up after the session timeout, one that finishes its chunks after the rebalance timeout',
      );
    return setTimeout(say, JOIN_IS_SLOW_MS).unref();
  }

  /** Resolves when the client reads, rejects when it could not begin. */
  async function launch(): Promise<void> {
    const isCurrent = () => current === fresh;
    const fresh: Consumer = createKafkaConsumer(deps, options, async () => {
      if (isCurrent()) await hooks.beforeJoin();
    });
    current = fresh;
    const waiting = sayWhatIsAwaited();
    fresh.on(fresh.events.GROUP_JOIN, ({ payload }: ConsumerGroupJoinEvent) => {
      clearTimeout(waiting);
      if (isCurrent()) hooks.onJoin(payload.memberAssignment);
    });
    fresh.on(fresh.events.CRASH, async ({ payload }) => {
      clearTimeout(waiting);
      if (isCurrent()) await hooks.onCrash(payload.error);
    });
    try {
      await consume(fresh, options.topics, async (payload) => {
        if (isCurrent()) await hooks.eachBatch(payload);
      });
    } catch (error) {
      clearTimeout(waiting);
      await fresh.disconnect().catch(() => undefined);
      throw error;
    }
  }

  /** Leaves the group and disconnects. */
  async function leave(): Promise<void> {
    await current?.disconnect();
  }

  /** Turns away from a client that may hang. */
  async function abandon(): Promise<void> {
    const stuck = current;
    current = undefined;
    await Promise.race([stuck?.disconnect().catch(() => undefined), waitFor(DISCONNECT_PATIENCE_MS)]);
  }

  function seek(topic: string, partition: number, offset: bigint): void {
    try {
      current?.seek({ topic, partition, offset: String(offset) });
    } catch (error) {
      // Between two memberships there is nothing to seek in; the next one begins at the committed offset.
      deps.logger.debug({ err: error, topic, partition }, 'seeking failed');
    }
  }

  return { launch, leave, abandon, seek };
}
