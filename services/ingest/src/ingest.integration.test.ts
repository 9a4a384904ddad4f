import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { decodeEvent, newEventId, type RapportEvent, streams, topicOf } from '@rapport/events';
import { createLogClient, type LogClient } from '@rapport/log';
import { createLogger, createRegistry } from '@rapport/service';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createIngestApp } from './http/ingest-app.ts';
import { importFiles } from './import/import-files.ts';
import { createImportBench } from './testing/import-bench.ts';

const topics = (prefix: string) => streams.map(({ name }) => topicOf(name, prefix));
const meeting = (id: number) => ({
  type: 'meeting.held',
  event_id: newEventId(),
  occurred_at: '2026-03-02T16:30:00Z',
  programme_id: 'prog',
  meeting_id: `m-${id}`,
  pairing_id: `pair-${id % 17}`,
});

let prefix: string;
let log: LogClient;
const clients: LogClient[] = [];

function connect(): LogClient {
  const client = createLogClient({ brokers: inject('kafkaBrokers'), clientId: 'ingest-test', topicPrefix: prefix });
  clients.push(client);
  return client;
}

async function recordsOnLog(): Promise<number> {
  const ends = await Promise.all(topics(prefix).map((topic) => log.endOffsets(topic)));
  return ends.flatMap((partitions) => [...partitions.values()]).reduce((sum, end) => sum + Number(end), 0);
}

/** Every event on the topics of this test, read by a consumer of its own. */
async function readBack(): Promise<RapportEvent[]> {
  const events: RapportEvent[] = [];
  const consumer = log.createChunkedConsumer({
    groupId: `${prefix}${newEventId()}`,
    topics: topics(prefix),
    epoch: 1,
    limits: { maxRows: 10_000, maxBytes: 5_000_000, maxAgeMs: 50 },
    onChunk: async ({ records }) => {
      for (const { value } of records) {
        const decoded = decodeEvent(value);
        if (!decoded.ok) throw new Error(decoded.message);
        events.push(decoded.event);
      }
    },
  });
  const expected = await recordsOnLog();
  await consumer.start();
  await vi.waitFor(() => expect(events.length).toBe(expected), { timeout: 60_000, interval: 50 });
  await consumer.stop();
  return events;
}

beforeEach(async () => {
  prefix = `t${newEventId().slice(-12)}.`;
  log = connect();
  await log.ensureTopics({ partitions: 3 });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
});

describe('the ingest API on a real broker', () => {
  it('has every accepted event on the log when it answers, and each only as often as it was sent', async () => {
    const producer = await log.createProducer();
    const app = createIngestApp({
      producer,
      logger: createLogger('ingest-test', 'silent'),
      registry: createRegistry('ingest-test'),
      readiness: { kafka: log.ping },
    });
    try {
      expect((await app.inject('/readyz')).json()).toEqual({ ready: true, checks: { kafka: 'ok' } });
      const batch = [...Array.from({ length: 400 }, (_, id) => meeting(id)), { type: 'meeting.held' }];
      const answer = await app.inject({ method: 'POST', url: '/v1/events', payload: batch });
      expect(answer.json()).toMatchObject({ accepted: 400, rejected: 1 });
      expect(await recordsOnLog()).toBe(400);
      // The same event again is the same event: two records, one id.
      const again = await app.inject({ method: 'POST', url: '/v1/events', payload: batch[0] as object });
      expect(again.statusCode).toBe(202);
      const ids = (await readBack()).map((event) => event.event_id);
      expect(ids).toHaveLength(401);
      expect(new Set(ids)).toEqual(
        new Set(batch.slice(0, 400).map((event) => (event as { event_id: string }).event_id)),
      );
    } finally {
      await app.close();
      await producer.close();
    }
  });

  it('is not ready while no broker answers', async () => {
    const nowhere = createLogClient({ brokers: ['127.0.0.1:1'], clientId: 'ingest-test' });
    const app = createIngestApp({
      producer: { send: () => Promise.reject(new Error('unused')) },
      logger: createLogger('ingest-test', 'silent'),
      registry: createRegistry('ingest-test'),
      readiness: { kafka: nowhere.ping },
    });
    const readiness = await app.inject('/readyz');
    expect([readiness.statusCode, readiness.json().ready]).toEqual([503, false]);
    await app.close();
  });
});

describe('the ingest process', () => {
  let ingest: ChildProcess | undefined;

  async function start(): Promise<number> {
    const main = new URL('./main.ts', import.meta.url).pathname;
    const env = {
      PATH: process.env['PATH'],
      RAPPORT_KAFKA_BROKERS: inject('kafkaBrokers').join(','),
      RAPPORT_TOPIC_PREFIX: prefix,
      RAPPORT_INGEST_PORT: '0',
      // Tokens that were made on this machine for other work are not this test's business.
      RAPPORT_TOKENS_PATH: `/nowhere/${prefix}tokens.json`,
    };
    ingest = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const said: string[] = [];
    for await (const line of createInterface({ input: ingest.stderr as NodeJS.ReadableStream })) {
      said.push(line);
      const listening = line.startsWith('{') ? (JSON.parse(line) as { listening?: number }).listening : undefined;
      if (listening !== undefined) return listening;
    }
    throw new Error(`ingest ended: ${said.join('\n')}`);
  }

  afterAll(() => void ingest?.kill('SIGKILL'));

  it('answers what it has taken before it stops: no 202 without its event, no event without an answer', async () => {
    const port = await start();
    const url = `http://127.0.0.1:${port}/v1/events`;
    const accepted: string[] = [];
    let sent = 0;
    async function postUntilRefused(): Promise<void> {
      for (;;) {
        sent += 1;
        try {
          const answer = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(meeting(sent)),
          });
          if (answer.status !== 202) return;
          accepted.push(((await answer.json()) as { event_id: string }).event_id);
        } catch {
          return;
        }
      }
    }
    const callers = Array.from({ length: 8 }, postUntilRefused);
    await vi.waitFor(() => expect(accepted.length).toBeGreaterThan(200), { timeout: 30_000 });
    const ended = once(ingest as ChildProcess, 'exit');
    ingest?.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    await Promise.all(callers);
    const onLog = (await readBack()).map((event) => event.event_id);
    expect(new Set(onLog)).toEqual(new Set(accepted));
  });
});

describe('file import onto a real broker', () => {
  const folder = new URL('../sample/review-mentoring/', import.meta.url).pathname;
  const bench = createImportBench();
  beforeAll(() => () => bench.remove());

  it('puts the whole sample on the log, and the same events when it comes twice', async () => {
    const producer = await log.createProducer();
    const options = {
      files: ['meetings.csv', 'pairings.csv', 'participants.csv'].map((name) => folder + name),
      mapping: `${folder}mapping.yaml`,
      rejectsPath: bench.path('rejects.jsonl'),
      producer,
    };
    const first = await importFiles(options);
    expect([first.events, await recordsOnLog()]).toEqual([18_094, 18_094]);
    await importFiles(options);
    await producer.close();
    const events = await readBack();
    expect(events).toHaveLength(2 * 18_094);
    const byId = Map.groupBy(events, (event) => event.event_id);
    expect(byId.size).toBe(18_094);
    for (const [one, other] of byId.values()) expect({ ...other, recorded_at: 0 }).toEqual({ ...one, recorded_at: 0 });
  });
});
