/** Up to where the log is stored without a gap: what lies beyond may still get something before it. */
import type { Warehouse } from '../client.ts';
import { warehouseProjection } from '../projection.ts';
import { activeEpoch } from '../rebuild/epochs.ts';
import type { FeedPosition } from './feed-position.ts';

type ChunkRow = { partition: number; first: string; last: string; young: 0 | 1 };

/** Chunks of one partition that are looked at: more than are ever stored at the same time. */
const CHUNKS = 2_000;
/** The first chunk of all may still come, while the one behind it is this young. */
const YOUNG_SECONDS = 60;

const CHUNKS_BEHIND = `SELECT partition, toString(first_offset) AS first, toString(max(last_offset)) AS last,
  min(inserted_at) > now64(3) - INTERVAL ${YOUNG_SECONDS} SECOND AS young
FROM ingest_ledger
WHERE \`projection\` = {projection:String} AND epoch = {epoch:UInt32} AND stream = {stream:String} AND last_offset > transform(partition, {partitions:Array(Int32)}, {offsets:Array(Int64)}, toInt64(-1))
GROUP BY partition, first_offset ORDER BY partition, first_offset LIMIT ${CHUNKS} BY partition`;

/** The last offset that follows `from` without a gap. */
function endOf(chunks: readonly ChunkRow[], from: number | undefined): number | undefined {
  const [earliest] = chunks;
  if (earliest === undefined) return from;
  const begins = Number(earliest.first);
  if (from === undefined && begins > 0 && earliest.young === 1) return undefined;
  // A log whose beginning was deleted: what is not stored by now never will be.
  let end = from ?? begins - 1;
  for (const { first, last } of chunks) {
    if (Number(first) > end + 1) break;
    end = Math.max(end, Number(last));
  }
  return end;
}

async function stepEnds(
  warehouse: Warehouse,
  { stream, epoch }: { stream: string; epoch: number },
  from: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const rows = await warehouse.query<ChunkRow>(CHUNKS_BEHIND, {
    ...{ projection: warehouseProjection, epoch, stream },
    partitions: Object.keys(from).map(Number),
    offsets: Object.values(from),
  });
  const ends: Record<string, number> = { ...from };
  for (const [partition, chunks] of Map.groupBy(rows, (row) => String(row.partition))) {
    const end = endOf(chunks, from[partition]);
    if (end !== undefined) ends[partition] = end;
  }
  return ends;
}

/**
 * Per partition, the last offset up to which everything behind `from` is stored: rows and ledger. A chunk whose writing was
 * cut off has no line in the ledger, so that neither its rows nor those of later chunks count before it was written again.
 */
export async function storedEnds(
  warehouse: Warehouse,
  stream: string,
  from: FeedPosition[string],
): Promise<Record<string, number>> {
  const epoch = await activeEpoch(warehouse, warehouseProjection);
  let ends: Record<string, number> = { ...from };
  for (;;) {
    const further = await stepEnds(warehouse, { stream, epoch }, ends);
    const moved = Object.entries(further).some(([partition, end]) => end !== ends[partition]);
    ends = further;
    if (!moved) return ends;
  }
}
