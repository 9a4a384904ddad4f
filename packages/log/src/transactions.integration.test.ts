/** Producers of other systems may use transactions: what they take back must not count, and must not confuse the ranges. */
import { newEventId, topicOf } from '@rapport/events';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import type { Chunk } from './chunk.ts';
import type { ChunkedConsumer } from './consumer-options.ts';
import { createLogClient, type LogClient } from './log-client.ts';

const brokers = inject('kafkaBrokers');
const patience = { timeout: 60_000, interval: 50 };
const topic = (prefix: string) => topicOf('meeting', prefix);

let prefix: string;
let log: LogClient;
let consumer: ChunkedConsumer | undefined;

beforeEach(async () => {
  prefix = `t${newEventId().slice(-12)}.`;
  log = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  await log.ensureTopics({ partitions: 1 });
});
afterEach(async () => {
  await consumer?.stop();
  await log.close();
});

async function produceTransactions(transactions: { values: string[]; commit: boolean }[]): Promise<void> {
  const kafka = new Kafka({ clientId: 'foreign', brokers, logLevel: logLevel.NOTHING });
  const producer = kafka.producer({
    transactionalId: `${prefix}foreign`,
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  for (const { values, commit } of transactions) {
    const transaction = await producer.transaction();
    await transaction.send({ topic: topic(prefix), messages: values.map((value) => ({ value })) });
    await (commit ? transaction.commit() : transaction.abort());
  }
  await producer.disconnect();
  // The broker answers before it has written the last marker.
  const end = transactions.reduce((sum, { values }) => sum + values.length + 1, 0);
  await vi.waitFor(async () => expect((await log.endOffsets(topic(prefix))).get(0)).toBe(BigInt(end)), patience);
}

async function consumeAll(): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  consumer = log.createChunkedConsumer({
    groupId: 'group',
    topics: [topic(prefix)],
    epoch: 1,
    limits: { maxRows: 2, maxBytes: 1_000_000, maxAgeMs: 50 },
    onChunk: async (chunk) => void chunks.push(chunk),
  });
  await consumer.start();
  return chunks;
}

/** Chunks and the committed offset come to cover the log to its very end. */
async function expectCovered(chunks: readonly Chunk[], end: bigint): Promise<void> {
  expect((await log.endOffsets(topic(prefix))).get(0)).toBe(end);
  const committed = async () => (await log.committed('group', topic(prefix))).get(0)?.offset;
  await vi.waitFor(async () => expect(await committed()).toBe(end), patience);
  let next = 0n;
  for (const { firstOffset, lastOffset } of chunks) {
    expect(firstOffset).toBe(next);
    next = lastOffset + 1n;
  }
  expect(next).toBe(end);
}

it('gives committed records only, and ranges that cover the aborted ones and the markers between them', async () => {
  await produceTransactions([
    { values: ['a', 'b'], commit: true },
    { values: ['never', 'never'], commit: false },
    { values: ['c'], commit: true },
    { values: ['never'], commit: false },
    { values: ['d'], commit: true },
  ]);
  const chunks = await consumeAll();
  const records = () => chunks.flatMap((chunk) => chunk.records.map(({ value }) => String(value)));
  await vi.waitFor(() => expect(records()).toEqual(['a', 'b', 'c', 'd']), patience);
  await expectCovered(chunks, 12n);
});

it('comes to the end of a log that ends with aborted records, although nothing follows them', async () => {
  await produceTransactions([
    { values: ['a'], commit: true },
    { values: ['never', 'never'], commit: false },
  ]);
  const chunks = await consumeAll();
  // a marker never never marker
  await expectCovered(chunks, 5n);
  expect(chunks.flatMap((chunk) => chunk.records.map(({ value }) => String(value)))).toEqual(['a']);
});

it('tells of every offset without a committed record why there is none, and gives single records by their offset', async () => {
  await produceTransactions([
    { values: ['a', 'b'], commit: true },
    { values: ['never', 'never'], commit: false },
    { values: ['c'], commit: true },
  ]);
  // a b marker never never marker c marker
  const whole = { first: 0n, last: 7n };
  expect(await log.explainHoles(topic(prefix), 0, [whole])).toEqual({
    markers: 3,
    aborted: 2,
    absent: 0,
    present: [0n, 1n, 6n],
    presentCount: 3,
  });
  const holes = [
    { first: 2n, last: 5n },
    { first: 7n, last: 7n },
  ];
  expect(await log.explainHoles(topic(prefix), 0, holes)).toMatchObject({ markers: 3, aborted: 2, presentCount: 0 });
  const found = await log.readRecords(topic(prefix), 0, [6n, 1n, 3n, 2n]);
  expect([...found].map(([offset, { value }]) => [offset, String(value)])).toEqual([
    [1n, 'b'],
    [6n, 'c'],
  ]);
  const scanned: string[] = [];
  for await (const { value } of log.scanRecords(topic(prefix), 0, 1n, 7n)) scanned.push(String(value));
  expect(scanned).toEqual(['b', 'c']);
});
