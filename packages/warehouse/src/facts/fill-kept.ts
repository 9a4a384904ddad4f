/** Fills the kept tables: wholly from the events, or from what is kept and what has changed since. */
import { streams } from '@rapport/events';
import type { Warehouse } from '../client.ts';
import { allCorrectionsSql } from './dirty-keys.ts';
import { type KeptName, keptNames } from './kept-rules.ts';
import {
  absorbSql,
  bookkeepingSql,
  CORRECTIONS,
  fillSql,
  freshTable,
  freshTableSql,
  keptTable,
  keptTableSql,
  nextTable,
} from './kept-tables.ts';

export function createKeptFiller(warehouse: Warehouse) {
  async function makeBookkeeping(): Promise<void> {
    for (const sql of bookkeepingSql) await warehouse.exec(sql);
  }

  async function makeNext(name: KeptName): Promise<void> {
    await warehouse.exec(`DROP TABLE IF EXISTS ${nextTable(name)} SYNC`);
    await warehouse.exec(keptTableSql(name, nextTable(name)));
  }

  async function swapIn(name: KeptName): Promise<void> {
    await warehouse.exec(`EXCHANGE TABLES ${nextTable(name)} AND ${keptTable(name)}`);
    await warehouse.exec(`DROP TABLE ${nextTable(name)} SYNC`);
    // In between both hold the same groups, which is as good: the fresh ones cover the kept ones.
    await warehouse.exec(`TRUNCATE TABLE ${freshTable(name)}`);
  }

  /** Everything that had happened by `now` (SQL). `anew`: the tables have another shape, so they are made again. */
  async function fillAll(now: string, anew: boolean, between: () => Promise<unknown>): Promise<void> {
    await makeBookkeeping();
    await warehouse.exec(`TRUNCATE TABLE ${CORRECTIONS}`);
    for (const { name } of streams) await warehouse.exec(allCorrectionsSql(name));
    for (const name of keptNames) {
      if (anew) {
        await warehouse.exec(`DROP TABLE IF EXISTS ${keptTable(name)} SYNC`);
        await warehouse.exec(`DROP TABLE IF EXISTS ${freshTable(name)} SYNC`);
      }
      await warehouse.exec(keptTableSql(name, keptTable(name)));
      await warehouse.exec(freshTableSql(name));
      await makeNext(name);
      await warehouse.exec(fillSql(name, nextTable(name), now));
      await swapIn(name);
      await between();
    }
  }

  /** Takes the changed groups into the filling where they have become many. Whether it did. */
  async function absorb(name: KeptName, many: number): Promise<boolean> {
    const [row] = await warehouse.query<{ n: string }>(
      `SELECT toString(uniq(_group)) AS n FROM ${freshTable(name)} WHERE _marker`,
    );
    if (Number(row?.n ?? 0) < many) return false;
    await makeNext(name);
    await warehouse.exec(absorbSql(name, nextTable(name)));
    await swapIn(name);
    return true;
  }

  /** The latest version among the changed groups of a relation; 0 where none has changed. */
  async function latestVersion(name: KeptName): Promise<bigint> {
    const [row] = await warehouse.query<{ latest: string }>(
      `SELECT toString(max(_version)) AS latest FROM ${freshTable(name)}`,
    );
    return BigInt(row?.latest ?? 0);
  }

  return { makeBookkeeping, fillAll, absorb, latestVersion };
}
