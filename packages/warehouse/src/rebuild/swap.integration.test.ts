import { hostname } from 'node:os';
import { newEventId, type RapportEvent, topicOf } from '@rapport/events';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { createWarehouse, quoteName, type Warehouse } from '../client.ts';
import { ledgerRanges } from '../ledger.ts';
import { migrate } from '../migrate.ts';
import { checkStoredEvents } from '../stored-events.ts';
import { chunkOf, placedFrom } from '../testing/chunk-of.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { compareRebuild, isSame } from './compare.ts';
import { activeEpoch, retireLedger } from './epochs.ts';
import { acquireRebuildLock } from './rebuild-lock.ts';
import { dropRebuild, findRebuild, type RebuildState, saveRebuildState, shadowDatabase } from './rebuild-state.ts';
import { rollBackRebuild, swapRebuild } from './swap.ts';

const url = inject('clickhouseUrl');
const projection = 'warehouse@1';
const topic = topicOf('meeting');
const unlocked = { check: async () => undefined };

let live: Warehouse;
let shadow: Warehouse;
let drop: () => Promise<void>;

beforeEach(async () => {
  const own = ownDatabase(url);
  live = own.warehouse;
  shadow = createWarehouse({ url, database: shadowDatabase(live.database, 2) });
  drop = async () => {
    await live.exec(`DROP DATABASE IF EXISTS ${quoteName(shadow.database)}`);
    await shadow.close();
    await own.drop();
  };
  await migrate(live);
  await migrate(shadow);
});

afterEach(() => drop());

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

function stateAt(end: bigint, phase: RebuildState['phase'] = 'compared'): RebuildState {
  return {
    database: shadow.database,
    projection,
    epoch: 2,
    phase,
    groupId: 'test',
    topicPrefix: '',
    ends: new Map([[topic, new Map([[0, end]])]]),
    begins: new Map([[topic, new Map([[0, 0n]])]]),
    archive: '',
    startedAtMs: Date.now(),
    rebuiltTables: {},
  };
}

const sinkOf = (warehouse: Warehouse, epoch: number) => createChunkSink({ warehouse, projection, epoch });

async function contents(warehouse: Warehouse): Promise<unknown> {
  const [events] = await warehouse.query(
    'SELECT count() AS rows, toString(sum(sipHash64(event_id, meeting_id, occurred_at))) AS hash FROM events_meeting FINAL',
  );
  return events;
}

async function ranges(warehouse: Warehouse): Promise<[bigint, bigint][]> {
  const both = await Promise.all([1, 2].map((epoch) => ledgerRanges(warehouse, { projection, epoch })));
  return both
    .flat()
    .map(({ firstOffset, lastOffset }): [bigint, bigint] => [firstOffset, lastOffset])
    .toSorted(([a], [b]) => Number(a - b));
}

function expectContiguous(found: readonly [bigint, bigint][], end: bigint): void {
  let next = 0n;
  for (const [first, last] of found) {
    expect(first).toBe(next);
    next = last + 1n;
  }
  expect(next).toBe(end);
}

/** Writes chunk after chunk as a live projector would, until told to stop. */
function startWriting(from: bigint) {
  const sink = sinkOf(live, 1);
  const written: RapportEvent[] = [];
  let stopped = false;
  let offset = from;
  async function write(): Promise<void> {
    while (!stopped) {
      const events = meetings(20);
      // Every chunk repeats an event of its own, which only the receipts tell.
      events.push(events[0] as RapportEvent);
      await sink.write(chunkOf(placedFrom(offset, events)));
      written.push(...events.slice(0, 20));
      offset += BigInt(events.length);
    }
  }
  const writing = write();
  return {
    written: () => written.length,
    end: () => offset,
    stop: async () => {
      stopped = true;
      await writing;
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited for nothing');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The same 500 events in both: written by epoch 1 live in chunks of 100, by epoch 2 beside it in chunks of 250. */
async function fillBoth(): Promise<RapportEvent[]> {
  const events = meetings(500);
  for (let at = 0; at < 500; at += 100) {
    await sinkOf(live, 1).write(chunkOf(placedFrom(BigInt(at), events.slice(at, at + 100))));
  }
  for (let at = 0; at < 500; at += 250) {
    await sinkOf(shadow, 2).write(chunkOf(placedFrom(BigInt(at), events.slice(at, at + 250))));
  }
  return events;
}

describe('comparison of a rebuild', () => {
  it('finds nothing where both sides hold the same, however they were cut and whatever came later', async () => {
    const [first] = await fillBoth();
    const again = { ...(first as RapportEvent), recorded_at: Date.now() - 1_000_000 };
    await sinkOf(live, 1).write(chunkOf(placedFrom(500n, [...meetings(50), again])));
    const comparisons = await compareRebuild(live, stateAt(500n));
    expect(isSame(comparisons)).toBe(true);
    const events = comparisons.find(({ table }) => table === 'events_meeting');
    expect(events).toMatchObject({ liveRows: 499, rebuiltRows: 499, differentBuckets: 0 });
    expect(events?.buckets).toBeGreaterThan(300);
  });

  it('names the place of a row that one side lacks, and of one whose content differs', async () => {
    await fillBoth();
    await live.exec('DELETE FROM events_meeting WHERE _offset = 123');
    await live.exec('DELETE FROM event_receipts WHERE offset = 77');
    await live.exec(
      "INSERT INTO events_meeting (_partition, _offset, _timestamp, event_id, type, occurred_at, recorded_at, source, programme_id, meeting_id, pairing_id) SELECT _partition, _offset, _timestamp, event_id, type, occurred_at, recorded_at - 5, 'other', programme_id, meeting_id, pairing_id FROM events_meeting WHERE _offset = 200",
    );
    const comparisons = await compareRebuild(live, stateAt(500n));
    expect(isSame(comparisons)).toBe(false);
    const at = (table: string) =>
      comparisons
        .filter((one) => one.table === table && one.differentBuckets > 0)
        .flatMap(({ examples }) => examples.map(({ lackedBy, offset }) => [lackedBy, offset]));
    expect(at('events_meeting')).toEqual([
      ['live', 123n],
      ['', 200n],
    ]);
    expect(at('event_receipts').filter(([lackedBy]) => lackedBy === 'live')).toEqual([['live', 77n]]);
  });
});

describe('swap of a rebuild', () => {
  it('loses nothing and repeats nothing while chunks are written, there and back again', async () => {
    const old = await fillBoth();
    const writer = startWriting(500n);
    await until(() => writer.written() > 100);
    const { state, lacking } = await swapRebuild(live, stateAt(500n), unlocked);
    expect(lacking).toBe(0);
    const atSwap = writer.written();
    await until(() => writer.written() > atSwap + 100);
    const back = await rollBackRebuild(live, state, unlocked);
    const atRollBack = writer.written();
    await until(() => writer.written() > atRollBack + 100);
    await writer.stop();
    expect(back).toMatchObject({ lacking: 0, state: { phase: 'rolled_back' } });
    expect(await contents(live)).toMatchObject({ rows: old.length + writer.written() });
    expectContiguous(await ranges(live), writer.end());
    const ledger = await ledgerRanges(live, { projection, epoch: 1 });
    expect(ledger.filter(({ rows, receipts }) => rows !== receipts)).toEqual([]);
    const stored = (await checkStoredEvents(live, 0)).find(({ stream }) => stream === 'meeting');
    expect(stored).toMatchObject({ lost: 0, unexplained: 0, reused: 0 });
  });

  it('goes on where a process died between two tables', async () => {
    const events = await fillBoth();
    const later = meetings(30);
    await sinkOf(live, 1).write(chunkOf(placedFrom(500n, later)));
    let steps = 0;
    const dying = {
      check: async () => {
        steps += 1;
        if (steps === 5) throw new Error('killed');
      },
    };
    await saveRebuildState(live, stateAt(500n));
    await expect(swapRebuild(live, stateAt(500n), dying)).rejects.toThrow('killed');
    const found = await findRebuild(live);
    expect(found?.phase).toBe('swapping');
    await swapRebuild(live, found as RebuildState, unlocked);
    expect(await contents(live)).toMatchObject({ rows: events.length + later.length });
    expect((await ranges(live)).map(([, last]) => last)).toEqual([249n, 499n, 529n]);
    expect(await activeEpoch(live, projection)).toBe(2);
    await dropRebuild(live, found as RebuildState);
    expect(await findRebuild(live)).toBeUndefined();
    await sinkOf(live, 2).write(chunkOf(placedFrom(530n, meetings(5))));
    const [receipts] = await live.query<{ rows: string }>('SELECT toString(count()) AS rows FROM event_receipts FINAL');
    expect(receipts?.rows).toBe('535');
  });
});

describe('lock of a rebuild', () => {
  const owner = (pid: number) => ({ host: hostname(), pid, sinceMs: 1_000_000 });

  it('is refused to a second process, and given to it when the first is dead or the user insists', async () => {
    const first = await acquireRebuildLock(live, owner(1), { isAlive: () => true });
    const refused = acquireRebuildLock(live, owner(2), { isAlive: () => true });
    await expect(refused).rejects.toMatchObject({ code: 'REBUILD_LOCKED' });
    const second = await acquireRebuildLock(live, owner(2), { isAlive: () => false });
    await expect(first.check()).rejects.toMatchObject({ code: 'REBUILD_LOCKED' });
    await first.release();
    await second.check();
    const third = await acquireRebuildLock(live, owner(3), { isAlive: () => true, force: true });
    await third.release();
    await acquireRebuildLock(live, owner(4), { isAlive: () => true });
  });
});

describe('epoch', () => {
  it('is 1 at first, that of the newest ledger row later, and a new one after the ledger was retired', async () => {
    expect(await activeEpoch(live, projection)).toBe(1);
    await sinkOf(live, 3).write(chunkOf(placedFrom(0n, meetings(5))));
    expect(await activeEpoch(live, projection)).toBe(3);
    expect(await retireLedger(live, projection)).toBe(1);
    expect(await activeEpoch(live, projection)).toBe(4);
    expect(await ledgerRanges(live, { projection, epoch: 3 })).toEqual([]);
    expect(await retireLedger(live, projection)).toBe(0);
    await sinkOf(live, 4).write(chunkOf(placedFrom(0n, meetings(5))));
    expect(await activeEpoch(live, projection)).toBe(4);
  });
});
