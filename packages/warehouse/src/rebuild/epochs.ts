/** Epochs: runs of the projection from the start of the log. Tokens and ledger rows carry theirs. */
import type { Warehouse } from '../client.ts';

const retiredName = (projection: string) => `${projection}/retired`;

/**
 * The epoch that a projector works in: the largest of its ledger, 1 when it has none. After `retireLedger` it is a new
 * one, as the same offsets may then hold other records, and an old token would make ClickHouse drop them.
 */
export async function activeEpoch(warehouse: Warehouse, projection: string): Promise<number> {
  const [row] = await warehouse.query<{ active: string | number; retired: string | number }>(
    `SELECT maxIf(epoch, \`projection\` = {projection:String}) AS active,
       maxIf(epoch, \`projection\` = {retired:String}) AS retired FROM ingest_ledger`,
    { projection, retired: retiredName(projection) },
  );
  const retired = Number(row?.retired ?? 0);
  return Math.max(1, Number(row?.active ?? 0), retired === 0 ? 0 : retired + 1);
}

/** The last epoch whose log was replaced, by a restored one for instance; 0 where none was. Its offsets mean nothing any more. */
export async function retiredEpoch(warehouse: Warehouse, projection: string): Promise<number> {
  const [row] = await warehouse.query<{ retired: string | number }>(
    'SELECT maxIf(epoch, `projection` = {retired:String}) AS retired FROM ingest_ledger',
    { retired: retiredName(projection) },
  );
  return Number(row?.retired ?? 0);
}

/**
 * Sets the ledger of a projection aside, because its log was made anew and is read from the start: the chunks will be cut
 * otherwise, and old ranges beside new ones would look like overlaps. The rows stay, under another projection's name.
 * @returns how many ranges were set aside.
 */
export async function retireLedger(warehouse: Warehouse, projection: string): Promise<number> {
  const names = { projection, retired: retiredName(projection) };
  const [row] = await warehouse.query<{ ranges: string | number }>(
    'SELECT count() AS ranges FROM ingest_ledger FINAL WHERE `projection` = {projection:String}',
    names,
  );
  // Copied first: what a crash leaves in both places is copied onto itself the next time.
  await warehouse.exec(
    `INSERT INTO ingest_ledger SELECT * REPLACE ({retired:String} AS \`projection\`)
     FROM ingest_ledger AS l FINAL WHERE l.\`projection\` = {projection:String} SETTINGS insert_deduplicate = 0`,
    names,
  );
  await warehouse.exec('DELETE FROM ingest_ledger WHERE `projection` = {projection:String}', names);
  return Number(row?.ranges ?? 0);
}
