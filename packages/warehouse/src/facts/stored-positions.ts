/** How far the log is stored. */
import type { Warehouse } from '../client.ts';
import type { Positions } from './dirty-keys.ts';

type LedgerRow = { stream: string; partition: number; last: string };

/** Of each stream and partition, the last offset that is stored. Throws WarehouseError. */
export async function storedPositions(warehouse: Warehouse): Promise<Positions> {
  const rows = await warehouse.query<LedgerRow>(
    'SELECT stream, partition, toString(max(last_offset)) AS last FROM ingest_ledger GROUP BY stream, partition ORDER BY stream, partition',
  );
  const found: Record<string, Record<string, number>> = {};
  for (const { stream, partition, last } of rows) found[stream] = { ...found[stream], [partition]: Number(last) };
  return found;
}

/** Whether the log is stored up to these positions and no further. Throws WarehouseError. */
export async function standsAt(warehouse: Warehouse, positions: Positions | undefined): Promise<boolean> {
  return positions !== undefined && JSON.stringify(await storedPositions(warehouse)) === JSON.stringify(positions);
}
