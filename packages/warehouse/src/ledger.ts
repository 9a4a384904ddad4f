import type { StreamName } from '@rapport/events';
import type { Warehouse } from './client.ts';

/** One written chunk as the ledger has it, with what the receipts say about it. Offsets are inclusive. */
export type LedgerRange = {
  topic: string;
  stream: StreamName;
  partition: number;
  firstOffset: bigint;
  lastOffset: bigint;
  /** Records that became rows, by the ledger. */
  rows: number;
  /** Records that went to the dead letters. */
  dead: number;
  /** Records of the range that the receipts have. */
  receipts: number;
  token: string;
  /** UTC, `YYYY-MM-DD hh:mm:ss.sss`. */
  insertedAt: string;
};

type RangeRow = {
  topic: string;
  stream: StreamName;
  partition: number;
  first_offset: string;
  last_offset: string;
  rows: string | number;
  dead: string | number;
  receipts: string | number;
  token: string;
  inserted_at: string;
};

// Receipts are counted once, as a running count by offset; each range takes the difference at its two ends. So ranges
// that overlap are counted right too, and a million receipts against a thousand ranges cost one sort-free pass.
const RANGES = `WITH running AS (
  SELECT stream, partition, offset, toInt64(row_number() OVER (PARTITION BY stream, partition ORDER BY offset)) AS seen
  FROM event_receipts FINAL
), ranges AS (
  SELECT * FROM ingest_ledger FINAL WHERE \`projection\` = {projection:String} AND epoch = {epoch:UInt32}
)
SELECT l.topic AS topic, l.stream AS stream, l.partition AS partition, toString(l.first_offset) AS first_offset,
  toString(l.last_offset) AS last_offset, l.rows AS rows, l.dead AS dead, l.upto - before.seen AS receipts,
  l.token AS token, l.inserted_at AS inserted_at
FROM (
  SELECT r.*, upto.seen AS upto, r.first_offset - 1 AS previous_offset FROM ranges AS r
  ASOF LEFT JOIN running AS upto ON upto.stream = r.stream AND upto.partition = r.partition AND r.last_offset >= upto.offset
) AS l
ASOF LEFT JOIN running AS before ON before.stream = l.stream AND before.partition = l.partition AND l.previous_offset >= before.offset
ORDER BY l.topic, l.partition, l.first_offset, l.last_offset`;

export type LedgerOwner = { projection: string; epoch: number };

/** Every written chunk of a projection with the receipts found for it, by topic, partition and offset. */
export async function ledgerRanges(warehouse: Warehouse, owner: LedgerOwner): Promise<LedgerRange[]> {
  const rows = await warehouse.query<RangeRow>(RANGES, owner);
  return rows.map((row) => ({
    topic: row.topic,
    stream: row.stream,
    partition: row.partition,
    firstOffset: BigInt(row.first_offset),
    lastOffset: BigInt(row.last_offset),
    rows: Number(row.rows),
    dead: Number(row.dead),
    receipts: Number(row.receipts),
    token: row.token,
    insertedAt: row.inserted_at,
  }));
}

/** Per topic, the latest Kafka timestamp (epoch milliseconds) that is stored: how far the projection has come in time. */
export async function topicWatermarks(
  warehouse: Warehouse,
  owner: LedgerOwner,
): Promise<{ topic: string; timestampMs: number }[]> {
  const rows = await warehouse.query<{ topic: string; latest: string | number }>(
    `SELECT topic, toUnixTimestamp64Milli(assumeNotNull(max(last_timestamp))) AS latest FROM ingest_ledger FINAL
     WHERE \`projection\` = {projection:String} AND epoch = {epoch:UInt32} AND last_timestamp IS NOT NULL
     GROUP BY topic ORDER BY topic`,
    owner,
  );
  return rows.map(({ topic, latest }) => ({ topic, timestampMs: Number(latest) }));
}
