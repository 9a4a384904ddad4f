import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type ChunkSink, createChunkSink } from '../chunk-sink.ts';
import type { Warehouse } from '../client.ts';
import { migrate } from '../migrate.ts';
import { chunkOf, placedFrom } from '../testing/chunk-of.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { feedPositionNow, readEventFeed } from './event-feed.ts';
import { decodePosition, encodePosition, type FeedPosition } from './feed-position.ts';

const START = Date.UTC(2026, 0, 1);
const drops: (() => Promise<void>)[] = [];
let warehouse: Warehouse;
let sink: ChunkSink;

beforeEach(async () => {
  const own = ownDatabase(inject('clickhouseUrl'));
  drops.push(own.drop);
  warehouse = own.warehouse;
  await migrate(warehouse);
  sink = createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 });
});
afterAll(async () => {
  for (const drop of drops) await drop();
});

function paused(key: string, more: Partial<RapportEvent> = {}): RapportEvent {
  return {
    ...{ event_id: eventIdFrom('feed', key), occurred_at: START, recorded_at: START + 1_000, source: 'feed' },
    ...{ programme_id: 'north', type: 'pairing.paused', pairing_id: `p-${key}`, reason: 'leave' },
    ...more,
  } as RapportEvent;
}
const events = (...keys: string[]) => keys.map((key) => paused(key));
const store = (offset: number, own: readonly RapportEvent[], partition = 0) =>
  sink.write(chunkOf(placedFrom(BigInt(offset), own), partition));

/** Reads to the end in pages; every position makes a trip through its text. */
async function readOn(from: FeedPosition, limit = 100) {
  const ids: string[] = [];
  let position = from;
  for (;;) {
    const page = await readEventFeed(warehouse, 'pairing', position, limit);
    ids.push(...page.events.map(({ pairing_id }) => String(pairing_id)));
    position = decodePosition(encodePosition(page.next)) ?? {};
    if (page.complete) return { ids, position };
  }
}

describe('the feed of a stream', () => {
  it('tells every event once, in pages of any size, and then only what is new', async () => {
    await store(0, events('a', 'b', 'c'));
    await store(3, events('d', 'e'));
    await store(0, events('x', 'y'), 1);
    const whole = await readOn({});
    expect(whole.ids.toSorted()).toEqual(['p-a', 'p-b', 'p-c', 'p-d', 'p-e', 'p-x', 'p-y']);
    expect((await readOn({}, 2)).ids.toSorted()).toEqual(whole.ids.toSorted());
    expect((await readOn(whole.position)).ids).toEqual([]);
    await store(2, events('z'), 1);
    expect((await readOn(whole.position)).ids).toEqual(['p-z']);
  });

  it('gives an event as it was told, with its place in the log', async () => {
    await store(0, events('a'));
    const { events: told } = await readEventFeed(warehouse, 'pairing', {}, 10);
    expect(told).toEqual([
      {
        ...{ event_id: eventIdFrom('feed', 'a'), type: 'pairing.paused', source: 'feed', programme_id: 'north' },
        ...{ occurred_at: '2026-01-01T00:00:00.000Z', recorded_at: '2026-01-01T00:00:01.000Z' },
        ...{ pairing_id: 'p-a', reason: 'leave', partition: 0, offset: 0 },
      },
    ]);
  });

  it('waits at a chunk that is being written: rows beyond it are told when it is whole', async () => {
    await store(0, events('a'));
    await store(3, events('d'));
    const first = await readOn({});
    expect(first.ids).toEqual(['p-a']);
    await store(1, events('b', 'c'));
    expect((await readOn(first.position)).ids).toEqual(['p-b', 'p-c', 'p-d']);
  });

  it('says nothing of rows whose chunk is not in the ledger yet, as after a killed projector', async () => {
    await store(0, events('a'));
    const broken = createChunkSink({
      ...{ projection: 'warehouse@1', epoch: 1 },
      warehouse: {
        ...warehouse,
        insertStream: (insert) =>
          insert.sql.includes('ingest_ledger') ? Promise.reject(new Error('killed')) : warehouse.insertStream(insert),
        exec: (sql, params) =>
          sql.includes('INTO ingest_ledger') ? Promise.reject(new Error('killed')) : warehouse.exec(sql, params),
      },
    });
    const chunk = chunkOf(placedFrom(1n, events('b', 'c')));
    await expect(broken.write(chunk)).rejects.toThrow();
    const [stored] = await warehouse.query<{ n: string }>('SELECT toString(count()) AS n FROM events_pairing');
    expect(stored?.n).toBe('3');
    const first = await readOn({});
    expect(first.ids).toEqual(['p-a']);
    await sink.write(chunk);
    expect((await readOn(first.position)).ids).toEqual(['p-b', 'p-c']);
  });

  it('does not repeat an event that was received again, before or behind the position', async () => {
    await store(0, events('a', 'b'));
    const first = await readOn({});
    await store(2, events('a', 'c', 'b'));
    expect((await readOn(first.position)).ids).toEqual(['p-c']);
    await warehouse.exec('OPTIMIZE TABLE events_pairing FINAL');
    expect((await readOn({})).ids.toSorted()).toEqual(['p-a', 'p-b', 'p-c']);
  });

  it('tells an event again where an older copy took its place, which is the one that counts', async () => {
    await store(0, events('a'));
    const first = await readOn({});
    await store(1, [paused('a', { recorded_at: START + 500 })]);
    const page = await readEventFeed(warehouse, 'pairing', first.position, 10);
    expect(page.events.map(({ recorded_at, offset }) => [recorded_at, offset])).toEqual([
      ['2026-01-01T00:00:00.500Z', 1],
    ]);
    expect((await readOn({})).ids).toEqual(['p-a']);
  });

  it('gives a page of thousands', async () => {
    await store(0, events(...Array.from({ length: 3_000 }, (_, n) => String(n))));
    expect(new Set((await readOn({}, 10_000)).ids).size).toBe(3_000);
  });

  it('shows corrections and voids as the events that they are', async () => {
    await store(0, [
      paused('a'),
      paused('b', { supersedes: eventIdFrom('feed', 'a') }),
      { ...paused('v'), type: 'pairing.voided' } as RapportEvent,
    ]);
    const { events: told } = await readEventFeed(warehouse, 'pairing', {}, 10);
    expect(told.map(({ type, supersedes }) => [type, supersedes])).toEqual([
      ['pairing.paused', undefined],
      ['pairing.paused', eventIdFrom('feed', 'a')],
      ['pairing.voided', undefined],
    ]);
  });

  it('goes on behind a log whose beginning was deleted long ago, and waits where its first chunk may still come', async () => {
    await store(500, events('a'));
    expect((await readOn({})).ids).toEqual([]);
    await warehouse.exec(
      `INSERT INTO ingest_ledger SELECT * REPLACE (now64(3) - INTERVAL 1 HOUR AS inserted_at) FROM ingest_ledger SETTINGS insert_deduplicate = 0`,
    );
    expect((await readOn({})).ids).toEqual(['p-a']);
  });

  it('starts behind what an export holds', async () => {
    await store(0, events('a', 'b'));
    const position = await feedPositionNow(warehouse, ['pairing', 'meeting']);
    expect(position).toEqual({ pairing: { 0: 1 } });
    await store(2, events('c'));
    expect((await readOn(position)).ids).toEqual(['p-c']);
  });
});
