import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEventId, topicOf } from '@rapport/events';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createLogClient, type LogClient } from '../log-client.ts';
import type { RawRecord } from '../records.ts';
import { verifyArchive } from './read-archive.ts';
import { type RestoreOptions, restoreArchive } from './restore-archive.ts';
import { writeArchive } from './write-archive.ts';

const brokers = inject('kafkaBrokers');

let prefix: string;
let topic: string;
let log: LogClient;
let directory: string;
let kafka: Kafka;

beforeEach(async () => {
  prefix = `t${newEventId().slice(-12)}.`;
  topic = topicOf('meeting', prefix);
  directory = await mkdtemp(join(tmpdir(), 'rapport-archive-'));
  log = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  kafka = new Kafka({ clientId: 'test', brokers, logLevel: logLevel.NOTHING });
  await log.ensureTopics({ partitions: 2 });
});

afterEach(async () => {
  await log.close();
  await rm(directory, { recursive: true, force: true });
});

const message = (index: number, partition = 0) => ({
  partition,
  key: `key-${index}`,
  value: index % 7 === 0 ? null : `value-${index}`,
  timestamp: String(1_700_000_000_000 + index * 3),
  headers: { ce_id: `id-${index}`, several: ['a', 'b'] },
});

async function produce(messages: readonly ReturnType<typeof message>[]): Promise<void> {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, messages: [...messages] });
  await producer.disconnect();
}

/** A transaction on partition 0, with its marker: the broker answers before it has written that. */
async function transact(messages: readonly ReturnType<typeof message>[], end: 'commit' | 'abort'): Promise<void> {
  const endOffset = async () => (await log.endOffsets(topic)).get(0) ?? 0n;
  const before = await endOffset();
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    transactionalId: `test-${newEventId()}`,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic, messages: [...messages] });
  await transaction[end]();
  await producer.disconnect();
  const after = before + BigInt(messages.length) + 1n;
  await vi.waitFor(async () => expect(await endOffset()).toBe(after), { timeout: 30_000, interval: 20 });
}

const range = (from: number, to: number, partition = 0) =>
  Array.from({ length: to - from }, (_, index) => message(from + index, partition));

async function read(partition: number): Promise<RawRecord[]> {
  const end = (await log.endOffsets(topic)).get(partition) ?? 0n;
  const found: RawRecord[] = [];
  for await (const record of log.scanRecords(topic, partition, 0n, end)) found.push(record);
  return found;
}

/** What a broker that was lost leaves: nothing under these names. */
async function loseTopics(): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const mine = (await admin.listTopics()).filter((name) => name.startsWith(prefix));
  await admin.deleteTopics({ topics: mine });
  const deadline = Date.now() + 30_000;
  while ((await admin.listTopics()).some((name) => name.startsWith(prefix)) && Date.now() < deadline);
  await admin.disconnect();
}

/** By another process: this one's client remembers topics that are gone. */
async function restore(options: RestoreOptions = {}) {
  const fresh = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  try {
    return await restoreArchive(fresh, directory, options);
  } finally {
    await fresh.close();
  }
}

describe('archive of a real log', () => {
  it('brings everything back to its offset, holes of transactions included', async () => {
    await produce([...range(0, 200), ...range(0, 50, 1)]);
    await transact(range(200, 210), 'commit');
    await transact(range(210, 217), 'abort');
    await produce(range(217, 300));
    await transact([message(300)], 'abort');
    await produce(range(301, 310));
    await transact([message(310)], 'commit');
    await writeArchive(log, directory, { topics: [topic], maxRecordsAFile: 120 });
    const before = await Promise.all([read(0), read(1)]);
    const ends = await log.endOffsets(topic);
    const verified = await verifyArchive(directory);
    expect(verified.map(({ records, holes, faults }) => [records, holes, faults])).toEqual([
      [303, 12, []],
      [50, 0, []],
    ]);
    await loseTopics();
    expect(await restore()).toEqual({ records: 353, partitions: 2, holes: 12 });
    expect(await Promise.all([read(0), read(1)])).toEqual(before);
    expect(await log.endOffsets(topic)).toEqual(ends);
    await expect(restoreArchive(log, directory)).rejects.toThrow('not empty');
    // The restored log is the archive's own: it can be continued.
    await produce(range(400, 405));
    expect(await writeArchive(log, directory, { topics: [topic] })).toMatchObject({ records: 5 });
  });

  it('leaves holes out where the user asks for it', async () => {
    await produce(range(0, 5));
    await transact(range(5, 8), 'abort');
    await produce(range(8, 12));
    await writeArchive(log, directory, { topics: [topic] });
    await loseTopics();
    await restore({ renumber: true });
    expect((await read(0)).map(({ offset, key }) => [Number(offset), key?.toString()])).toEqual(
      [0, 1, 2, 3, 4, 8, 9, 10, 11].map((index, offset) => [offset, `key-${index}`]),
    );
  });
});
