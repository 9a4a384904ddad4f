/** Rows as a projector writes them: a place in the log for each, receipts by the tables' own views, a ledger. */
import type { StreamName } from '@rapport/events';
import { topicOf } from '@rapport/events';
import { type Warehouse, warehouseProjection } from '@rapport/warehouse';

/** What is stored before the bench begins stands on these; the events that it sends itself come on those below. */
const storedPartitions: readonly number[] = [4, 5, 6, 7];

const BATCH = 400_000;
const CHUNK_ROWS = 50_000;

/**
 * Some events by a number `n`: `sql(n)` gives a SELECT of the table's columns without the first three, from numbers
 * that are bound as `numbers`. Every number of `count` is used once, in the partition that it falls into.
 */
export type EventSource = {
  stream: StreamName;
  columns: readonly string[];
  count: number;
  sql: (numbers: string) => string;
};

async function nextOffset(warehouse: Warehouse, stream: StreamName, partition: number): Promise<bigint> {
  const [row] = await warehouse.query<{ next: string }>(
    `SELECT toString(if(count() = 0, 0, max(offset) + 1)) AS next FROM event_receipts
     WHERE stream = {stream:String} AND partition = {partition:Int32}`,
    { stream, partition },
  );
  return BigInt(row?.next ?? 0);
}

async function insertBatch(warehouse: Warehouse, source: EventSource, partition: number, from: number, size: number) {
  const { stream, columns } = source;
  const base = await nextOffset(warehouse, stream, partition);
  const step = storedPartitions.length;
  const numbers = `(SELECT number * ${step} + ${storedPartitions.indexOf(partition)} AS n FROM numbers(${from}, ${size}))`;
  // One thread, so that the same seed gives every event the same place.
  await warehouse.exec(
    `INSERT INTO events_${stream} (_partition, _offset, _timestamp, ${columns.join(', ')})
     SELECT ${partition}, ${base} + rowNumberInAllBlocks(), recorded_at + toIntervalMillisecond(80), ${columns.join(', ')}
     FROM (${source.sql(numbers)})
     SETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = 65536`,
  );
}

/** Inserts all events of a source, partition after partition. */
export async function insertEvents(warehouse: Warehouse, source: EventSource): Promise<void> {
  const each = Math.ceil(source.count / storedPartitions.length);
  for (const partition of storedPartitions) {
    for (let from = 0; from < each; from += BATCH) {
      await insertBatch(warehouse, source, partition, from, Math.min(BATCH, each - from));
    }
  }
}

/** Every 400th stored event once more, as a producer does that did not hear that it was heard. */
export async function repeatSome(warehouse: Warehouse, stream: StreamName, columns: readonly string[]): Promise<void> {
  for (const partition of storedPartitions) {
    const base = await nextOffset(warehouse, stream, partition);
    await warehouse.exec(
      `INSERT INTO events_${stream} (_partition, _offset, _timestamp, ${columns.join(', ')})
       SELECT _partition, ${base} + rowNumberInAllBlocks(), _timestamp + toIntervalSecond(2), ${columns.join(', ')}
       FROM (SELECT * FROM events_${stream} WHERE _partition = ${partition} AND _offset % 400 = 7 ORDER BY _offset)
       SETTINGS max_threads = 1, max_insert_threads = 1`,
    );
  }
}

/** One row a chunk of 50,000 offsets, as the projector writes them beside its rows. */
export async function writeLedger(warehouse: Warehouse, streams: readonly StreamName[]): Promise<void> {
  for (const stream of streams) {
    await warehouse.exec(
      `INSERT INTO ingest_ledger (projection, epoch, topic, stream, partition, first_offset, last_offset, rows, dead, token, first_timestamp, last_timestamp)
       SELECT {projection:String}, 1, {topic:String}, stream, partition, min(offset), max(offset), count(), 0,
         concat({projection:String}, '/1/', {topic:String}, '/', toString(partition), '/', toString(min(offset)), '-', toString(max(offset))),
         min(kafka_at), max(kafka_at)
       FROM event_receipts WHERE stream = {stream:String}
       GROUP BY stream, partition, intDiv(offset, ${CHUNK_ROWS})`,
      { projection: warehouseProjection, topic: topicOf(stream), stream },
    );
  }
}
