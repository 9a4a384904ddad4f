import { newEventId, type RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createChunkSink, type SinkChunk, type SinkRow, sinkChunkFromRows } from './chunk-sink.ts';
import { createWarehouse } from './client.ts';
import { countDeadLetters, listDeadLetters, showDeadLetter } from './dead-letter-list.ts';
import { writeDeadLetters } from './dead-letters.ts';
import { ledgerRanges, topicWatermarks } from './ledger.ts';
import { migrate } from './migrate.ts';
import { checkStoredEvents } from './stored-events.ts';
import { chunkOf, placedFrom, rowOf } from './testing/chunk-of.ts';
import { ownDatabase } from './testing/own-database.ts';

const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
const owner = { projection: 'warehouse@1', epoch: 1 };
const sink = createChunkSink({ warehouse, ...owner });
const T0 = Date.UTC(2026, 2, 1, 9);

beforeAll(async () => void (await migrate(warehouse)));
afterAll(drop);

function held(n: number): RapportEvent {
  return {
    type: 'meeting.held',
    event_id: newEventId(),
    occurred_at: T0 + n,
    recorded_at: T0 + n + 1,
    source: 'test',
    programme_id: 'p',
    meeting_id: `m${n}`,
    pairing_id: 'pair',
    topics: ['a', 'b'],
    attributes: { room: 'blue' },
  };
}

function chunkOfRows(partition: number, rows: readonly SinkRow[]): SinkChunk {
  const ends = { firstOffset: rows[0]?.offset ?? 0n, lastOffset: rows.at(-1)?.offset ?? 0n };
  return sinkChunkFromRows({ stream: 'meeting', topic: 'mentorship.meeting.v1', partition, ...ends, rows, dead: 0 });
}

async function countOf(table: string): Promise<number> {
  const [row] = await warehouse.query<{ n: string | number }>(`SELECT count() AS n FROM ${table}`);
  return Number(row?.n);
}

test('the same chunk written twice is stored once: rows, receipts and ledger, without any merge', async () => {
  const chunk = chunkOf(placedFrom(100n, [held(1), held(2), held(3)]));
  await sink.write(chunk);
  await sink.write(chunk);
  await createChunkSink({ warehouse, ...owner }).write(chunk);
  expect(await Promise.all(['events_meeting', 'event_receipts', 'ingest_ledger'].map(countOf))).toEqual([3, 3, 1]);
  const [range] = await ledgerRanges(warehouse, owner);
  expect(range).toMatchObject({
    stream: 'meeting',
    firstOffset: 100n,
    lastOffset: 102n,
    rows: 3,
    dead: 0,
    receipts: 3,
  });
  expect(await topicWatermarks(warehouse, owner)).toEqual([{ topic: 'mentorship.meeting.v1', timestampMs: T0 + 9 }]);
});

test('every field arrives as it was sent, with its Kafka position', async () => {
  const [row] = await warehouse.query(
    'SELECT type, source, topics, attributes, starts_at, rating, _partition, _offset, toUnixTimestamp64Milli(occurred_at) AS ms FROM events_meeting WHERE _offset = 101',
  );
  expect(row).toMatchObject({ type: 'held', source: 'test', topics: ['a', 'b'], attributes: { room: 'blue' } });
  expect(row).toMatchObject({ starts_at: null, rating: null, _partition: 0 });
  expect(Number((row as { ms: unknown }).ms)).toBe(T0 + 2);
});

test('a chunk cut differently over the same records adds receipts of none and events of none', async () => {
  const events = [held(10), held(11), held(12), held(13)];
  const placed = placedFrom(200n, events);
  await sink.write(chunkOf(placed));
  await sink.write(chunkOf(placed.slice(0, 3)));
  await sink.write(chunkOf(placed.slice(1)));
  expect(await countOf('events_meeting FINAL WHERE _offset >= 200')).toBe(4);
  expect(await countOf('event_receipts FINAL WHERE offset >= 200')).toBe(4);
  const ranges = (await ledgerRanges(warehouse, owner)).filter(({ firstOffset }) => firstOffset >= 200n);
  expect(ranges.map(({ receipts, rows }) => [receipts, rows])).toEqual([
    [3, 3],
    [4, 4],
    [3, 3],
  ]);
});

test('a big chunk is one block, so it is stored all or not at all', async () => {
  const [template] = placedFrom(0n, [held(0)]).map(rowOf) as [SinkRow];
  const rows = Array.from({ length: 300_000 }, (_, index) => ({ ...template, offset: BigInt(index) }));
  const chunk = chunkOfRows(7, rows);
  await warehouse.exec('SYSTEM STOP MERGES events_meeting').catch(() => undefined);
  const blocks = async () =>
    (
      await warehouse.query<{ n: string }>(
        `SELECT max(max_block_number) AS n FROM system.parts WHERE database = currentDatabase() AND table = 'events_meeting'`,
      )
    )[0]?.n;
  const before = Number(await blocks());
  await sink.write(chunk);
  expect(Number(await blocks()) - before).toBe(1);
  expect(await countOf('event_receipts FINAL WHERE partition = 7')).toBe(300_000);
  const stored = (await checkStoredEvents(warehouse, 0)).find(({ stream }) => stream === 'meeting');
  expect((stored?.received ?? 0) - (stored?.different ?? 0)).toBe(299_999);
});

test('a chunk without rows is only noted', async () => {
  const chunk: SinkChunk = { ...chunkOf(placedFrom(900n, [held(9)]), 3), rows: 0, blocks: [], dead: 1 };
  await sink.write(chunk);
  const found = (await ledgerRanges(warehouse, owner)).find(({ partition }) => partition === 3);
  expect(found).toMatchObject({ rows: 0, dead: 1, receipts: 0, firstOffset: 900n });
});

test("refused data are the data's fault and not retriable, and leave nothing behind", async () => {
  const [good, bad] = placedFrom(500n, [held(50), held(51)]).map(rowOf) as [SinkRow, SinkRow];
  const unreadable = Buffer.from(bad.datum);
  unreadable.write('!', 3);
  const failed = sink.write(chunkOfRows(5, [good, { ...bad, datum: unreadable }]));
  await expect(failed).rejects.toMatchObject({
    name: 'SinkError',
    code: 'CANNOT_PARSE_UUID',
    retriable: false,
    dataFault: true,
  });
  expect(await countOf('events_meeting WHERE _partition = 5')).toBe(0);
  expect(await countOf('ingest_ledger WHERE partition = 5')).toBe(0);
});

test('an engine that cannot be reached is worth another try', async () => {
  const nowhere = createWarehouse({ url: 'http://127.0.0.1:1', database: 'x' });
  const failed = createChunkSink({ warehouse: nowhere, ...owner }).write(chunkOf(placedFrom(1n, [held(1)])));
  await expect(failed).rejects.toMatchObject({ name: 'SinkError', code: 'UNREACHABLE', retriable: true });
  await nowhere.close();
});

test.each([
  ['of another type', '* REPLACE (emptyArrayInt8() AS rating)', 'ILLEGAL_COLUMN'],
  ['that is missing', '* EXCEPT (rating)', 'NO_SUCH_COLUMN_IN_TABLE'],
])("a column %s is the table's fault: worth waiting for, never the data's", async (_, columns, code) => {
  const { warehouse: broken, drop: dropBroken } = ownDatabase(inject('clickhouseUrl'));
  await migrate(broken);
  await broken.exec('RENAME TABLE events_meeting TO before');
  await broken.exec(
    `CREATE TABLE events_meeting ENGINE = MergeTree ORDER BY event_id SETTINGS non_replicated_deduplication_window = 9
     EMPTY AS SELECT ${columns} FROM before`,
  );
  const failed = createChunkSink({ warehouse: broken, ...owner }).write(chunkOf(placedFrom(0n, [held(1), held(2)])));
  await expect(failed).rejects.toMatchObject({ name: 'SinkError', code, retriable: true, dataFault: false });
  await dropBroken();
});

test('a datum that ends too early is the fault of the data', async () => {
  const cutOff = placedFrom(600n, [held(60)])
    .map(rowOf)
    .map((row) => ({ ...row, datum: row.datum.subarray(0, 40) }));
  await expect(sink.write(chunkOfRows(6, cutOff))).rejects.toMatchObject({ dataFault: true, retriable: false });
});

test("a missing table is neither retriable nor the data's fault", async () => {
  const lost = warehouse.insertStream({
    sql: 'INSERT INTO no_such_table (a) FORMAT JSONEachRow',
    body: [Buffer.from('{"a":1}')],
  });
  await expect(lost).rejects.toMatchObject({ code: 'UNKNOWN_TABLE', retriable: false, dataFault: false });
});

test('dead letters keep bytes that are no text, and one row however often they are written', async () => {
  const letter = {
    ...{ topic: 't', partition: 1, offset: 9n, code: 'UNDECODABLE', field: '', message: "it's broken" },
    ...{ key: Buffer.from([0xff, 0]), value: Buffer.from([0, 1, 0xfe]), headers: { a: 'b' } },
    ...{ timestampMs: T0, recordedAtMs: T0 + 1, programmeId: '', projection: 'warehouse@1' },
  };
  await writeDeadLetters(warehouse, [letter, { ...letter, offset: 10n, key: null, value: null, code: 'EMPTY' }]);
  await writeDeadLetters(warehouse, [letter]);
  expect(await countDeadLetters(warehouse)).toEqual([
    { topic: 't', code: 'EMPTY', count: 1 },
    { topic: 't', code: 'UNDECODABLE', count: 1 },
  ]);
  expect(await listDeadLetters(warehouse, { code: 'EMPTY' })).toMatchObject([{ offset: 10n, partition: 1 }]);
  const shown = await showDeadLetter(warehouse, { topic: 't', partition: 1, offset: 9n });
  expect(shown).toMatchObject({
    ...{ key: letter.key, value: letter.value, headers: letter.headers },
    message: "it's broken",
  });
  expect(await showDeadLetter(warehouse, { topic: 't', partition: 1, offset: 99n })).toBeUndefined();
});
