/** Negative controls: what the audit promises to find is planted in a real warehouse, and must be found. */
import { newEventId, type RapportEvent } from '@rapport/events';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { auditPartition, type Finding } from './audit.ts';
import { createChunkSink } from './chunk-sink.ts';
import type { Warehouse } from './client.ts';
import { ledgerRanges } from './ledger.ts';
import { migrate } from './migrate.ts';
import { checkStoredEvents } from './stored-events.ts';
import { chunkOf, placedFrom } from './testing/chunk-of.ts';
import { ownDatabase } from './testing/own-database.ts';

const owner = { projection: 'warehouse@1', epoch: 1 };
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

// Three chunks of ten records each.
beforeEach(async () => {
  ({ warehouse, drop } = ownDatabase(inject('clickhouseUrl')));
  await migrate(warehouse);
  const sink = createChunkSink({ warehouse, ...owner });
  written = Array.from({ length: 30 }, (_, n) => held(n));
  for (const first of [0, 10, 20]) {
    await sink.write(chunkOf(placedFrom(BigInt(first), written.slice(first, first + 10))));
  }
});
afterEach(() => drop());

async function findings(): Promise<Finding[]> {
  const ranges = await ledgerRanges(warehouse, owner);
  return auditPartition({
    beginOffset: 0n,
    endOffset: 30n,
    committed: 30n,
    pending: null,
    ranges,
    duplicates: 0,
  });
}

const meetings = async () => (await checkStoredEvents(warehouse, 0)).find(({ stream }) => stream === 'meeting');
const remove = (table: string, where: string) =>
  warehouse.exec(`ALTER TABLE ${table} DELETE WHERE ${where} SETTINGS mutations_sync = 2`);

test('finds nothing where nothing was planted', async () => {
  expect(await findings()).toEqual([]);
  expect(await meetings()).toEqual({ stream: 'meeting', lost: 0, unexplained: 0, reused: 0 });
});

test('finds the gap of a ledger row that was taken away', async () => {
  await remove('ingest_ledger', 'first_offset = 10');
  expect(await findings()).toEqual([{ severity: 'fault', kind: 'gap', firstOffset: 10n, lastOffset: 19n }]);
});

test('finds receipts that were taken away, and how many', async () => {
  await remove('event_receipts', 'offset IN (12, 17)');
  expect(await findings()).toEqual([
    { severity: 'fault', kind: 'missing_rows', firstOffset: 10n, lastOffset: 19n, expected: 10, found: 8 },
  ]);
  expect(await meetings()).toMatchObject({ lost: 0, unexplained: 2 });
});

test('finds event rows that were taken away although ledger and receipts agree', async () => {
  await remove('events_meeting', `event_id IN ('${written[3]?.event_id}', '${written[25]?.event_id}')`);
  expect(await findings()).toEqual([]);
  expect(await meetings()).toMatchObject({ lost: 2, unexplained: 0, reused: 0 });
});

test('does not take a repeated event for a lost or a reused one, and finds an id used for two meetings', async () => {
  const sink = createChunkSink({ warehouse, ...owner });
  const [first] = written as [RapportEvent];
  await sink.write(chunkOf(placedFrom(30n, [first])));
  expect(await meetings()).toMatchObject({ lost: 0, unexplained: 0, reused: 0 });
  await sink.write(chunkOf(placedFrom(31n, [held(99, first.event_id)])));
  expect(await meetings()).toMatchObject({ lost: 0, unexplained: 0, reused: 1 });
});
