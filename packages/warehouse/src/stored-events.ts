import { type StreamName, streams } from '@rapport/events';
import type { Warehouse } from './client.ts';

/** What a stream's events say against its receipts. All three are 0 when nothing is wrong. */
export type StoredEvents = {
  stream: StreamName;
  /** Events that were received and are in no row: loss. */
  lost: number;
  /** Events in rows that no receipt tells of: put there by somebody else. */
  unexplained: number;
  /** Rows beyond one per event id: ids that their producer used for several entities, each of which counts. */
  reused: number;
};

function checkOf(stream: StreamName): string {
  const table = `events_${stream}`;
  const receipts = `event_receipts WHERE stream = '${stream}'`;
  // A row and its receipt appear one moment after the other, so the newest are left for the next audit.
  const settled = 'inserted_at <= now64(3) - toIntervalSecond({settledSeconds:UInt32})';
  return `SELECT '${stream}' AS stream, toUInt32(count() - uniqExact(event_id)) AS reused,
  toUInt32((SELECT uniqExact(event_id) FROM ${receipts} AND ${settled}
    AND event_id NOT IN (SELECT event_id FROM ${table}))) AS lost,
  toUInt32((SELECT uniqExact(event_id) FROM ${table} WHERE ${settled}
    AND event_id NOT IN (SELECT event_id FROM ${receipts}))) AS unexplained
  FROM ${table} FINAL`;
}

/** Holds the event rows of every stream against its receipts, but for those of the last `settledSeconds`. */
export async function checkStoredEvents(warehouse: Warehouse, settledSeconds = 5): Promise<StoredEvents[]> {
  const sql = streams.map(({ name }) => checkOf(name)).join('\nUNION ALL ');
  return warehouse.query<StoredEvents>(sql, { settledSeconds });
}
