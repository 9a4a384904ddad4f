/** The ledger as the auditor reads it: chunks that follow each other are added up where they lie, only breaks come over. */
import type { StreamName } from '@rapport/events';
import type { LedgerRun, MiscountedChunk, Span } from './audit.ts';
import type { Warehouse } from './client.ts';

export type PlacedRun = LedgerRun & { topic: string; stream: StreamName; partition: number };

type RunRow = {
  epoch: number;
  topic: string;
  stream: StreamName;
  partition: number;
  first: string;
  last: string;
  chunks: string | number;
  rows: string | number;
  dead: string | number;
  backward: number;
};

// A chunk that was written again is one: its first writing counts, as a repetition is no move backward. A run breaks where
// the next chunk does not begin right behind it, or where being written too late begins or ends.
const RUNS = `WITH chunks AS (
  SELECT epoch, topic, any(stream) AS stream, partition, first_offset, last_offset, argMax(rows, inserted_at) AS rows,
    argMax(dead, inserted_at) AS dead, min(inserted_at) AS written
  FROM ingest_ledger AS l WHERE l.\`projection\` = {projection:String}
  GROUP BY epoch, topic, partition, first_offset, last_offset
), placed AS (
  SELECT *, written > min(written) OVER behind AS is_backward, lagInFrame(last_offset, 1, -2) OVER by_offset AS before
  FROM chunks
  WINDOW by_offset AS (PARTITION BY epoch, topic, partition ORDER BY first_offset, last_offset ROWS BETWEEN 1 PRECEDING AND CURRENT ROW),
    behind AS (PARTITION BY epoch, topic, partition ORDER BY first_offset, last_offset ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
), broken AS (
  SELECT *, first_offset != before + 1 OR is_backward != lagInFrame(is_backward, 1, 2) OVER by_offset AS breaks
  FROM placed
  WINDOW by_offset AS (PARTITION BY epoch, topic, partition ORDER BY first_offset, last_offset ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
), numbered AS (
  SELECT *, sum(breaks) OVER (
    PARTITION BY epoch, topic, partition ORDER BY first_offset, last_offset ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS run
  FROM broken
)
SELECT epoch, topic, any(stream) AS stream, partition, toString(min(first_offset)) AS first, toString(max(last_offset)) AS last,
  count() AS chunks, sum(numbered.rows) AS rows, sum(numbered.dead) AS dead, max(is_backward) AS backward
FROM numbered GROUP BY epoch, topic, partition, run ORDER BY topic, partition, min(first_offset), epoch`;

/** Every run of the projection's ledger, all epochs, by topic, partition and offset. */
export async function ledgerRuns(warehouse: Warehouse, projection: string): Promise<PlacedRun[]> {
  const rows = await warehouse.query<RunRow>(RUNS, { projection });
  return rows.map(({ epoch, topic, stream, partition, first, last, chunks, rows: stored, dead, backward }) => ({
    ...{ epoch, topic, stream, partition, firstOffset: BigInt(first), lastOffset: BigInt(last) },
    ...{ chunks: Number(chunks), rows: Number(stored), dead: Number(dead), backward: Number(backward) === 1 },
  }));
}

// Receipts find their chunk by the last first offset at or before their own: chunks of a run do not overlap.
const MISCOUNTED = `WITH chunks AS (
  SELECT first_offset, last_offset, argMax(rows, inserted_at) AS rows FROM ingest_ledger AS l
  WHERE l.\`projection\` = {projection:String} AND epoch = {epoch:UInt32} AND topic = {topic:String} AND partition = {partition:Int32}
    AND first_offset >= {first:Int64} AND last_offset <= {last:Int64}
  GROUP BY first_offset, last_offset
), received AS (
  SELECT c.first_offset AS first_offset, count() AS receipts
  FROM (
    SELECT 1 AS one, offset FROM event_receipts FINAL
    WHERE stream = {stream:String} AND partition = {partition:Int32} AND offset BETWEEN {first:Int64} AND {last:Int64}
  ) AS r ASOF JOIN (SELECT 1 AS one, first_offset FROM chunks) AS c ON c.one = r.one AND r.offset >= c.first_offset
  GROUP BY first_offset
)
SELECT toString(c.first_offset) AS first, toString(c.last_offset) AS last, c.rows AS rows, r.receipts AS receipts
FROM chunks AS c LEFT JOIN received AS r ON r.first_offset = c.first_offset
WHERE c.rows != r.receipts ORDER BY c.first_offset LIMIT 100`;

/** The chunks of a run whose receipts are not as many as the ledger says, the first hundred. */
export async function miscountedChunks(
  warehouse: Warehouse,
  projection: string,
  { epoch, topic, stream, partition, firstOffset, lastOffset }: PlacedRun,
): Promise<MiscountedChunk[]> {
  const place = { projection, epoch, topic, stream, partition };
  const rows = await warehouse.query<{ first: string; last: string; rows: string | number; receipts: string | number }>(
    MISCOUNTED,
    { ...place, first: String(firstOffset), last: String(lastOffset) },
  );
  return rows.map(({ first, last, rows: expected, receipts }) => ({
    ...{ firstOffset: BigInt(first), lastOffset: BigInt(last) },
    ...{ rows: Number(expected), receipts: Number(receipts) },
  }));
}

/** A place in the log by its stream. */
export type StreamPlace = { topic: string; stream: StreamName; partition: number };

const HOLES = `SELECT toString(before + 1) AS first, toString(offset - 1) AS last FROM (
  SELECT offset, lagInFrame(offset, 1, {first:Int64} - 1) OVER (ORDER BY offset ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before
  FROM (
    SELECT offset FROM event_receipts WHERE stream = {stream:String} AND partition = {partition:Int32}
      AND offset BETWEEN {first:Int64} AND {last:Int64}
    UNION ALL
    SELECT offset FROM dead_letters WHERE topic = {topic:String} AND partition = {partition:Int32}
      AND offset BETWEEN {first:Int64} AND {last:Int64}
    UNION ALL SELECT {last:Int64} + 1
  )
) WHERE offset > before + 1 ORDER BY before LIMIT {most:UInt32}`;

/** Where in a span there is neither a receipt nor a dead letter: at most `most` places, in order. */
export async function holesIn(
  warehouse: Warehouse,
  { topic, stream, partition }: StreamPlace,
  { firstOffset, lastOffset }: Span,
  most: number,
): Promise<Span[]> {
  const parameters = { topic, stream, partition, first: String(firstOffset), last: String(lastOffset), most };
  const rows = await warehouse.query<{ first: string; last: string }>(HOLES, parameters);
  return rows.map(({ first, last }) => ({ firstOffset: BigInt(first), lastOffset: BigInt(last) }));
}
