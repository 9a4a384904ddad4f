import { newEventId, topicOf } from '@rapport/events';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import type { Chunk } from './chunk.ts';
import type { ConsumerOptions } from './consumer-options.ts';
import { createLogClient, type LogClient } from './log-client.ts';
import type { EventProducer } from './producer.ts';
import { sampleMeetings } from './testing/sample-events.ts';

const brokers = inject('kafkaBrokers');

let prefix: string;
let topic: string;
let log: LogClient;
let producer: EventProducer;

beforeEach(async () => {
  prefix = `t${newEventId().slice(-12)}.`;
  topic = topicOf('meeting', prefix);
  log = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  await log.ensureTopics({ partitions: 3 });
  producer = await log.createProducer();
});
afterEach(async () => {
  await producer.close();
  await log.close();
});

async function readUntil(ends: ReadonlyMap<number, bigint>, more: Partial<ConsumerOptions> = {}): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  const consumer = log.createChunkedConsumer({
    groupId: 'bounded',
    topics: [topic],
    epoch: 1,
    limits: { maxRows: 30, maxBytes: 1_000_000, maxAgeMs: 50 },
    onChunk: async (chunk) => void chunks.push(chunk),
    until: new Map([[topic, ends]]),
    ...more,
  });
  await consumer.start();
  await consumer.finished;
  return chunks;
}

const rows = (chunks: readonly Chunk[]) => chunks.reduce((sum, { count }) => sum + count, 0);

it('reads exactly to the ends it was given, whatever comes behind them, and then leaves', async () => {
  await producer.send(sampleMeetings(300));
  const ends = await log.endOffsets(topic);
  await producer.send(sampleMeetings(200));
  const chunks = await readUntil(ends);
  expect(rows(chunks)).toBe(300);
  const committed = await log.committed('bounded', topic);
  expect(new Map([...committed].map(([partition, { offset }]) => [partition, offset]))).toEqual(ends);
  expect([...committed.values()].some(({ pending }) => pending !== undefined)).toBe(false);
});

it('is finished at once where everything has been read before, and where there is nothing to read', async () => {
  expect(await readUntil(await log.endOffsets(topic))).toEqual([]);
  await producer.send(sampleMeetings(60));
  const ends = await log.endOffsets(topic);
  expect(rows(await readUntil(ends))).toBe(60);
  expect(await readUntil(ends)).toEqual([]);
});

it('reads everything although almost nothing may be held in memory', async () => {
  await producer.send(sampleMeetings(2_000));
  const chunks = await readUntil(await log.endOffsets(topic), { maxBufferedBytes: 2_000, maxFetchBytes: 20_000 });
  expect(rows(chunks)).toBe(2_000);
});
