/** Fills the kept tables: wholly from the events, or from what is kept and what has changed since. */
import { streams } from '@rapport/events';
import { quoteName, type Warehouse } from '../client.ts';
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
  NEXT,
  nextTable,
} from './kept-tables.ts';

/** The lease went to another keeper while this one was at work: what it made is of no use. */
class LeaseLostError extends Error {
  readonly code = 'LEASE_LOST';
  readonly retriable = true;
}

/** `holder` names the keeper; `holds` says whether the lease is still its own. */
export type FillerDependencies = { warehouse: Warehouse; holder: string; holds: () => Promise<boolean> };

export function createKeptFiller({ warehouse, holder, holds }: FillerDependencies) {
  const next = (name: KeptName) => nextTable(name, holder);

  async function makeBookkeeping(): Promise<void> {
    for (const sql of bookkeepingSql) await warehouse.exec(sql);
  }

  async function makeNext(name: KeptName): Promise<void> {
    await warehouse.exec(`DROP TABLE IF EXISTS ${next(name)} SYNC`);
    await warehouse.exec(keptTableSql(name, next(name)));
  }

  async function swapIn(name: KeptName): Promise<void> {
    if (!(await holds())) {
      await warehouse.exec(`DROP TABLE IF EXISTS ${next(name)} SYNC`);
      throw new LeaseLostError('another keeper of facts is at work');
    }
    await warehouse.exec(`EXCHANGE TABLES ${next(name)} AND ${keptTable(name)}`);
    await warehouse.exec(`DROP TABLE ${next(name)} SYNC`);
    // In between both hold the same groups, which is as good: the fresh ones cover the kept ones.
    await warehouse.exec(`TRUNCATE TABLE ${freshTable(name)}`);
  }

  /** Half-made fillings of keepers that are gone. */
  async function dropLeftovers(): Promise<void> {
    const left = await warehouse.query<{ name: string }>(
      `SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, '${NEXT}')
       AND metadata_modification_time < now() - INTERVAL 1 HOUR`,
    );
    for (const { name } of left) await warehouse.exec(`DROP TABLE IF EXISTS ${quoteName(name)} SYNC`);
  }

  /** Everything that had happened by `now` (SQL). `anew`: the tables have another shape, so they are made again. */
  async function fillAll(now: string, anew: boolean): Promise<void> {
    await makeBookkeeping();
    await dropLeftovers();
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
      await warehouse.exec(fillSql(name, next(name), now));
      await swapIn(name);
    }
  }

  /** Takes the changed groups into the filling where they have become many. Whether it did. */
  async function absorb(name: KeptName, many: number): Promise<boolean> {
    const [row] = await warehouse.query<{ n: string }>(
      `SELECT toString(uniq(_group)) AS n FROM ${freshTable(name)} WHERE _marker`,
    );
    if (Number(row?.n ?? 0) < many) return false;
    await makeNext(name);
    await warehouse.exec(absorbSql(name, next(name)));
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
