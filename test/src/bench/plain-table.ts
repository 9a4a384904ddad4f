/** The table that everybody writes into: the columns of a meeting event and where it came from, no views, no folds. */
import { migrate, type Warehouse } from '@rapport/warehouse';

const computed = new Set(['inserted_at', '_precedence']);

/** The columns that are sent, as `name type`, in the order of the event table. */
async function meetingColumns(warehouse: Warehouse): Promise<string> {
  const rows = await warehouse.query<{ name: string; type: string }>(
    "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = 'events_meeting' ORDER BY position",
  );
  const sent = rows.filter(({ name }) => !computed.has(name));
  return sent.map(({ name, type }) => `\`${name}\` ${type}`).join(', ');
}

/** Migrates, then puts a plain MergeTree in the place of `events_meeting`; the ledger stays, the views of receipts go. */
export async function preparePlainDatabase(warehouse: Warehouse): Promise<string> {
  await migrate(warehouse);
  const columns = await meetingColumns(warehouse);
  const views = await warehouse.query<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'MaterializedView'",
  );
  for (const { name } of views) await warehouse.exec(`DROP TABLE \`${name}\` SYNC`);
  await warehouse.exec('DROP TABLE events_meeting SYNC');
  // The projector refuses a table that would not drop a repeated chunk; the others send no tokens and have no use of it.
  await warehouse.exec(
    `CREATE TABLE events_meeting (${columns}) ENGINE = MergeTree ORDER BY (programme_id, meeting_id, event_id)
     SETTINGS non_replicated_deduplication_window = 10000`,
  );
  return columns;
}
