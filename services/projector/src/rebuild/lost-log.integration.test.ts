import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadLetterTopic, newEventId, type RapportEvent, streams, topicOf } from '@rapport/events';
import { createLogClient, type LogClient, restoreArchive, writeArchive } from '@rapport/log';
import { createLogger, createRegistry } from '@rapport/service';
import {
  activeEpoch,
  checkStoredEvents,
  createWarehouse,
  findRebuild,
  groupIdOf,
  isSame,
  ledgerRanges,
  migrate,
  retireLedger,
  swapRebuild,
  type Warehouse,
} from '@rapport/warehouse';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createProjector, type Projector } from '../projector.ts';
import { createWarehouseSink } from '../warehouse-sink.ts';
import { fillRebuild, openRebuild, verifyRebuild } from './rebuild.ts';

const brokers = inject('kafkaBrokers');
const url = inject('clickhouseUrl');
const projection = 'warehouse@1';
const logger = createLogger('test', 'silent');
const patience = { timeout: 90_000, interval: 100 };

let prefix: string;
let live: Warehouse;
let directory: string;
let clients: LogClient[];
let admin: Admin;

beforeEach(async () => {
  prefix = `t${newEventId().slice(-12)}.`;
  clients = [];
  directory = await mkdtemp(join(tmpdir(), 'rapport-archive-'));
  live = createWarehouse({ url, database: `test_${randomUUID().replaceAll('-', '')}` });
  admin = new Kafka({ clientId: 'test', brokers, logLevel: logLevel.NOTHING }).admin();
  await Promise.all([admin.connect(), migrate(live)]);
});

afterEach(async () => {
  const found = await findRebuild(live);
  if (found !== undefined) await live.exec(`DROP DATABASE IF EXISTS \`${found.database}\``);
  await live.exec(`DROP DATABASE IF EXISTS \`${live.database}\``);
  await Promise.all([live.close(), admin.disconnect(), ...clients.map((log) => log.close())]);
  await rm(directory, { recursive: true, force: true });
});

/** As a process started now has it: nothing is remembered of topics that are gone. */
function newClient(): LogClient {
  const log = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  clients.push(log);
  return log;
}

const topics = () => [...streams.map(({ name }) => topicOf(name, prefix)), deadLetterTopic(prefix)];

function meetings(count: number): RapportEvent[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => ({
    event_id: newEventId(),
    type: 'meeting.held',
    occurred_at: now - 60_000 + index,
    recorded_at: now,
    source: 'test',
    programme_id: 'programme-1',
    meeting_id: newEventId(),
    pairing_id: `pairing-${index % 40}`,
  }));
}

async function send(log: LogClient, events: readonly RapportEvent[]): Promise<void> {
  const producer = await log.createProducer();
  await producer.send(events);
  const junk = { topic: topicOf('meeting', prefix), key: Buffer.from('a'), value: Buffer.from('junk'), headers: {} };
  await producer.sendRaw([junk]);
  await producer.close();
}

async function lag(log: LogClient): Promise<bigint> {
  let waiting = 0n;
  for (const topic of topics()) {
    const [ends, committed] = await Promise.all([log.endOffsets(topic), log.committed(groupIdOf(projection), topic)]);
    for (const [partition, end] of ends) waiting += end - (committed.get(partition)?.offset ?? 0n);
  }
  return waiting;
}

/** Projects all there is, as a projector process would from its start on, then ends. */
async function projectAll(log: LogClient, maxRows: number): Promise<void> {
  const epoch = await activeEpoch(live, projection);
  const producer = await log.createProducer();
  const projector: Projector = createProjector(
    {
      ...{ log, producer, logger, registry: createRegistry('projector') },
      sink: createWarehouseSink(live, { projection, epoch }),
    },
    { projection, epoch, topicPrefix: prefix, limits: { maxRows, maxBytes: 1_000_000, maxAgeMs: 50 } },
  );
  await projector.start();
  await vi.waitFor(async () => expect(await lag(log)).toBe(0n), patience);
  await projector.stop();
  await producer.close();
}

async function facts(): Promise<unknown> {
  const meeting = await live.query('SELECT * FROM fact_meeting ORDER BY ALL');
  const letters = await live.query('SELECT topic, partition, offset, code FROM dead_letters FINAL ORDER BY ALL');
  return { meeting, letters };
}

async function expectClean(log: LogClient): Promise<void> {
  const epochs = await Promise.all([1, 2, 3].map((epoch) => ledgerRanges(live, { projection, epoch })));
  for (const [partition, end] of await log.endOffsets(topicOf('meeting', prefix))) {
    let next = 0n;
    const own = epochs.flat().filter((range) => range.partition === partition);
    for (const range of own.toSorted((a, b) => Number(a.firstOffset - b.firstOffset))) {
      expect([range.firstOffset, range.receipts]).toEqual([next, range.rows]);
      next = range.lastOffset + 1n;
    }
    expect(next).toBe(end);
  }
  expect((await checkStoredEvents(live, 0)).filter(({ lost, unexplained }) => lost + unexplained > 0)).toEqual([]);
}

describe('a broker that was lost', () => {
  it('is restored from the archive, and the old warehouse counts nothing twice', async () => {
    const before = newClient();
    await before.ensureTopics({ partitions: 2 });
    const events = meetings(1_500);
    await send(before, [...events, ...events.slice(0, 50)]);
    await projectAll(before, 300);
    const known = await facts();
    await writeArchive(before, directory, { topics: topics() });
    await admin.deleteTopics({ topics: topics() });
    await admin.deleteGroups([`${prefix}${groupIdOf(projection)}`]);
    const after = newClient();
    await restoreArchive(after, directory);
    expect(await retireLedger(live, projection)).toBeGreaterThan(0);
    await projectAll(after, 170);
    expect(await activeEpoch(live, projection)).toBe(2);
    expect(await facts()).toEqual(known);
    await expectClean(after);
    await send(after, meetings(20));
    await projectAll(after, 170);
    await expectClean(after);
  });
});

describe('a log that has lost its start', () => {
  it('is rebuilt from an archive and what is left, to the same tables', async () => {
    const log = newClient();
    await log.ensureTopics({ partitions: 2 });
    await send(log, meetings(1_200));
    await projectAll(log, 300);
    await writeArchive(log, directory, { topics: topics(), maxRecordsAFile: 200 });
    await send(log, meetings(300));
    await projectAll(log, 300);
    const known = await facts();
    const partitions = [0, 1].map((partition) => ({ partition, offset: '250' }));
    // It asks for no metadata by itself.
    await admin.fetchTopicOffsets(topicOf('meeting', prefix));
    await admin.deleteTopicRecords({ topic: topicOf('meeting', prefix), partitions });
    const openDatabase = (database: string) => createWarehouse({ url, database });
    const deps = { log, live, openDatabase, logger };
    const wish = { projection, topicPrefix: prefix };
    await expect(openRebuild(deps, wish)).rejects.toMatchObject({ code: 'REBUILD_HEAD_MISSING' });
    const opened = await openRebuild(deps, { ...wish, archive: directory });
    const { signal } = new AbortController();
    const filled = await fillRebuild(deps, opened, { signal });
    // Taken up again, the head is there and nothing is stored twice.
    const { state, comparisons } = await verifyRebuild(deps, await fillRebuild(deps, filled, { signal }));
    expect(comparisons.flatMap(({ examples }) => examples)).toEqual([]);
    expect(isSame(comparisons)).toBe(true);
    await swapRebuild(live, state, { check: async () => undefined });
    expect(await facts()).toEqual(known);
    await expectClean(log);
  });
});
