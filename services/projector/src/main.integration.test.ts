import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { newEventId, type RapportEvent, topicOf } from '@rapport/events';
import { createLogClient, type EventProducer, type LogClient } from '@rapport/log';
import { createWarehouse, groupIdOf, type Warehouse, warehouseProjection } from '@rapport/warehouse';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';

const run = newEventId().slice(-12);
const prefix = `t${run}.`;
const database = `t${run}`;
const topic = topicOf('meeting', prefix);
const patience = { timeout: 90_000, interval: 100 };

let log: LogClient;
let producer: EventProducer;
let warehouse: Warehouse;
const children: ChildProcess[] = [];

beforeAll(async () => {
  log = createLogClient({ brokers: inject('kafkaBrokers'), clientId: 'test', topicPrefix: prefix });
  await log.ensureTopics();
  producer = await log.createProducer();
  warehouse = createWarehouse({ url: inject('clickhouseUrl'), database });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await producer.close();
  await log.close();
  await warehouse.exec(`DROP DATABASE IF EXISTS ${database}`);
  await warehouse.close();
});

/** Starts the projector as the demo does: its own process, settings from the environment only. */
async function startProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [new URL('./main.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      RAPPORT_KAFKA_BROKERS: inject('kafkaBrokers').join(','),
      RAPPORT_CLICKHOUSE_URL: inject('clickhouseUrl'),
      RAPPORT_CLICKHOUSE_DATABASE: database,
      RAPPORT_TOPIC_PREFIX: prefix,
      RAPPORT_PROJECTOR_PORT: '0',
      // Small chunks, so that there are many moments to die at.
      RAPPORT_SINK_MAX_ROWS: '100',
    },
  });
  children.push(child);
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr as NodeJS.ReadableStream })) {
    said.push(line);
    const port = /"listening":(\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    // Nobody reads on, and a full pipe must not hold the process up.
    child.stderr?.resume();
    return { child, url: `http://127.0.0.1:${port}` };
  }
  throw new Error(`the projector ended before it listened: ${said.join('\n')}`);
}

function meetings(count: number): RapportEvent[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => ({
    event_id: newEventId(),
    type: 'meeting.held',
    occurred_at: now - 60_000,
    recorded_at: now,
    source: 'test',
    programme_id: 'programme-1',
    meeting_id: `meeting-${newEventId()}`,
    pairing_id: `pairing-${index % 40}`,
  }));
}

async function count(sql: string): Promise<number> {
  const [row] = await warehouse.query<{ n: string | number }>(`SELECT count() AS n FROM ${sql}`);
  return Number(row?.n);
}

type Range = { partition: number; first: string; last: string };

async function ledgerRanges(): Promise<Range[]> {
  return warehouse.query<Range>(
    `SELECT partition, toString(first_offset) AS first, toString(last_offset) AS last FROM ingest_ledger FINAL
     WHERE topic = {topic:String} ORDER BY partition, first_offset`,
    { topic },
  );
}

async function expectTiled(): Promise<void> {
  const ranges = await ledgerRanges();
  for (const [partition, end] of await log.endOffsets(topic)) {
    let expected = 0n;
    for (const { first, last } of ranges.filter((range) => range.partition === partition)) {
      expect(BigInt(first)).toBe(expected);
      expected = BigInt(last) + 1n;
    }
    expect(expected).toBe(end);
  }
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = await once(child, 'exit');
  return code as number | null;
}

describe('the projector process', () => {
  it('is killed in mid-import and started again: no gap, no overlap, nothing twice', async () => {
    const first = await startProcess();
    const junk = { topic, key: 'broken', value: Buffer.from('{"type":"meeting.held"}'), headers: { via: 'elsewhere' } };
    const sending = (async () => {
      for (let batch = 0; batch < 10; batch += 1) await producer.send(meetings(500));
      await producer.sendRaw([junk]);
    })();
    await vi.waitFor(async () => expect((await ledgerRanges()).length).toBeGreaterThan(5), patience);
    first.child.kill('SIGKILL');
    await sending;
    const [second, third] = await Promise.all([startProcess(), startProcess()]);
    await vi.waitFor(async () => expect(await count('events_meeting FINAL')).toBe(5_000), patience);
    await vi.waitFor(async () => expect(await count('dead_letters FINAL')).toBe(1), patience);
    await vi.waitFor(async () => {
      const ready = await fetch(`${second.url}/readyz`);
      expect([ready.status, await ready.json()]).toMatchObject([200, { ready: true }]);
      expect(await (await fetch(`${second.url}/metrics`)).text()).toContain('rapport_projection_lag_messages');
    }, patience);
    second.child.kill('SIGTERM');
    third.child.kill('SIGINT');
    expect(await Promise.all([exitOf(second.child), exitOf(third.child)])).toEqual([0, 0]);
    // Without FINAL: not even a second copy that a merge would take away.
    expect(await count('events_meeting')).toBe(5_000);
    expect(await count('event_receipts')).toBe(5_000);
    await expectTiled();
    const committed = await log.committed(groupIdOf(warehouseProjection), topic);
    expect(new Map([...committed].map(([partition, { offset }]) => [partition, offset]))).toEqual(
      await log.endOffsets(topic),
    );
    expect([...committed.values()].some(({ pending }) => pending !== undefined)).toBe(false);
    const [letter] = await warehouse.query<{ code: string; value: string; headers: Record<string, string> }>(
      'SELECT code, value, headers FROM dead_letters FINAL',
    );
    expect(letter).toEqual({ code: 'NOT_FRAMED', value: junk.value.toString(), headers: junk.headers });
  });

  it('refuses a setting that it does not know', async () => {
    const child = spawn(process.execPath, [new URL('./main.ts', import.meta.url).pathname], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], RAPPORT_KAFKA_BROKER: 'x' },
    });
    expect(await exitOf(child)).toBe(2);
  });
});
