/** What is odd in the latest part of the ledger by itself: a check light enough for a running projector. */
import type { Warehouse } from './client.ts';

/**
 * Counts over the chunks of the last hours: offsets between two of them that none covers, chunks that begin inside another,
 * and chunks written after one that lies behind them. All zero unless events were lost or counted twice by a fault of ours.
 */
export type LedgerFindings = { gap: number; overlap: number; backward: number };

// A repeated chunk is one: its first writing counts. Rows not merged yet are not waited for, as only a few are grouped.
const FINDINGS = `WITH chunks AS (
  SELECT epoch, topic, partition, first_offset, last_offset, min(inserted_at) AS written FROM ingest_ledger
  WHERE \`projection\` = {projection:String} AND inserted_at > now64(3) - toIntervalSecond({seconds:UInt32})
  GROUP BY epoch, topic, partition, first_offset, last_offset
), placed AS (
  SELECT first_offset, last_offset,
    max(last_offset) OVER by_offset AS reached, count() OVER by_offset AS lower,
    max(first_offset) OVER by_time AS furthest, count() OVER by_time AS earlier
  FROM chunks
  WINDOW by_offset AS (
    PARTITION BY epoch, topic, partition ORDER BY first_offset, last_offset ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ), by_time AS (
    PARTITION BY epoch, topic, partition ORDER BY written, first_offset ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  )
)
SELECT countIf(lower > 0 AND first_offset > reached + 1) AS gap, countIf(lower > 0 AND first_offset <= reached) AS overlap,
  countIf(earlier > 0 AND last_offset < furthest) AS backward
FROM placed`;

const LOOK_BACK_SECONDS = 6 * 3_600;

/**
 * Looks through what was written in the last `lookBackSeconds` (by default six hours), each epoch of the projection by itself.
 * `rapport audit` compares all of the ledger with the log and the rows; this only asks ClickHouse. Rejects with WarehouseError.
 */
export async function recentLedgerFindings(
  warehouse: Warehouse,
  projection: string,
  lookBackSeconds = LOOK_BACK_SECONDS,
): Promise<LedgerFindings> {
  const [row] = await warehouse.query<Record<keyof LedgerFindings, string | number>>(FINDINGS, {
    projection,
    seconds: lookBackSeconds,
  });
  return { gap: Number(row?.gap ?? 0), overlap: Number(row?.overlap ?? 0), backward: Number(row?.backward ?? 0) };
}
