/** The auditor as a user runs it: clean where all is well, holes explained by the broker, planted loss found and named. */
import { encodeEvent, eventHeaders, newEventId, type RapportEvent, topicOf } from '@rapport/events';
import { createWarehouse, type Warehouse } from '@rapport/warehouse';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { createRapportCommand, type RapportCommand } from './rapport-command.ts';

const patience = { timeout: 60_000, interval: 100 };

type Audit = {
  clean: boolean;
  partitions: {
    topic: string;
    partition: number;
    account: { offsets: number; rows: number; dead: number; holes: number; gaps: number; waiting: number };
    findings: { code: string; severity: string; count: number; firstOffset?: number }[];
  }[];
};

let rapport: RapportCommand;
let kafka: Kafka;
let warehouse: Warehouse;
let topic: string;

beforeAll(async () => {
  const stack = { kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') };
  rapport = createRapportCommand(stack);
  const up = await rapport.run('up');
  expect(up, up.stderr).toMatchObject({ code: 0 });
  kafka = new Kafka({ clientId: 'foreign', brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING });
  warehouse = createWarehouse({ url: stack.clickhouseUrl, database: rapport.database });
  topic = topicOf('meeting', rapport.topicPrefix);
});

afterAll(async () => {
  await warehouse?.exec(`DROP DATABASE IF EXISTS ${rapport.database}`);
  await warehouse?.close();
  await rapport?.remove();
});

function message() {
  const now = Date.now();
  const event: RapportEvent = {
    ...{ event_id: newEventId(), type: 'meeting.held', occurred_at: now - 60_000, recorded_at: now, source: 'test' },
    ...{ programme_id: 'p', meeting_id: `m-${newEventId()}`, pairing_id: 'pair-1' },
  };
  return { key: 'pair-1', value: encodeEvent(event), headers: eventHeaders(event) };
}

/** A producer of another system, with transactions: the odd ones it takes back. */
async function produceTransactions(count: number, each: number): Promise<void> {
  const producer = kafka.producer({
    ...{ transactionalId: rapport.database, idempotent: true, maxInFlightRequests: 1 },
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  for (let index = 0; index < count; index += 1) {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: Array.from({ length: each }, message) });
    await (index % 2 === 0 ? transaction.commit() : transaction.abort());
  }
  await producer.disconnect();
}

async function audited(): Promise<{ code: number; audit: Audit }> {
  const { code, stdout } = await rapport.run('audit', '--format', 'json');
  return { code, audit: JSON.parse(stdout) };
}

const meetings = ({ partitions }: Audit) => partitions.filter((one) => one.topic === topic);

it('explains what transactions left behind, finds what was taken from the tables, and accounts for every offset', async () => {
  await produceTransactions(9, 5);
  const { audit } = await vi.waitFor(async () => {
    const found = await audited();
    const waiting = meetings(found.audit).reduce((sum, { account }) => sum + account.waiting, 0);
    // The marker behind the last record may be beyond what a fetch shows.
    expect(waiting).toBeLessThanOrEqual(1);
    expect(meetings(found.audit).reduce((sum, { account }) => sum + account.rows, 0)).toBe(25);
    return found;
  }, patience);
  expect(audit).toMatchObject({ clean: true });
  for (const { account } of audit.partitions) {
    const { offsets, rows, dead, holes, gaps, waiting } = account;
    expect(rows + dead + holes + gaps + waiting).toBe(offsets);
  }
  const [own] = meetings(audit).filter(({ account }) => account.rows > 0);
  const holes = own?.findings.find(({ code }) => code === 'HOLES');
  // Four times five records taken back, and a marker after every transaction.
  expect((holes?.count ?? 0) + (own?.account.waiting ?? 0)).toBe(20 + 9);
  expect(own?.findings.some(({ severity }) => severity !== 'information')).toBe(false);

  const text = await rapport.run('audit');
  expect([text.code, text.stdout]).toEqual([0, expect.stringContaining('nothing lost, nothing counted twice')]);

  await warehouse.exec('ALTER TABLE event_receipts DELETE WHERE offset IN (1, 12) SETTINGS mutations_sync = 2');
  const robbed = await audited();
  const [found] = meetings(robbed.audit).filter(({ account }) => account.rows > 0);
  expect([robbed.code, robbed.audit.clean]).toEqual([3, false]);
  expect(found?.findings.filter(({ severity }) => severity === 'fault')).toMatchObject([
    ...(found?.findings.filter(({ code }) => code === 'MISSING_ROWS') ?? []),
    { code: 'LOST_RECORDS', count: 2, firstOffset: 1 },
  ]);
  expect(found?.findings.some(({ code }) => code === 'MISSING_ROWS')).toBe(true);
  const named = await rapport.run('audit');
  expect([named.code, named.stdout]).toEqual([3, expect.stringContaining('LOST_RECORDS: 2 records of the log')]);
});
