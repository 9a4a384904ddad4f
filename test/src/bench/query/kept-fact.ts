/** The tables that insights keeps facts in: when they are filled, and how they are read by hand. */
import type { Warehouse } from '@rapport/warehouse';
import { eventually } from '../../eventually.ts';

const BEGUN_WITHIN_MS = 20_000;
const FILLED_WITHIN_MS = 1_800_000;

async function isThere(warehouse: Warehouse, table: string): Promise<boolean> {
  const [row] = await warehouse.query<{ n: string }>(
    'SELECT toString(count()) AS n FROM system.tables WHERE database = currentDatabase() AND name = {table:String}',
    { table },
  );
  return row?.n === '1';
}

async function isFilled(warehouse: Warehouse): Promise<boolean> {
  const [row] = await warehouse.query<{ n: string }>(
    // Progress is also noted when a filling begins.
    `SELECT if(count() = 0 OR JSONExtractBool(argMax(value, updated_at), 'filling'), '0', '1') AS n
     FROM kept_state WHERE name = 'progress'`,
  );
  return row?.n === '1';
}

/** Where a fact is read by hand. */
export type FactSource = (name: string) => string;

/**
 * Waits until insights has filled its tables. Where a fact is read by hand then: the rows that the catalogue reads too, as
 * nothing has changed since the filling when they are compared. An insights that keeps nothing has the views only.
 */
export async function whenKept(warehouse: Warehouse): Promise<FactSource> {
  const begins = eventually('a keeper', () => isThere(warehouse, 'kept_state'), BEGUN_WITHIN_MS);
  const keeps = await begins.catch(() => false);
  if (!keeps) return (name) => name;
  await eventually('the facts to be kept', () => isFilled(warehouse), FILLED_WITHIN_MS);
  return (name) => `kept_${name}`;
}
