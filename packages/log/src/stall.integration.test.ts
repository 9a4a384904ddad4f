import { newEventId, topicOf } from '@rapport/events';
import { type Consumer, type ConsumerConfig, type ConsumerRunConfig, Kafka, logLevel } from 'kafkajs';
import { expect, inject, it, vi } from 'vitest';
import { createChunkedConsumer } from './consumer.ts';
import type { ChunkedConsumer } from './consumer-options.ts';
import { createLogClient } from './log-client.ts';
import { silentLogger } from './log-logger.ts';
import { sampleMeetings } from './testing/sample-events.ts';

const brokers = inject('kafkaBrokers');

/** A client whose consumers are members in good standing, with heartbeats and all, but see no record if made while `isDeaf`. */
function deafClient(kafka: Kafka, isDeaf: () => boolean): Kafka {
  function consumer(config: ConsumerConfig): Consumer {
    const real = kafka.consumer(config);
    if (!isDeaf()) return real;
    return { ...real, run: (run: ConsumerRunConfig = {}) => real.run({ ...run, eachBatch: async () => undefined }) };
  }
  return { consumer } as unknown as Kafka;
}

it('makes a client anew that holds its partitions and reads nothing, counts it, and then stores everything', async () => {
  const prefix = `t${newEventId().slice(-12)}.`;
  const topic = topicOf('meeting', prefix);
  const log = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  await log.ensureTopics({ partitions: 2 });
  const producer = await log.createProducer();
  const real = new Kafka({ clientId: 'deaf', brokers, logLevel: logLevel.NOTHING });
  const kafka = deafClient(real, () => consumer.stalls() === 0);
  let rows = 0;
  const consumer: ChunkedConsumer = createChunkedConsumer(
    { kafka, topics: log, logger: silentLogger() },
    {
      groupId: 'group',
      topics: [topic],
      epoch: 1,
      limits: { maxRows: 100, maxBytes: 1_000_000, maxAgeMs: 50 },
      onChunk: async ({ count }) => {
        rows += count;
      },
      stallMs: 2_000,
    },
  );
  try {
    await consumer.start();
    await producer.send(sampleMeetings(60));
    await vi.waitFor(() => expect(consumer.trouble()?.code).toBe('STALLED'), { timeout: 30_000, interval: 10 });
    await vi.waitFor(() => expect(rows).toBe(60), { timeout: 30_000, interval: 50 });
    await vi.waitFor(() => expect(consumer.trouble()).toBeUndefined(), { timeout: 30_000, interval: 50 });
    expect(consumer.stalls()).toBeGreaterThan(0);
  } finally {
    await consumer.stop();
    await producer.close();
    await log.close();
  }
});
