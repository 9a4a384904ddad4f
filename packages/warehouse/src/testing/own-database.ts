import { randomUUID } from 'node:crypto';
import { createWarehouse, quoteName, type Warehouse } from '../client.ts';

/** A database of a test file's own on the shared engine. `drop` removes it and closes the connection. */
export function ownDatabase(url: string): { warehouse: Warehouse; drop(): Promise<void> } {
  const warehouse = createWarehouse({ url, database: `test_${randomUUID().replaceAll('-', '')}` });
  async function drop(): Promise<void> {
    await warehouse.exec(`DROP DATABASE IF EXISTS ${quoteName(warehouse.database)}`);
    await warehouse.close();
  }
  return { warehouse, drop };
}
