import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { newEventId, topicOf } from '@rapport/events';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { Chunk } from './chunk.ts';
import type { OnChunk } from './chunk-work.ts';
import type { ChunkedConsumer, ConsumerOptions } from './consumer-options.ts';
import { createLogClient, type LogClient } from './log-client.ts';
import type { EventProducer } from './producer.ts';
import { sampleMeetings } from './testing/sample-events.ts';

const brokers = inject('kafkaBrokers');
const limits = { maxRows: 40, maxBytes: 1_000_000, maxAgeMs: 50 };
const patience = { timeout: 60_000, interval: 50 };

let prefix: string;
let topic: string;
let groupId: string;
let log: LogClient;
let producer: EventProducer;
let running: ChunkedConsumer[];
let children: ChildProcess[];

beforeEach(async () => {
  prefix = `t${newEventId().slice(-12)}.`;
  topic = topicOf('meeting', prefix);
  groupId = `${prefix}group`;
  running = [];
  children = [];
  log = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  await log.ensureTopics({ partitions: 3 });
  producer = await log.createProducer();
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(running.map((consumer) => consumer.stop()));
  await producer.close();
  await log.close();
});

async function startConsumer(onChunk: OnChunk, overrides: Partial<ConsumerOptions> = {}): Promise<ChunkedConsumer> {
  const consumer = log.createChunkedConsumer({
    groupId,
    topics: [topic],
    epoch: 1,
    limits,
    onChunk,
    sessionTimeoutMs: 6_000,
    ...overrides,
  });
  running.push(consumer);
  await consumer.start();
  return consumer;
}

/** Stores chunks as a deduplicating table would: the same range again is the same block. */
function createStore() {
  const blocks = new Map<string, Chunk>();
  const repeated: string[] = [];

  async function onChunk(chunk: Chunk): Promise<void> {
    const token = `${chunk.partition}:${chunk.firstOffset}-${chunk.lastOffset}`;
    const known = blocks.get(token);
    if (known === undefined) blocks.set(token, chunk);
    else {
      repeated.push(token);
      expect(chunk.records).toEqual(known.records);
    }
  }

  const chunks = () => [...blocks.values()];
  const rows = () => chunks().reduce((sum, { records }) => sum + records.length, 0);
  return { onChunk, chunks, rows, repeated };
}

type Range = { partition: number; first: string; last: string };

const nameOf = ({ partition, first, last }: Range) => `${partition}/${first}-${last}`;
const rangeOf = ({ partition, firstOffset, lastOffset }: Chunk): Range => ({
  partition,
  first: String(firstOffset),
  last: String(lastOffset),
});

/** Every partition's ranges must tile it from 0 to the broker's end, without gap or overlap. */
async function expectTiledRanges(ranges: readonly Range[]): Promise<void> {
  for (const [partition, end] of await log.endOffsets(topic)) {
    const own = ranges.filter((range) => range.partition === partition);
    let expected = 0n;
    for (const { first, last } of own.toSorted((a, b) => Number(BigInt(a.first) - BigInt(b.first)))) {
      expect(BigInt(first)).toBe(expected);
      expected = BigInt(last) + 1n;
    }
    expect(expected).toBe(end);
  }
}

async function expectTiled(chunks: readonly Chunk[]): Promise<void> {
  await expectTiledRanges(chunks.map(rangeOf));
  for (const { firstOffset, records } of chunks) {
    expect(records.map(({ offset }) => offset)).toEqual(records.map((_, index) => firstOffset + BigInt(index)));
  }
}

type Said = { partition: number; first: string; last: string; rows: number; what: 'begun' | 'stored' };

/** A consumer in a process of its own that dies or stalls in its first chunk. */
function startDying(fate: 'before-store' | 'after-store' | 'stall') {
  const script = new URL('./testing/dying-consumer.ts', import.meta.url).pathname;
  const args = [script, brokers.join(','), prefix, groupId, topic, String(limits.maxRows), fate];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const said: Said[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => void said.push(JSON.parse(line) as Said));
  return { child, said };
}

async function crash(moment: 'before-store' | 'after-store'): Promise<Said> {
  const { child, said } = startDying(moment);
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  expect(said.at(-1)?.what).toBe(moment === 'before-store' ? 'begun' : 'stored');
  return said[0] as Said;
}

describe('chunked consumer', () => {
  it('hands everything on in chunks that tile the partitions, and leaves nothing pending when it stops', async () => {
    await producer.send(sampleMeetings(500));
    const store = createStore();
    const consumer = await startConsumer(store.onChunk);
    await vi.waitFor(() => expect(store.rows()).toBe(500), patience);
    await consumer.stop();
    await expectTiled(store.chunks());
    expect(store.chunks().every(({ records }) => records.length <= limits.maxRows)).toBe(true);
    const committed = await log.committed(groupId, topic);
    expect(new Map([...committed].map(([partition, { offset }]) => [partition, offset]))).toEqual(
      await log.endOffsets(topic),
    );
    expect([...committed.values()].filter(({ pending }) => pending !== undefined)).toEqual([]);
    await expect(consumer.finished).resolves.toBeUndefined();
  });

  it.each(['before-store', 'after-store'] as const)(
    'killed %s: the next owner begins with exactly the range that was pending',
    async (moment) => {
      await producer.send(sampleMeetings(300));
      const died = await crash(moment);
      const left = (await log.committed(groupId, topic)).get(died.partition);
      expect(left).toEqual({
        offset: BigInt(died.first),
        pending: { first: BigInt(died.first), last: BigInt(died.last), epoch: 1 },
      });
      const store = createStore();
      // Other limits than before: cut afresh, the range would be another one.
      await startConsumer(store.onChunk, { limits: { ...limits, maxRows: 17 } });
      await vi.waitFor(() => expect(store.rows()).toBe(300), patience);
      const first = store.chunks().find(({ partition }) => partition === died.partition);
      expect([first?.firstOffset, first?.lastOffset, first?.records.length]).toEqual([
        BigInt(died.first),
        BigInt(died.last),
        died.rows,
      ]);
      await expectTiled(store.chunks());
    },
  );

  it('stopped for longer than its session, then woken: stores nothing more than its own pending range', async () => {
    await producer.send(sampleMeetings(300));
    const { child, said } = startDying('stall');
    await vi.waitFor(() => expect(said.length).toBe(1), patience);
    const store = createStore();
    const heir = await startConsumer(store.onChunk);
    await vi.waitFor(() => expect(store.rows()).toBe(300), patience);
    const [pending] = said as [Said];
    expect(store.chunks().map(rangeOf).map(nameOf)).toContain(nameOf(pending));
    child.kill('SIGCONT');
    await vi.waitFor(() => expect(said.at(-1)?.what).toBe('stored'), patience);
    // It is a member again once it shares the partitions; only then may it store what comes next.
    await vi.waitFor(() => expect(heir.assigned().get(topic)?.length).toBeLessThan(3), patience);
    await producer.send(sampleMeetings(200));
    const woken = () => said.filter(({ what }) => what === 'stored').slice(1);
    await vi.waitFor(() => expect(store.rows() + woken().reduce((sum, { rows }) => sum + rows, 0)).toBe(500), patience);
    expect(said[1]).toEqual({ ...pending, what: 'stored' });
    await expectTiledRanges([...store.chunks().map(rangeOf), ...woken()]);
    expect(store.repeated).toEqual([]);
  });

  it('loses and repeats nothing while consumers come and go', async () => {
    const store = createStore();
    const first = await startConsumer(store.onChunk);
    let sent = 0;
    const send = async () => {
      await producer.send(sampleMeetings(200));
      sent += 200;
    };
    await send();
    const joining = startConsumer(store.onChunk);
    await send();
    const second = await joining;
    await vi.waitFor(() => expect(second.assigned().get(topic)?.length).toBeGreaterThan(0), patience);
    await send();
    await first.stop();
    await send();
    await vi.waitFor(() => expect(store.rows()).toBe(sent), patience);
    await vi.waitFor(() => expect(second.assigned().get(topic)).toHaveLength(3), patience);
    await second.stop();
    await expectTiled(store.chunks());
    expect(store.repeated).toEqual([]);
  });

  it('waits out a store that is away for longer than the session, without losing its partitions', async () => {
    await producer.send(sampleMeetings(30));
    const store = createStore();
    const since = Date.now();
    const consumer = await startConsumer(async (chunk, control) => {
      if (Date.now() - since < 8_000) throw Object.assign(new Error('away'), { code: 'AWAY', retriable: true });
      expect(control.isStale()).toBe(false);
      await store.onChunk(chunk);
    });
    await vi.waitFor(() => expect(consumer.trouble()?.code).toBe('AWAY'), patience);
    await vi.waitFor(() => expect(store.rows()).toBe(30), patience);
    expect(consumer.trouble()).toBeUndefined();
    expect(store.repeated).toEqual([]);
    await expectTiled(store.chunks());
  });

  it('ends with the error when a chunk can never be stored, its range still pending', async () => {
    await producer.send(sampleMeetings(5, 1));
    const broken = Object.assign(new Error('no such column'), { code: 'SCHEMA', retriable: false });
    const consumer = await startConsumer(() => Promise.reject(broken));
    await expect(consumer.finished).rejects.toBe(broken);
    const committed = await log.committed(groupId, topic);
    expect([...committed.values()]).toEqual([{ offset: 0n, pending: { first: 0n, last: 4n, epoch: 1 } }]);
  });

  it('stops at once although the store is away, and leaves the range for the next owner', async () => {
    await producer.send(sampleMeetings(5, 1));
    const consumer = await startConsumer(() => Promise.reject(Object.assign(new Error('away'), { retriable: true })), {
      backoff: { initialMs: 60_000, maxMs: 60_000 },
    });
    await vi.waitFor(() => expect(consumer.trouble()).toBeDefined(), patience);
    await consumer.stop();
    const [left] = (await log.committed(groupId, topic)).values();
    expect(left?.pending).toEqual({ first: 0n, last: 4n, epoch: 1 });
  });
});
