/** Is the rebuilt the same as the live? Row hashes per bucket, below the ends, while live projecting goes on. */
import { type StreamName, streams } from '@rapport/events';
import { quoteName, type Warehouse } from '../client.ts';
import { beyondSql, endsOfStream, laterLettersSql, laterMarksSql } from './end-offsets.ts';
import type { RebuildState } from './rebuild-state.ts';
import { insertableColumns } from './rebuilt-tables.ts';

/** One row that is not the same on both sides. `lackedBy` is empty when both have it and differ in content. */
export type RowDifference = {
  lackedBy: 'live' | 'rebuilt' | '';
  partition: number;
  offset: bigint;
  /** '' for a dead letter. */
  eventId: string;
};

export type TableComparison = {
  table: string;
  /** The stream for events and receipts, '' for dead letters. */
  stream: StreamName | '';
  liveRows: number;
  rebuiltRows: number;
  /** Buckets that hold rows on either side, and those whose rows differ. */
  buckets: number;
  differentBuckets: number;
  /** The first differences found in them. */
  examples: RowDifference[];
};

/** One side of a comparison: `key` tells rows apart, `content` is what must be the same, `where` leaves out later rows. */
type Side = {
  key: string;
  content: string;
  bucket: string;
  place: string;
  eventId: string;
  from: string;
  where: string;
};

const BUCKETS = 4_096;
const OFFSETS_A_BUCKET = 10_000;
const DRILLED_BUCKETS = 64;
const EXAMPLES = 20;
// When it was inserted and from which of several equal copies a row came is the moment's, not the event's.
const OF_THE_MOMENT = new Set(['inserted_at', '_partition', '_offset', '_timestamp']);

type BucketRow = { bucket: string; live: string | number; rebuilt: string | number; same: 0 | 1 };

async function differentBuckets(warehouse: Warehouse, live: Side, rebuilt: Side): Promise<BucketRow[]> {
  const half = (side: Side, isLive: 0 | 1) =>
    `SELECT ${isLive} AS is_live, ${side.bucket} AS row_bucket, count() AS amount,
       sum(sipHash64(${side.key}, ${side.content})) AS row_content FROM ${side.from} WHERE ${side.where} GROUP BY row_bucket`;
  return warehouse.query<BucketRow>(
    `SELECT toString(row_bucket) AS bucket, sumIf(amount, is_live = 1) AS live, sumIf(amount, is_live = 0) AS rebuilt,
       live = rebuilt AND sumIf(row_content, is_live = 1) = sumIf(row_content, is_live = 0) AS same
     FROM (${half(live, 1)} UNION ALL ${half(rebuilt, 0)}) GROUP BY row_bucket`,
  );
}

type DifferenceRow = { in_live: 0 | 1; in_rebuilt: 0 | 1; place: [number, string]; event_id: string };

async function differencesIn(
  warehouse: Warehouse,
  live: Side,
  rebuilt: Side,
  buckets: readonly string[],
): Promise<RowDifference[]> {
  const half = (side: Side, isLive: 0 | 1) =>
    `SELECT ${isLive} AS is_live, ${side.key} AS row_key, sipHash64(${side.content}) AS row_content, ${side.place} AS row_place,
       ${side.eventId} AS row_event FROM ${side.from}
     WHERE ${side.where} AND has({buckets:Array(String)}, toString(${side.bucket}))`;
  const rows = await warehouse.query<DifferenceRow>(
    `SELECT max(is_live) AS in_live, 1 - min(is_live) AS in_rebuilt, any(row_place) AS place, any(row_event) AS event_id
     FROM (${half(live, 1)} UNION ALL ${half(rebuilt, 0)}) GROUP BY row_key
     HAVING in_live = 0 OR in_rebuilt = 0 OR uniqExact(row_content) > 1 ORDER BY place LIMIT ${EXAMPLES}`,
    { buckets },
  );
  return rows.map((row) => ({
    lackedBy: Number(row.in_live) === 0 ? 'live' : Number(row.in_rebuilt) === 0 ? 'rebuilt' : '',
    partition: Number(row.place[0]),
    offset: BigInt(row.place[1]),
    eventId: row.event_id,
  }));
}

async function compareSides(
  warehouse: Warehouse,
  about: Pick<TableComparison, 'table' | 'stream'>,
  live: Side,
  rebuilt: Side,
): Promise<TableComparison> {
  const buckets = await differentBuckets(warehouse, live, rebuilt);
  const different = buckets.filter(({ same }) => Number(same) === 0).map(({ bucket }) => bucket);
  const drilled = different.slice(0, DRILLED_BUCKETS);
  const examples = drilled.length === 0 ? [] : await differencesIn(warehouse, live, rebuilt, drilled);
  // A row that moved beyond the ends between the two halves of a question is no difference: the second look does not see it.
  const settled = examples.length === 0 && different.length <= DRILLED_BUCKETS;
  return {
    ...about,
    liveRows: buckets.reduce((sum, bucket) => sum + Number(bucket.live), 0),
    rebuiltRows: buckets.reduce((sum, bucket) => sum + Number(bucket.rebuilt), 0),
    buckets: buckets.length,
    differentBuckets: settled ? 0 : different.length,
    examples,
  };
}

async function sortingKey(warehouse: Warehouse, database: string, table: string): Promise<string> {
  const [row] = await warehouse.query<{ sorting_key: string }>(
    'SELECT sorting_key FROM system.tables WHERE database = {database:String} AND name = {table:String}',
    { database, table },
  );
  return row?.sorting_key ?? 'event_id';
}

async function compareEvents(warehouse: Warehouse, state: RebuildState, stream: StreamName): Promise<TableComparison> {
  const table = `events_${stream}`;
  const ends = endsOfStream(state, stream);
  const columns = await insertableColumns(warehouse, state.database, table);
  const content = columns.filter((name) => !OF_THE_MOMENT.has(name)).map(quoteName);
  const key = `tuple(${await sortingKey(warehouse, state.database, table)})`;
  // An event that came again after the ends may have changed its row: it is left out on both sides.
  const again = `SELECT event_id FROM ${quoteName(warehouse.database)}.event_receipts
    WHERE stream = '${stream}' AND ${beyondSql(ends, 'partition', 'offset')}`;
  const side = (database: string): Side => ({
    key,
    content: `tuple(${content.join(', ')})`,
    bucket: `sipHash64(${key}) % ${BUCKETS}`,
    place: '(_partition, toString(_offset))',
    eventId: 'toString(event_id)',
    from: `${quoteName(database)}.${table} FINAL`,
    where: `NOT (${beyondSql(ends, '_partition', '_offset')}) AND event_id NOT IN (${again})`,
  });
  return compareSides(warehouse, { table, stream }, side(warehouse.database), side(state.database));
}

function compareReceipts(warehouse: Warehouse, state: RebuildState, stream: StreamName): Promise<TableComparison> {
  const side = (database: string): Side => ({
    key: '(partition, offset)',
    content: 'tuple(event_id, type, programme_id, occurred_at, recorded_at, kafka_at)',
    bucket: `(partition, intDiv(offset, ${OFFSETS_A_BUCKET}))`,
    place: '(partition, toString(offset))',
    eventId: 'toString(event_id)',
    from: `${quoteName(database)}.event_receipts FINAL`,
    where: `stream = '${stream}' AND NOT (${beyondSql(endsOfStream(state, stream), 'partition', 'offset')})`,
  });
  const about = { table: 'event_receipts', stream };
  return compareSides(warehouse, about, side(warehouse.database), side(state.database));
}

function compareLetters(warehouse: Warehouse, state: RebuildState): Promise<TableComparison> {
  const later = laterLettersSql(state);
  // A record that both refused may have its letter on the topic only after the ends: left out on both sides.
  const late = `SELECT topic, partition, offset FROM ${quoteName(warehouse.database)}.dead_letters WHERE ${later}`;
  const side = (database: string): Side => ({
    key: '(topic, partition, offset)',
    content: 'tuple(code, field, key, value)',
    bucket: `(topic, partition, intDiv(offset, ${OFFSETS_A_BUCKET}))`,
    place: '(partition, toString(offset))',
    eventId: "''",
    from: `${quoteName(database)}.dead_letters FINAL`,
    where: `NOT ${later} AND (topic, partition, offset) NOT IN (${late})`,
  });
  const about = { table: 'dead_letters', stream: '' as const };
  return compareSides(warehouse, about, side(warehouse.database), side(state.database));
}

function compareMarks(warehouse: Warehouse, state: RebuildState): Promise<TableComparison> {
  const side = (database: string): Side => ({
    key: '(topic, partition, offset, mark_partition, mark_offset)',
    content: 'tuple(status, marked_at, marked_by, reason, retried_partition, retried_offset)',
    bucket: `(mark_partition, intDiv(mark_offset, ${OFFSETS_A_BUCKET}))`,
    place: '(partition, toString(offset))',
    eventId: "''",
    from: `${quoteName(database)}.dead_letter_marks FINAL`,
    where: `NOT (${laterMarksSql(state)})`,
  });
  const about = { table: 'dead_letter_marks', stream: '' as const };
  return compareSides(warehouse, about, side(warehouse.database), side(state.database));
}

/**
 * Holds the rebuilt tables against the live ones, as far as the rebuild has read: event rows after FINAL by content,
 * receipts by place, dead letters and their marks by place and reason. Rows of later records are left out on both sides.
 */
export async function compareRebuild(warehouse: Warehouse, state: RebuildState): Promise<TableComparison[]> {
  const comparisons: TableComparison[] = [];
  for (const { name } of streams) {
    comparisons.push(await compareEvents(warehouse, state, name));
    comparisons.push(await compareReceipts(warehouse, state, name));
  }
  comparisons.push(await compareLetters(warehouse, state), await compareMarks(warehouse, state));
  return comparisons;
}

export function isSame(comparisons: readonly TableComparison[]): boolean {
  return comparisons.every(({ differentBuckets }) => differentBuckets === 0);
}
