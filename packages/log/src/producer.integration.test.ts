import { deadLetterTopic, decodeEvent, newEventId, streams, topicOf } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createLogClient, type LogClient } from './log-client.ts';
import { LogError } from './log-error.ts';
import type { EventProducer } from './producer.ts';
import type { RawRecord } from './records.ts';
import { sampleMeetings } from './testing/sample-events.ts';

const prefix = `t${newEventId().slice(-12)}.`;
const topic = topicOf('meeting', prefix);

let log: LogClient;
let producer: EventProducer;

beforeAll(async () => {
  log = createLogClient({ brokers: inject('kafkaBrokers'), clientId: 'test', topicPrefix: prefix });
  await log.ensureTopics({ partitions: 3 });
  producer = await log.createProducer();
});

afterAll(async () => {
  await producer.close();
  await log.close();
});

async function readAll(): Promise<Map<string, RawRecord>> {
  const found = new Map<string, RawRecord>();
  const consumer = log.createChunkedConsumer({
    groupId: `${prefix}${newEventId()}`,
    topics: [topic],
    epoch: 1,
    limits: { maxRows: 10_000, maxBytes: 5_000_000, maxAgeMs: 20 },
    onChunk: async ({ partition, records }) => {
      for (const record of records) found.set(`${partition}/${record.offset}`, record);
    },
  });
  const ends = await log.endOffsets(topic);
  const expected = [...ends.values()].reduce((sum, end) => sum + Number(end), 0);
  await consumer.start();
  await vi.waitFor(() => expect(found.size).toBe(expected), { timeout: 30_000, interval: 50 });
  await consumer.stop();
  return found;
}

describe('producer', () => {
  it('says of every event where it lies, key, time and headers with it', async () => {
    const events = sampleMeetings(2_500, 40, 1_750_000_000_123);
    const placed = await producer.send(events);
    const found = await readAll();
    expect(new Set(placed.map(({ partition }) => partition))).toEqual(new Set([0, 1, 2]));
    for (const [index, event] of events.entries()) {
      const place = placed[index];
      const record = found.get(`${place?.partition}/${place?.offset}`);
      const decoded = decodeEvent(record?.value ?? null);
      expect(decoded.ok && decoded.event.event_id).toBe(event.event_id);
      expect(record?.timestampMs).toBe(event.recorded_at);
      expect(record?.key?.toString()).toBe('pairing_id' in event ? event.pairing_id : '');
      expect(record?.headers['ce_id']?.toString()).toBe(event.event_id);
    }
  });

  it('partitions as Java clients do: murmur2 of the key', async () => {
    // org.apache.kafka.common.utils.Utils.murmur2, from its own tests: "foobar" -> -790332482, "21" -> -973932308.
    const places = await producer.sendRaw(
      ['foobar', '21'].map((key) => ({ topic, key, value: Buffer.from('x'), headers: {} })),
    );
    const toPositive = (hash: number) => hash & 0x7fffffff;
    expect(places.map(({ partition }) => partition)).toEqual([toPositive(-790332482) % 3, toPositive(-973932308) % 3]);
  });

  it('sends more than a request may hold, from many callers at once', async () => {
    const value = Buffer.alloc(20_000, 7);
    const callers = Array.from({ length: 10 }, (_, caller) =>
      producer.sendRaw(
        Array.from({ length: 30 }, (_, index) => ({ topic, key: `${caller}-${index}`, value, headers: {} })),
      ),
    );
    const placed = (await Promise.all(callers)).flat();
    expect(new Set(placed.map(({ partition, offset }) => `${partition}/${offset}`)).size).toBe(300);
  });

  it('names a record that is too large, and goes on with the next', async () => {
    const huge = { topic, key: 'k', value: Buffer.alloc(2_000_000), headers: {} };
    await expect(producer.sendRaw([huge])).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE', retriable: false });
    await expect(producer.send(sampleMeetings(1))).resolves.toHaveLength(1);
    const dead = { ...huge, topic: deadLetterTopic(prefix) };
    await expect(producer.sendRaw([dead])).resolves.toHaveLength(1);
  });

  it('says that it is closed', async () => {
    const other = await log.createProducer();
    await other.close();
    await expect(other.send(sampleMeetings(1))).rejects.toBeInstanceOf(LogError);
  });
});

describe('topic administration', () => {
  it('creates what is missing, once', async () => {
    const elsewhere = createLogClient({
      brokers: inject('kafkaBrokers'),
      clientId: 'test',
      topicPrefix: `${prefix}again.`,
    });
    const both = await Promise.all([elsewhere.ensureTopics(), elsewhere.ensureTopics()]);
    // One a stream, and the dead letters'.
    expect(both.flat()).toHaveLength(streams.length + 1);
    expect(await elsewhere.ensureTopics()).toEqual([]);
    expect((await elsewhere.endOffsets(topicOf('survey', `${prefix}again.`))).size).toBe(3);
    await elsewhere.close();
  });

  it('knows a topic that is not there', async () => {
    expect(await log.exists('no.such.topic')).toBe(false);
    expect(await log.exists(topic)).toBe(true);
  });

  it('says unavailable, and that it may be tried again, when no broker answers', async () => {
    const nowhere = createLogClient({ brokers: ['127.0.0.1:1'], clientId: 'test' });
    await expect(nowhere.ensureTopics()).rejects.toMatchObject({ code: 'KAFKA_UNAVAILABLE', retriable: true });
  });
});
