/** Which events belong to a release: those that were stored when it was made, whenever others say that they were recorded. */
import { streams } from '@rapport/events';
import type { Warehouse } from '../client.ts';
import type { FeedPosition } from '../feed/feed-position.ts';
import { storedEnds } from '../feed/stored-ends.ts';
import { warehouseProjection } from '../projection.ts';
import { activeEpoch } from '../rebuild/epochs.ts';
import type { EventSource } from '../relations/bounds.ts';

/** By stream and partition, the last offset that belongs to it. */
export type ReleasePositions = FeedPosition;

/** After this time nobody waits for a hole in what is stored to be filled any more. */
const HOLE_SECONDS = 600;

type BehindRow = { partition: number; last: string | number; oldest: string | number };

const BEHIND = `SELECT partition, max(last_offset) AS last, dateDiff('second', min(inserted_at), now64(3)) AS oldest
FROM ingest_ledger
WHERE \`projection\` = {projection:String} AND epoch = {epoch:UInt32} AND stream = {stream:String}
  AND last_offset > transform(partition, {partitions:Array(Int32)}, {offsets:Array(Int64)}, toInt64(-1))
GROUP BY partition`;

/**
 * How far the events are stored now, without a gap: what lies behind a gap may still get something before it, unless the gap is
 * old. Throws WarehouseError.
 */
export async function releasePositions(warehouse: Warehouse): Promise<{ epoch: number; positions: ReleasePositions }> {
  const epoch = await activeEpoch(warehouse, warehouseProjection);
  const positions: Record<string, Record<string, number>> = {};
  for (const { name } of streams) {
    const ends = await storedEnds(warehouse, name, {});
    const behind = await warehouse.query<BehindRow>(BEHIND, {
      ...{ projection: warehouseProjection, epoch, stream: name },
      partitions: Object.keys(ends).map(Number),
      offsets: Object.values(ends),
    });
    const old = behind.filter(({ oldest }) => Number(oldest) > HOLE_SECONDS);
    positions[name] = { ...ends, ...Object.fromEntries(old.map(({ partition, last }) => [partition, Number(last)])) };
  }
  return { epoch, positions };
}

function withinSql(ends: Readonly<Record<string, number>>): string {
  const partitions = Object.keys(ends).map((one) => `toInt32(${Number(one)})`);
  if (partitions.length === 0) return '0';
  const offsets = Object.values(ends).map((one) => `toInt64(${Number(one)})`);
  return `_offset <= transform(_partition, [${partitions.join(', ')}], [${offsets.join(', ')}], toInt64(-1))`;
}

/** The events up to these positions, for folds. */
export function eventsUpTo(positions: ReleasePositions): EventSource {
  return (stream) => `(SELECT * FROM events_${stream} FINAL WHERE ${withinSql(positions[stream] ?? {})})`;
}
