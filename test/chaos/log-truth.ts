/** What lies on the log, read by a plain consumer: places, ids, and which records nobody can read. Nothing of ours counts here. */
import { randomUUID } from 'node:crypto';
import { type Admin, type Consumer, Kafka, logLevel } from 'kafkajs';
import { eventually } from '../src/eventually.ts';
import { POISON_HEADER } from './load.ts';

export type LoggedRecord = {
  topic: string;
  partition: number;
  offset: string;
  id: string | undefined;
  poison: boolean;
};

const READ_MS = 60_000;

export function plainKafka(brokers: readonly string[]): Kafka {
  return new Kafka({
    clientId: 'chaos-oracle',
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    retry: { retries: 8, initialRetryTime: 100, maxRetryTime: 2_000 },
  });
}

async function endsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, bigint>> {
  const ends = new Map<string, bigint>();
  for (const topic of topics) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic))
      ends.set(`${topic}/${partition}`, BigInt(high));
  }
  return ends;
}

async function readTo(
  consumer: Consumer,
  topics: readonly string[],
  ends: Map<string, bigint>,
): Promise<LoggedRecord[]> {
  const records: LoggedRecord[] = [];
  const left = new Set([...ends].filter(([, end]) => end > 0n).map(([place]) => place));
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch: { topic, partition, messages } }) => {
      for (const { offset, headers } of messages) {
        const poison = headers?.[POISON_HEADER] !== undefined;
        records.push({ topic, partition, offset, id: headers?.['ce_id']?.toString(), poison });
      }
      const place = `${topic}/${partition}`;
      if (BigInt(messages.at(-1)?.offset ?? -1) + 1n >= (ends.get(place) ?? 0n)) left.delete(place);
    },
  });
  await eventually('the oracle to read the log', async () => left.size === 0, READ_MS);
  return records;
}

/** Every record of the topics, up to the brokers' end offsets. Throws when it cannot read them all. */
export async function readLog(brokers: readonly string[], topics: readonly string[]): Promise<LoggedRecord[]> {
  const kafka = plainKafka(brokers);
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `chaos-oracle-${randomUUID()}`, maxWaitTimeInMs: 100 });
  try {
    await admin.connect();
    const ends = await endsOf(admin, topics);
    await consumer.connect();
    const records = await readTo(consumer, topics, ends);
    const expected = [...ends.values()].reduce((sum, end) => sum + Number(end), 0);
    if (records.length !== expected) {
      throw new Error(`the log's end offsets add up to ${expected} records, ${records.length} were read`);
    }
    return records;
  } finally {
    await Promise.all([admin.disconnect(), consumer.disconnect()]);
  }
}
