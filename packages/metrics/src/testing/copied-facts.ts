/** Facts laid down as tables: for tests that ask the whole catalogue, where folding anew each time would take minutes. */
import { type RelationName, relationNames, relationSql, type Warehouse } from '@rapport/warehouse';

/** Copies every relation as of a moment; gives what the engine then reads instead. Granules are small, so that threads share. */
export async function copyFacts(warehouse: Warehouse, asOf: string): Promise<(name: RelationName) => string> {
  for (const name of relationNames) {
    await warehouse.exec(
      `CREATE TABLE copy_of_${name} ENGINE = MergeTree ORDER BY tuple() SETTINGS index_granularity = 64
       AS ${relationSql(name)}`,
      { as_of: asOf, known_at: asOf },
    );
  }
  return (name) => `SELECT * FROM copy_of_${name}`;
}
