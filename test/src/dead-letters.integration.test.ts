/** Dead letters from end to end: refused, looked at, retried in vain, healed, given up; and the audit agrees all the time. */
import { deadLetterTopic, encodeEvent, eventHeaders, newEventId, type RapportEvent, topicOf } from '@rapport/events';
import { createLogClient, type EventProducer, type LogClient } from '@rapport/log';
import {
  createWarehouse,
  type DeadLetterFilter,
  type DeadLetterSummary,
  listDeadLetters,
  type Warehouse,
} from '@rapport/warehouse';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { createRapportCommand, type RapportCommand } from './rapport-command.ts';

const patience = { timeout: 60_000, interval: 100 };
const binary = Buffer.from([0xff, 0x00, 0xfe]);

let rapport: RapportCommand;
let log: LogClient;
let producer: EventProducer;
let warehouse: Warehouse;
let topic: string;

// Every question starts a process, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  const stack = { kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') };
  rapport = createRapportCommand(stack);
  const up = await rapport.run('up');
  expect(up, up.stderr).toMatchObject({ code: 0 });
  log = createLogClient({ brokers: stack.kafkaBrokers, clientId: 'test', topicPrefix: rapport.topicPrefix });
  producer = await log.createProducer();
  warehouse = createWarehouse({ url: stack.clickhouseUrl, database: rapport.database });
  topic = topicOf('meeting', rapport.topicPrefix);
});

afterAll(async () => {
  await producer?.close();
  await log?.close();
  await warehouse?.exec(`DROP DATABASE IF EXISTS ${rapport.database}`);
  await warehouse?.close();
  await rapport?.remove();
});

function meeting(minutes: number): RapportEvent {
  const now = Date.now();
  return {
    ...{ event_id: newEventId(), type: 'meeting.held', occurred_at: now - 60_000, recorded_at: now, source: 'test' },
    ...{
      programme_id: 'programme-1',
      meeting_id: `m-${newEventId()}`,
      pairing_id: 'pair-1',
      duration_minutes: minutes,
    },
  };
}

const record = (event: RapportEvent, headers = {}) => ({
  ...{ topic, key: 'pair-1', value: encodeEvent(event) },
  headers: { ...eventHeaders(event), ...headers },
});

const placeOf = (l: DeadLetterSummary) => `${l.topic}/${l.partition}/${l.offset}`;

async function letters(wanted: number, filter: DeadLetterFilter = {}): Promise<DeadLetterSummary[]> {
  return vi.waitFor(async () => {
    const found = await listDeadLetters(warehouse, { state: 'open', ...filter });
    expect(found).toHaveLength(wanted);
    return found;
  }, patience);
}

async function meetingsHeld(): Promise<number> {
  const [row] = await warehouse.query<{ n: number }>('SELECT toUInt32(count()) AS n FROM fact_meeting');
  return row?.n ?? 0;
}

async function audit(): Promise<void> {
  await vi.waitFor(async () => {
    const { code, stdout } = await rapport.run('audit');
    expect(code, stdout).toBe(0);
  }, patience);
}

it('heals history: what was refused counts, once, after the cause is mended and the record is retried', async () => {
  await warehouse.exec('ALTER TABLE events_meeting ADD CONSTRAINT short CHECK ifNull(duration_minutes, 0) < 300');
  const long = meeting(400);
  const noSide = encodeEvent({ ...meeting(30), type: 'meeting.no_show' } as unknown as RapportEvent);
  const several = { via: [Buffer.from('a'), Buffer.from('b')], raw: binary };
  await producer.send(Array.from({ length: 9 }, () => meeting(45)));
  await producer.sendRaw([record(long, several), { ...record(meeting(1)), value: noSide }]);
  const first = await letters(2);
  expect(first.map(({ code }) => code).toSorted()).toEqual(['REFUSED_BY_WAREHOUSE', 'RULE_BROKEN']);
  expect(first.map(({ programmeId }) => programmeId)).toEqual(['programme-1', 'programme-1']);
  expect(await meetingsHeld()).toBe(9);
  await audit();
  const refused = first.find(({ code }) => code === 'REFUSED_BY_WAREHOUSE') as DeadLetterSummary;

  const trial = await rapport.run('dlq', 'retry', '--all', '--dry-run');
  expect([trial.code, trial.stdout]).toEqual([3, expect.stringContaining('RULE_BROKEN in side: side is required')]);

  // Still refused: a new dead letter with a place of its own, the old one is done with.
  const again = await rapport.run('dlq', 'retry', placeOf(refused));
  expect(again, again.stderr).toMatchObject({ code: 0 });
  // Its mark and the new letter come one after the other.
  const second = await vi.waitFor(async () => {
    const [found] = await letters(1, { code: 'REFUSED_BY_WAREHOUSE' });
    expect(Number(found?.offset)).toBeGreaterThan(Number(refused.offset));
    return found as DeadLetterSummary;
  }, patience);
  const listed = await rapport.run('dlq', 'list', '--status', 'retried', '--topic', 'meeting', '--since', '1h');
  expect([listed.code, listed.stdout]).toEqual([0, expect.stringContaining(placeOf(refused))]);
  expect(listed.stderr).toContain('retried dead letters by reason: 1 REFUSED_BY_WAREHOUSE');
  const twice = await rapport.run('dlq', 'retry', placeOf(refused));
  expect([twice.code, twice.stdout]).toEqual([3, expect.stringContaining('already marked')]);

  await warehouse.exec('ALTER TABLE events_meeting DROP CONSTRAINT short');
  const healed = await rapport.run('dlq', 'retry', '--code', 'REFUSED_BY_WAREHOUSE', '--reason', 'rule dropped');
  expect(healed, healed.stderr).toMatchObject({ code: 0 });
  await vi.waitFor(async () => expect(await meetingsHeld()).toBe(10), patience);

  // By force once more, the first and the second: the same event.
  const forced = await rapport.run('dlq', 'retry', placeOf(refused), placeOf(second), '--force', '--yes');
  expect(forced, forced.stderr).toMatchObject({ code: 0 });
  await letters(2, { state: 'retried' });
  const end = (await log.endOffsets(topic)).get(refused.partition) ?? 0n;
  const [last] = (await log.readRecords(topic, refused.partition, [end - 1n])).values();
  expect(last).toMatchObject({ value: encodeEvent(long), key: Buffer.from('pair-1') });
  expect(last?.headers).toMatchObject({ ...several, ce_id: Buffer.from(long.event_id) });
  expect(Object.keys(last?.headers ?? {}).some((name) => name.startsWith('dead_'))).toBe(false);
  await audit();
  expect(await meetingsHeld()).toBe(10);
});

it('gives up what cannot be mended, keeps its bytes, and says so from the log alone', async () => {
  const [broken] = await letters(1, { code: 'RULE_BROKEN' });
  const wordless = await rapport.run('dlq', 'discard', placeOf(broken as DeadLetterSummary));
  expect(wordless.code).toBe(2);
  const given = await rapport.run('dlq', 'discard', '--code', 'RULE_BROKEN', '--reason', 'test record', '--by', 'ops');
  expect(given, given.stderr).toMatchObject({ code: 0 });
  // At once, although the list may not know it yet.
  const late = await rapport.run('dlq', 'retry', placeOf(broken as DeadLetterSummary));
  expect([late.code, late.stdout]).toEqual([3, expect.stringContaining('discarded')]);
  expect(await letters(0)).toEqual([]);
  expect(await letters(1, { state: 'discarded' })).toMatchObject([{ markedBy: 'ops', reason: 'test record' }]);
  const shown = JSON.parse((await rapport.run('dlq', 'show', placeOf(broken as DeadLetterSummary))).stdout);
  expect(Buffer.from(shown.value_base64, 'base64').length).toBeGreaterThan(20);
  await audit();
  const marks = await log.endOffsets(deadLetterTopic(rapport.topicPrefix));
  expect([...marks.values()].reduce((sum, end) => sum + Number(end), 0)).toBe(3 + 4 + 1);
});

it('says what is wrong with a question that names nothing, or what is not there', async () => {
  expect((await rapport.run('dlq', 'retry')).code).toBe(2);
  expect((await rapport.run('dlq', 'retry', `${topic}/0/9999`)).code).toBe(4);
  const nothing = await rapport.run('dlq', 'retry', '--code', 'EMPTY');
  expect([nothing.code, nothing.stderr]).toEqual([0, expect.stringContaining('no open dead letters')]);
});
