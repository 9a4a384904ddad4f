/** Negative controls: what the audit promises to find is planted in a real warehouse, and must be found. */
import { newEventId, type RapportEvent, topicOf } from '@rapport/events';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import type { Finding } from './audit.ts';
import { auditPartitions, type PartitionAudit } from './audit-partitions.ts';
import { createChunkSink } from './chunk-sink.ts';
import type { Warehouse } from './client.ts';
import { writeDeadLetters } from './dead-letters.ts';
import { holesIn } from './ledger-runs.ts';
import { migrate } from './migrate.ts';
import { checkStoredEvents } from './stored-events.ts';
import { repeatedReceipts } from './stored-spans.ts';
import { chunkOf, placedFrom } from './testing/chunk-of.ts';
import { ownDatabase } from './testing/own-database.ts';

const owner = { projection: 'warehouse@1', epoch: 1 };
const topic = topicOf('meeting');
const T0 = Date.UTC(2026, 2, 1, 9);
let warehouse: Warehouse;
let drop: () => Promise<void>;
let written: RapportEvent[];

function held(n: number, eventId = newEventId()): RapportEvent {
  return {
    type: 'meeting.held',
    event_id: eventId,
    occurred_at: T0 + n,
    recorded_at: T0 + n,
    source: 'test',
    programme_id: 'p',
    meeting_id: `m${n}`,
    pairing_id: 'pair',
  };
}

const write = (first: number, events: readonly RapportEvent[], epoch = 1) =>
  createChunkSink({ warehouse, ...owner, epoch }).write(chunkOf(placedFrom(BigInt(first), events)));

// Three chunks of ten records each.
beforeEach(async () => {
  ({ warehouse, drop } = ownDatabase(inject('clickhouseUrl')));
  await migrate(warehouse);
  written = Array.from({ length: 30 }, (_, n) => held(n));
  for (const first of [0, 10, 20]) await write(first, written.slice(first, first + 10));
});
afterEach(() => drop());

async function audited(more: { beginOffset?: bigint; endOffset?: bigint; committed?: bigint } = {}) {
  const position = { topic, stream: 'meeting', partition: 0, beginOffset: 0n, endOffset: 30n, committed: 30n } as const;
  const [audit] = await auditPartitions(warehouse, owner.projection, [{ ...position, ...more }]);
  return audit as PartitionAudit;
}

async function findings(): Promise<Finding[]> {
  return (await audited()).findings;
}

const meetings = async () => (await checkStoredEvents(warehouse, 0)).find(({ stream }) => stream === 'meeting');
const remove = (table: string, where: string) =>
  warehouse.exec(`ALTER TABLE ${table} DELETE WHERE ${where} SETTINGS mutations_sync = 2`);
const nothing = { lost: 0, unexplained: 0, reused: 0 };

test('finds nothing where nothing was planted, and accounts for every offset', async () => {
  const { findings: found, account, chunks } = await audited();
  expect([found, chunks]).toEqual([[], 3]);
  expect(account).toEqual({ offsets: 30, rows: 30, dead: 0, holes: 0, gaps: 0, waiting: 0 });
  expect(await meetings()).toEqual({ stream: 'meeting', received: 30, different: 30, copies: 0, ...nothing });
});

test('finds the gap of a ledger row that was taken away, and the rows that are there without it', async () => {
  await remove('ingest_ledger', 'first_offset = 10');
  expect(await findings()).toMatchObject([
    { code: 'GAP', firstOffset: 10n, lastOffset: 19n },
    { code: 'ROWS_WITHOUT_LEDGER', firstOffset: 10n, lastOffset: 19n, count: 10 },
  ]);
});

test('finds receipts that were taken away, how many, in which chunk, and where', async () => {
  await remove('event_receipts', 'offset IN (12, 17)');
  const { findings: found, holes } = await audited();
  expect(found).toMatchObject([{ code: 'MISSING_ROWS', firstOffset: 10n, lastOffset: 19n, expected: 10, found: 8 }]);
  expect(holes).toEqual([{ firstOffset: 0n, lastOffset: 29n, count: 2 }]);
  const place = { topic, stream: 'meeting', partition: 0 } as const;
  expect(await holesIn(warehouse, place, { firstOffset: 0n, lastOffset: 29n }, 9)).toEqual([
    { firstOffset: 12n, lastOffset: 12n },
    { firstOffset: 17n, lastOffset: 17n },
  ]);
  expect(await meetings()).toMatchObject({ lost: 0, unexplained: 2 });
});

test('finds event rows that were taken away although ledger and receipts agree', async () => {
  await remove('events_meeting', `event_id IN ('${written[3]?.event_id}', '${written[25]?.event_id}')`);
  expect(await findings()).toEqual([]);
  expect(await meetings()).toMatchObject({ lost: 2, unexplained: 0, reused: 0 });
});

test('does not take a repeated event for a lost or a reused one, and finds an id used for two meetings', async () => {
  const [first] = written as [RapportEvent];
  await write(30, [first]);
  expect(await meetings()).toMatchObject({ received: 31, different: 30, ...nothing });
  await write(31, [held(99, first.event_id)]);
  expect(await meetings()).toMatchObject({ lost: 0, unexplained: 0, reused: 1 });
});

test('finds a chunk that begins inside another, a chunk written late, and receipts that are there twice', async () => {
  await write(25, written.slice(25, 30));
  expect(await findings()).toMatchObject([{ code: 'OVERLAP', firstOffset: 25n, lastOffset: 29n }]);
  expect(await repeatedReceipts(warehouse)).toEqual([{ stream: 'meeting', partition: 0, repeated: 5 }]);
  await remove('ingest_ledger', 'first_offset IN (10, 25)');
  await warehouse.exec(
    `INSERT INTO ingest_ledger SELECT * REPLACE (toInt64(10) AS first_offset, toInt64(19) AS last_offset, now64(3) AS inserted_at)
     FROM ingest_ledger AS l WHERE l.first_offset = 0 SETTINGS insert_deduplicate = 0`,
  );
  expect(await findings()).toMatchObject([{ code: 'BACKWARD_MOVE', firstOffset: 10n, lastOffset: 19n }]);
});

test('counts dead letters as accounted for, but not those that are rows by now', async () => {
  const letter = {
    ...{ topic, partition: 0, code: 'RULE_BROKEN', field: '', message: '', key: null, value: null, headers: {} },
    ...{ timestampMs: T0, recordedAtMs: T0, programmeId: '', projection: owner.projection },
  };
  await remove('event_receipts', 'offset = 5');
  await writeDeadLetters(warehouse, [
    { ...letter, offset: 5n },
    { ...letter, offset: 6n },
  ]);
  const { account, holes } = await audited();
  expect([account, holes]).toMatchObject([{ rows: 29, dead: 1, holes: 0 }, []]);
});

test('takes what a newer epoch has stored again for what it is, and knows what retention took', async () => {
  for (const first of [0, 15]) await write(first, written.slice(first, first + 15), 2);
  expect(await audited({ beginOffset: 7n })).toMatchObject({
    findings: [],
    account: { offsets: 23, rows: 23, dead: 0, holes: 0, gaps: 0, waiting: 0 },
  });
  await write(40, [held(40)], 2);
  expect(await audited({ beginOffset: 36n, endOffset: 41n, committed: 41n })).toMatchObject({
    findings: [
      { code: 'DELETED_UNREAD', firstOffset: 30n, lastOffset: 35n },
      { code: 'GAP', firstOffset: 36n, lastOffset: 39n },
    ],
    account: { offsets: 5, rows: 1, gaps: 4 },
  });
});
