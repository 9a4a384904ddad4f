import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { deadLetterTopic, newEventId, type RapportEvent, streams, topicOf } from '@rapport/events';
import { createLogClient, type EventProducer, type LogClient } from '@rapport/log';
import { createLogger, createRegistry } from '@rapport/service';
import {
  checkStoredEvents,
  createWarehouse,
  findRebuild,
  groupIdOf,
  isSame,
  ledgerRanges,
  migrate,
  type RebuildState,
  rollBackRebuild,
  swapRebuild,
  type Warehouse,
} from '@rapport/warehouse';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createProjector, type Projector } from '../projector.ts';
import { createWarehouseSink } from '../warehouse-sink.ts';
import { fillRebuild, openRebuild, type RebuildDeps, verifyRebuild } from './rebuild.ts';

const brokers = inject('kafkaBrokers');
const url = inject('clickhouseUrl');
const projection = 'warehouse@1';
const logger = createLogger('test', 'silent');
const patience = { timeout: 90_000, interval: 100 };
const unlocked = { check: async () => undefined };
const limits = { maxRows: 400, maxBytes: 1_000_000, maxAgeMs: 50 };

let prefix: string;
let log: LogClient;
let producer: EventProducer;
let live: Warehouse;
let running: Projector[];
let deps: RebuildDeps;

beforeEach(async () => {
  prefix = `t${newEventId().slice(-12)}.`;
  running = [];
  log = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  live = createWarehouse({ url, database: `test_${randomUUID().replaceAll('-', '')}` });
  await Promise.all([log.ensureTopics({ partitions: 2 }), migrate(live)]);
  producer = await log.createProducer();
  const openDatabase = (database: string) => createWarehouse({ url, database });
  deps = { log, live, openDatabase, logger };
});

afterEach(async () => {
  await Promise.all(running.map((projector) => projector.stop()));
  const found = await findRebuild(live);
  if (found !== undefined) await live.exec(`DROP DATABASE IF EXISTS \`${found.database}\``);
  await live.exec(`DROP DATABASE IF EXISTS \`${live.database}\``);
  await Promise.all([producer.close(), log.close(), live.close()]);
});

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

async function startLive(epoch = 1): Promise<Projector> {
  const sink = createWarehouseSink(live, { projection, epoch });
  const projector = createProjector(
    { log, producer, sink, logger, registry: createRegistry('projector') },
    { projection, epoch, topicPrefix: prefix, limits, consumer: { sessionTimeoutMs: 6_000 } },
  );
  running.push(projector);
  await projector.start();
  return projector;
}

async function lag(): Promise<bigint> {
  let waiting = 0n;
  for (const topic of [...streams.map(({ name }) => topicOf(name, prefix)), deadLetterTopic(prefix)]) {
    const [ends, committed] = await Promise.all([log.endOffsets(topic), log.committed(groupIdOf(projection), topic)]);
    for (const [partition, end] of ends) waiting += end - (committed.get(partition)?.offset ?? 0n);
  }
  return waiting;
}

const caughtUp = () => vi.waitFor(async () => expect(await lag()).toBe(0n), patience);

async function storedEvents(): Promise<number> {
  const [row] = await live.query<{ rows: string }>('SELECT toString(count()) AS rows FROM events_meeting FINAL');
  return Number(row?.rows);
}

/** No gap and no overlap in the ledger, all epochs together, and every chunk has the rows that it says. */
async function expectCleanLedger(): Promise<void> {
  const both = await Promise.all([1, 2].map((epoch) => ledgerRanges(live, { projection, epoch })));
  const topic = topicOf('meeting', prefix);
  for (const [partition, end] of await log.endOffsets(topic)) {
    const own = both
      .flat()
      .filter((range) => range.topic === topic && range.partition === partition)
      .toSorted((a, b) => Number(a.firstOffset - b.firstOffset));
    let next = 0n;
    for (const { firstOffset, lastOffset, rows, receipts } of own) {
      expect([firstOffset, receipts]).toEqual([next, rows]);
      next = lastOffset + 1n;
    }
    expect(next).toBe(end);
  }
}

const wish = () => ({ projection, topicPrefix: prefix });
const never = () => new AbortController().signal;

async function filled(): Promise<RebuildState> {
  return fillRebuild(deps, await openRebuild(deps, wish()), { limits, signal: never() });
}

/** Sends batch after batch, each with a repeated event, until told to stop: about 2,000 events a second, what a projector can follow. */
function startLoad() {
  const ids = new Set<string>();
  let stopped = false;
  async function load(): Promise<void> {
    while (!stopped) {
      const events = meetings(50);
      await producer.send([...events, events[0] as RapportEvent]);
      for (const { event_id } of events) ids.add(event_id);
      await pause(25);
    }
  }
  const loading = load();
  return {
    sent: () => ids.size,
    stop: async () => {
      stopped = true;
      await loading;
    },
  };
}

describe('rebuild', () => {
  it('gives the same tables and takes their place under load, nothing lost and nothing double, and back again', async () => {
    const history = meetings(4_000);
    await producer.send([...history, ...history.slice(0, 100)]);
    await startLive();
    await caughtUp();
    const load = startLoad();
    try {
      // Never close enough: every round finds the live one ahead, and the last must still end at ends that were read.
      const state = await fillRebuild(deps, await openRebuild(deps, wish()), {
        limits,
        signal: never(),
        closeEnough: -1n,
      });
      expect(state.epoch).toBe(2);
      const verified = await verifyRebuild(deps, state);
      expect(verified.comparisons.flatMap(({ examples }) => examples)).toEqual([]);
      expect(isSame(verified.comparisons)).toBe(true);
      const swapped = await swapRebuild(live, verified.state, unlocked);
      expect(swapped.lacking).toBe(0);
      const sentBefore = load.sent();
      await vi.waitFor(() => expect(load.sent()).toBeGreaterThan(sentBefore + 500), patience);
      await rollBackRebuild(live, swapped.state, unlocked);
    } finally {
      await load.stop();
    }
    await caughtUp();
    expect(await storedEvents()).toBe(history.length + load.sent());
    await expectCleanLedger();
    expect((await checkStoredEvents(live, 0)).filter(({ lost, unexplained }) => lost + unexplained > 0)).toEqual([]);
  }, 300_000);

  it('goes on where it was interrupted, and heals what the live tables have lost', async () => {
    await producer.send(meetings(3_000));
    await startLive();
    await caughtUp();
    await live.exec('DELETE FROM events_meeting WHERE _offset BETWEEN 100 AND 110');
    await live.exec('DELETE FROM event_receipts WHERE offset BETWEEN 100 AND 110');
    const interrupted = new AbortController();
    const opened = await openRebuild(deps, wish());
    const onProgress = (done: bigint) => {
      if (done > 0n) interrupted.abort();
    };
    await fillRebuild(deps, opened, { limits: { ...limits, maxRows: 50 }, signal: interrupted.signal, onProgress });
    const again = await openRebuild(deps, wish());
    expect(again).toMatchObject({ epoch: 2, phase: 'filling', groupId: opened.groupId });
    const state = await fillRebuild(deps, again, { limits, signal: never() });
    const verified = await verifyRebuild(deps, state);
    const different = verified.comparisons.filter(({ differentBuckets }) => differentBuckets > 0);
    expect(
      different.map(({ table, stream, liveRows, rebuiltRows }) => [table, stream, rebuiltRows - liveRows]),
    ).toEqual([
      ['events_meeting', 'meeting', 22],
      ['event_receipts', 'meeting', 22],
    ]);
    expect(different[0]?.examples[0]).toMatchObject({ lackedBy: 'live', partition: 0, offset: 100n });
    await swapRebuild(live, verified.state, unlocked);
    expect(await storedEvents()).toBe(3_000);
    await expectCleanLedger();
    await expect(openRebuild(deps, wish())).rejects.toMatchObject({ code: 'REBUILD_PHASE' });
  });

  it('sets the same records aside, and puts none of them on the dead-letter topic again', async () => {
    const junk = { key: Buffer.from('a'), value: Buffer.from('no event'), headers: {} };
    const topic = topicOf('meeting', prefix);
    await producer.send(meetings(100));
    await producer.sendRaw([{ topic, ...junk }]);
    await startLive();
    await caughtUp();
    await vi.waitFor(async () => expect(await live.query('SELECT * FROM dead_letters')).toHaveLength(1), patience);
    await caughtUp();
    const letters = await log.endOffsets(deadLetterTopic(prefix));
    const { comparisons, state } = await verifyRebuild(deps, await filled());
    expect(comparisons.find(({ table }) => table === 'dead_letters')).toMatchObject({
      liveRows: 1,
      rebuiltRows: 1,
      differentBuckets: 0,
    });
    const places = `SELECT topic, letter_partition, toString(letter_offset) AS at FROM \`${state.database}\`.dead_letters FINAL`;
    expect(await live.query(places)).toMatchObject([{ topic, at: '0' }]);
    expect(await log.endOffsets(deadLetterTopic(prefix))).toEqual(letters);
  });

  it('is refused where the log has lost its start and no archive is named, and where nothing is stored', async () => {
    await expect(openRebuild(deps, wish())).rejects.toMatchObject({ code: 'REBUILD_NOTHING_STORED' });
    await producer.send(meetings(10));
    await startLive();
    await caughtUp();
    const headless = { ...log, beginOffsets: async () => new Map([[0, 3n]]) };
    await expect(openRebuild({ ...deps, log: headless }, wish())).rejects.toMatchObject({
      code: 'REBUILD_HEAD_MISSING',
    });
  });
});
