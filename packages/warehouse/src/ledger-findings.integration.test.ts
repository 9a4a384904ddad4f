import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createChunkSink } from './chunk-sink.ts';
import { recentLedgerFindings } from './ledger-findings.ts';
import { migrate } from './migrate.ts';
import { ownDatabase } from './testing/own-database.ts';

const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
const projection = 'warehouse@1';
const clean = { gap: 0, overlap: 0, backward: 0 };

beforeAll(async () => void (await migrate(warehouse)));
beforeEach(() => warehouse.exec('TRUNCATE TABLE ingest_ledger'));
afterAll(drop);

async function write(ranges: readonly (readonly [number, number])[], epoch = 1, partition = 0): Promise<void> {
  const sink = createChunkSink({ warehouse, projection, epoch });
  const place = { stream: 'meeting' as const, topic: 'mentorship.meeting.v1', partition, blocks: [], rows: 0, dead: 1 };
  for (const [first, last] of ranges) {
    const range = { firstOffset: BigInt(first), lastOffset: BigInt(last) };
    await sink.write({ ...place, ...range, firstTimestampMs: undefined, lastTimestampMs: undefined });
  }
}

test('chunks that tile their partitions, one of them written twice, are as they should be', async () => {
  await write([
    [5, 9],
    [10, 19],
  ]);
  await write([[0, 99]], 1, 1);
  await write([[0, 19]], 2);
  // As a new process writes it again after the deduplication window has gone by.
  await warehouse.exec('INSERT INTO ingest_ledger SELECT * REPLACE (now64(3) AS inserted_at) FROM ingest_ledger');
  expect(await recentLedgerFindings(warehouse, projection)).toEqual(clean);
  expect(await recentLedgerFindings(warehouse, 'another@1')).toEqual(clean);
});

test('a gap, an overlap and a chunk that came late are told apart', async () => {
  await write([
    [0, 9],
    [20, 29],
  ]);
  expect(await recentLedgerFindings(warehouse, projection)).toEqual({ ...clean, gap: 1 });
  await write([[10, 19]]);
  expect(await recentLedgerFindings(warehouse, projection)).toEqual({ ...clean, backward: 1 });
  await write([[25, 40]]);
  expect(await recentLedgerFindings(warehouse, projection)).toEqual({ gap: 0, overlap: 1, backward: 1 });
});

test('what was written before the time that is looked at does not count', async () => {
  await write([
    [0, 9],
    [20, 29],
  ]);
  await warehouse.exec(
    'INSERT INTO ingest_ledger SELECT * REPLACE (now64(3) - toIntervalDay(2) AS inserted_at) FROM ingest_ledger',
  );
  await warehouse.exec(
    'ALTER TABLE ingest_ledger DELETE WHERE inserted_at > now64(3) - toIntervalDay(1) SETTINGS mutations_sync = 1',
  );
  expect(await recentLedgerFindings(warehouse, projection)).toEqual(clean);
});
