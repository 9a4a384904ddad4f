/** Topic administration and offsets: what exists, how far it reaches, how far a group has come. */
import { deadLetterTopic, streams, topicOf } from '@rapport/events';
import type { Admin, ITopicConfig } from 'kafkajs';
import { backoffMs, waitFor } from './backoff.ts';
import { LogError, protocolType, toLogError } from './log-error.ts';
import { type PendingRange, parsePending } from './offset-metadata.ts';

/** Offsets by partition. */
export type PartitionOffsets = Map<number, bigint>;

/** A group's committed position; absent from the map where it has committed nothing. */
export type CommittedOffset = { offset: bigint; pending?: PendingRange };

const EVENT_MAX_BYTES = 1024 * 1024;
// A dead letter is its record plus the reason, some kilobytes at most: it must fit although the record was as large as
// an event may be. Where somebody has changed these limits, `sendDeadLetters` still knows a way.
const DEAD_LETTER_MAX_BYTES = 4 * 1024 * 1024;
const MAX_REPLICAS = 3;
const SERVED_WITHIN_MS = 30_000;

function topicConfig(topic: string, partitions: number, replicas: number, maxBytes: number): ITopicConfig {
  const configEntries = [
    { name: 'cleanup.policy', value: 'delete' },
    { name: 'retention.ms', value: '-1' },
    { name: 'retention.bytes', value: '-1' },
    // Acknowledged means: on two brokers, where there are three.
    { name: 'min.insync.replicas', value: replicas >= MAX_REPLICAS ? '2' : '1' },
    { name: 'max.message.bytes', value: String(maxBytes) },
  ];
  return { topic, numPartitions: partitions, replicationFactor: replicas, configEntries };
}

// Where a broker knows a topic and not yet its partitions, kafkajs trips over the empty answer.
async function topicOffsets(client: Admin, topic: string) {
  try {
    return await client.fetchTopicOffsets(topic);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new LogError('TOPIC_UNKNOWN', `the brokers do not serve ${topic} yet`, { retriable: true, cause });
  }
}

// The controller has made a topic some moments before its brokers serve it: whoever goes on at once would be refused.
async function untilServed(client: Admin, topic: string): Promise<void> {
  const deadline = AbortSignal.timeout(SERVED_WITHIN_MS);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await topicOffsets(client, topic);
      return;
    } catch (error) {
      const { retriable } = toLogError(error);
      if (!retriable || deadline.aborted) throw error;
      await waitFor(backoffMs(attempt, { initialMs: 20, maxMs: 500 }), deadline);
    }
  }
}

export type TopicAdmin = ReturnType<typeof createTopicAdmin>;

/** `admin` gives a connected kafkajs admin. Every failure comes out as a LogError. */
export function createTopicAdmin(admin: () => Promise<Admin>, topicPrefix: string) {
  async function asking<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    try {
      return await question(await admin());
    } catch (error) {
      throw toLogError(error);
    }
  }

  /** Creates what is missing among the stream topics and the dead-letter topic; gives the names it created. */
  async function ensureTopics({ partitions = 3 }: { partitions?: number } = {}): Promise<string[]> {
    return asking(async (client) => {
      const existing = new Set(await client.listTopics());
      const { brokers } = await client.describeCluster();
      const replicas = Math.min(MAX_REPLICAS, brokers.length);
      const wanted = [
        ...streams.map(({ name }) => topicConfig(topicOf(name, topicPrefix), partitions, replicas, EVENT_MAX_BYTES)),
        topicConfig(deadLetterTopic(topicPrefix), partitions, replicas, DEAD_LETTER_MAX_BYTES),
      ];
      const created: string[] = [];
      for (const config of wanted.filter(({ topic }) => !existing.has(topic))) {
        // One by one: where another process creates the same topics, its half and ours add up.
        if (await client.createTopics({ topics: [config], waitForLeaders: false })) created.push(config.topic);
      }
      await Promise.all(wanted.map(({ topic }) => untilServed(client, topic)));
      return created;
    });
  }

  async function offsets(topic: string, end: 'low' | 'high'): Promise<PartitionOffsets> {
    const rows = await asking((client) => topicOffsets(client, topic));
    return new Map(rows.map((row) => [row.partition, BigInt(row[end])]));
  }

  /** `groupId` as the consumer was given it. */
  async function committed(groupId: string, topic: string): Promise<Map<number, CommittedOffset>> {
    const answers = await asking((client) =>
      client.fetchOffsets({ groupId: `${topicPrefix}${groupId}`, topics: [topic] }),
    );
    const found = new Map<number, CommittedOffset>();
    for (const { partition, offset, metadata } of answers.flatMap((answer) => answer.partitions)) {
      if (BigInt(offset) < 0n) continue;
      const pending = parsePending(metadata);
      found.set(partition, { offset: BigInt(offset), ...(pending === undefined ? {} : { pending }) });
    }
    return found;
  }

  /** Whether the topic is there. */
  async function exists(topic: string): Promise<boolean> {
    try {
      await offsets(topic, 'high');
      return true;
    } catch (error) {
      if (protocolType(error) === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
      throw error;
    }
  }

  return {
    topicPrefix,
    ensureTopics,
    exists,
    /** The first offset the log still holds, by partition. */
    beginOffsets: (topic: string) => offsets(topic, 'low'),
    /** The offset that the next record will get, by partition. */
    endOffsets: (topic: string) => offsets(topic, 'high'),
    committed,
    /** Answers when a broker answers; for readiness. */
    ping: () => asking(async (client) => void (await client.describeCluster())),
  };
}
