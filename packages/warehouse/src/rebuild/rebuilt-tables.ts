/** Which tables a rebuild makes anew, and what of their columns is the log's and not the moment's. */
import { type StreamName, streams } from '@rapport/events';
import type { Warehouse } from '../client.ts';

export type RebuiltTable =
  | { name: string; kind: 'events'; stream: StreamName }
  | { name: string; kind: 'receipts' | 'ledger' | 'letters' | 'marks' };

/** In the order in which they change places: rows before what tells of them. */
export const rebuiltTables: readonly RebuiltTable[] = [
  ...streams.map(({ name }) => ({ name: `events_${name}`, kind: 'events' as const, stream: name })),
  { name: 'event_receipts', kind: 'receipts' },
  { name: 'dead_letters', kind: 'letters' },
  { name: 'dead_letter_marks', kind: 'marks' },
  { name: 'ingest_ledger', kind: 'ledger' },
];

/** The columns that can be inserted into, in order. */
export async function insertableColumns(warehouse: Warehouse, database: string, table: string): Promise<string[]> {
  const rows = await warehouse.query<{ name: string }>(
    `SELECT name FROM system.columns WHERE database = {database:String} AND table = {table:String}
     AND default_kind NOT IN ('MATERIALIZED', 'ALIAS', 'EPHEMERAL') ORDER BY position`,
    { database, table },
  );
  return rows.map(({ name }) => name);
}
