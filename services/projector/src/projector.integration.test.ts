import { deadLetterTopic, encodeEvent, newEventId, type RapportEvent, streams, topicOf } from '@rapport/events';
import { createLogClient, type EventProducer, type LogClient } from '@rapport/log';
import { createLogger, createRegistry } from '@rapport/service';
import { groupIdOf, type SinkChunk } from '@rapport/warehouse';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { ProjectionSink } from './projection-sink.ts';
import { createProjector, type Projector } from './projector.ts';
import type { StoredDeadLetter } from './store-dead-letters.ts';
import { readRows } from './testing/read-rows.ts';

const brokers = inject('kafkaBrokers');
const logger = createLogger('test', 'silent');
const projection = 'warehouse@1';
const patience = { timeout: 60_000, interval: 50 };
const backoff = { initialMs: 20, maxMs: 50 };

let prefix: string;
let log: LogClient;
let producer: EventProducer;
let running: Projector[];

beforeEach(async () => {
  prefix = `t${newEventId().slice(-12)}.`;
  running = [];
  log = createLogClient({ brokers, clientId: 'test', topicPrefix: prefix });
  await log.ensureTopics({ partitions: 3 });
  producer = await log.createProducer();
});

afterEach(async () => {
  await Promise.all(running.map((projector) => projector.stop()));
  await producer.close();
  await log.close();
});

function meetings(count: number): RapportEvent[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => ({
    event_id: newEventId(),
    type: 'meeting.held',
    occurred_at: now - 60_000,
    recorded_at: now,
    source: 'test',
    programme_id: 'programme-1',
    meeting_id: `meeting-${index}`,
    pairing_id: `pairing-${index % 40}`,
  }));
}

/** Remembers what it was given; `away` makes it fail as ClickHouse does when it is down. */
function createMemorySink() {
  const chunks = new Map<string, SinkChunk>();
  const letters = new Map<string, StoredDeadLetter>();
  const state = { away: false, writes: 0, letterWrites: 0, refuses: (_: Buffer): boolean => false };

  function answer(): void {
    if (state.away) throw Object.assign(new Error('connection refused'), { code: 'SINK_UNAVAILABLE', retriable: true });
  }

  const sink: ProjectionSink = {
    write: async (chunk) => {
      state.writes += 1;
      answer();
      if (chunk.blocks.some(({ data }) => state.refuses(data))) {
        throw Object.assign(new Error('value out of range'), {
          code: 'VALUE_IS_OUT_OF_RANGE',
          retriable: false,
          dataFault: true,
        });
      }
      chunks.set(`${chunk.topic}/${chunk.partition}/${chunk.firstOffset}-${chunk.lastOffset}`, chunk);
    },
    writeDeadLetters: async (rows) => {
      answer();
      state.letterWrites += rows.length;
      for (const row of rows) letters.set(`${row.topic}/${row.partition}/${row.offset}`, row);
    },
    writeDeadLetterMarks: async () => answer(),
  };
  const rows = () => [...chunks.values()].flatMap(({ blocks }) => readRows(blocks));
  return { sink, chunks, letters, rows, state };
}

async function startProjector(sink: ProjectionSink, client: LogClient = log) {
  const registry = createRegistry('projector');
  const limits = { maxRows: 200, maxBytes: 1_000_000, maxAgeMs: 50 };
  const projector = createProjector(
    { log: client, producer, sink, logger, registry },
    { projection, epoch: 1, topicPrefix: prefix, limits, consumer: { sessionTimeoutMs: 6_000, backoff } },
  );
  running.push(projector);
  await projector.start();
  return { projector, registry };
}

/** Puts raw bytes on a topic with a client of its own, as a producer that knows nothing of Rapport would. */
async function produceForeign(topic: string, messages: { key: string; value: Buffer | null }[]): Promise<void> {
  const kafka = new Kafka({ clientId: 'foreign', brokers, logLevel: logLevel.NOTHING });
  const foreign = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await foreign.connect();
  await foreign.send({ topic, messages: messages.map((message) => ({ ...message, headers: { via: 'elsewhere' } })) });
  await foreign.disconnect();
}

async function total(topic: string): Promise<number> {
  return [...(await log.endOffsets(topic)).values()].reduce((sum, end) => sum + Number(end), 0);
}

describe('projector', () => {
  it('sends a malformed record of another client to the dead letters, bytes and reason with it, and lets the rest flow', async () => {
    const topic = topicOf('meeting', prefix);
    const good = meetings(100);
    const junk = Buffer.from([0xff, 0x00, 0x9f, 0x92, 0x96, 0xc3, 0x28]);
    const cutOff = encodeEvent(good[0] as RapportEvent).subarray(0, 30);
    await producer.send(good.slice(0, 50));
    await produceForeign(topic, [
      { key: 'a', value: junk },
      { key: 'b', value: cutOff },
      { key: 'c', value: null },
    ]);
    await producer.send(good.slice(50));
    const { sink, letters, rows, chunks } = createMemorySink();
    const { registry } = await startProjector(sink);
    await vi.waitFor(() => expect([rows().length, letters.size]).toEqual([100, 3]), patience);
    const byKey = new Map([...letters.values()].map((letter) => [letter.key?.toString(), letter]));
    expect(byKey.get('a')).toMatchObject({ topic, code: 'NOT_FRAMED', projection, headers: { via: 'elsewhere' } });
    expect(byKey.get('a')?.value).toEqual(junk);
    expect(byKey.get('b')).toMatchObject({ topic, code: 'UNDECODABLE', value: cutOff });
    expect(byKey.get('c')).toMatchObject({ topic, code: 'EMPTY', value: null });
    expect([...chunks.values()].reduce((sum, { dead }) => sum + dead, 0)).toBe(3);
    const metrics = await registry.metrics();
    expect(metrics).toContain('rapport_dead_letter_events_total{reason="NOT_FRAMED"} 1');
    expect(metrics).toContain(
      `rapport_events_consumed_total{topic="${topic}",type="meeting.held",outcome="stored"} 100`,
    );
  });

  it('does not dead-letter what fails because the warehouse is away, and writes real dead letters once', async () => {
    const topic = topicOf('meeting', prefix);
    await producer.send(meetings(30));
    await produceForeign(topic, [{ key: 'a', value: Buffer.from('junk') }]);
    const { sink, letters, rows, state } = createMemorySink();
    state.away = true;
    const { projector } = await startProjector(sink);
    await vi.waitFor(() => expect(state.writes).toBeGreaterThan(10), patience);
    expect(projector.trouble()?.code).toBe('SINK_UNAVAILABLE');
    expect(await total(deadLetterTopic(prefix))).toBe(1);
    state.away = false;
    await vi.waitFor(() => expect([rows().length, letters.size]).toEqual([30, 1]), patience);
    expect(await total(deadLetterTopic(prefix))).toBe(1);
    expect(projector.trouble()).toBeUndefined();
  });

  it('finds the one row that the warehouse refuses, quarantines it and stores the others', async () => {
    const topic = topicOf('meeting', prefix);
    const events = meetings(60);
    const [refused] = events.slice(41) as [RapportEvent];
    await producer.send(events);
    const { sink, letters, rows, state, chunks } = createMemorySink();
    state.refuses = (data) => data.includes(refused.event_id);
    await startProjector(sink);
    await vi.waitFor(() => expect([rows().length, letters.size]).toEqual([59, 1]), patience);
    const [letter] = [...letters.values()];
    expect(letter).toMatchObject({ topic, code: 'REFUSED_BY_WAREHOUSE', message: 'value out of range' });
    expect(letter?.value).toEqual(encodeEvent(refused));
    expect([...chunks.values()].reduce((sum, { dead }) => sum + dead, 0)).toBe(1);
  });

  it('does not make a dead letter of a dead letter', async () => {
    await produceForeign(deadLetterTopic(prefix), [{ key: 'a', value: Buffer.from('junk') }]);
    const { sink, letters } = createMemorySink();
    await startProjector(sink);
    await vi.waitFor(() => expect(letters.size).toBe(1), patience);
    expect([...letters.values()][0]).toMatchObject({ code: 'FOREIGN', topic: deadLetterTopic(prefix) });
    expect(await total(deadLetterTopic(prefix))).toBe(1);
  });

  it('shares the work between two projectors, every record stored once', async () => {
    const topic = topicOf('meeting', prefix);
    const memory = createMemorySink();
    const other = createLogClient({ brokers, clientId: 'test-2', topicPrefix: prefix });
    const first = await startProjector(memory.sink);
    await producer.send(meetings(300));
    const second = await startProjector(memory.sink, other);
    await vi.waitFor(
      async () => expect(await second.registry.metrics()).toMatch(/lag_messages\{[^}]*meeting/),
      patience,
    );
    const events = meetings(300);
    await producer.send(events);
    await vi.waitFor(() => expect(memory.rows().length).toBe(600), patience);
    const places = memory.rows().map(({ partition, offset }) => `${partition}/${offset}`);
    expect(new Set(places).size).toBe(600);
    await Promise.all([first.projector.stop(), second.projector.stop()]);
    const committed = await log.committed(groupIdOf(projection), topic);
    const ends = await log.endOffsets(topic);
    expect(new Map([...committed].map(([partition, { offset }]) => [partition, offset]))).toEqual(ends);
    expect([...committed.values()].some(({ pending }) => pending !== undefined)).toBe(false);
    await other.close();
  });

  it('says how far behind it is, and up to when everything is queryable', async () => {
    const { sink, rows } = createMemorySink();
    const before = Date.now() / 1_000;
    const { projector, registry } = await startProjector(sink);
    await producer.send(meetings(20));
    await vi.waitFor(() => expect(rows().length).toBe(20), patience);
    await vi.waitFor(async () => {
      const metrics = await registry.metrics();
      const lags = [...metrics.matchAll(/^rapport_projection_lag_messages\{.*\} (\d+)$/gm)].map((match) => match[1]);
      expect(lags).toEqual(Array.from({ length: (streams.length + 1) * 3 }, () => '0'));
      const watermark = Number(/watermark_timestamp_seconds\{.*\} ([\d.e+]+)/.exec(metrics)?.[1]);
      expect(watermark).toBeGreaterThanOrEqual(before);
      expect(metrics).toContain('rapport_projection_lag_seconds{projection="warehouse@1"} 0');
      expect(metrics).toContain('rapport_replay_progress_ratio{projection="warehouse@1"} 1');
      expect(metrics).toContain('rapport_projection_pending_chunks{projection="warehouse@1"} 0');
      expect(metrics).toContain('rapport_projection_stalls_total 0');
      expect(metrics).toContain('rapport_projection_chunk_rows_sum 20');
      expect(metrics).toMatch(/^rapport_produced_to_queryable_seconds_count [1-9]/m);
    }, patience);
    expect(projector.progress().reduce((sum, { position }) => sum + Number(position), 0)).toBe(20);
    expect(projector.stalls()).toBe(0);
  });
});
