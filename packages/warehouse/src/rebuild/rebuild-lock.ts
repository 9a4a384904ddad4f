/** One rebuild at a time. The lock is a table, because making a table is the one step that only one of two can do. */
import type { Warehouse } from '../client.ts';
import { WarehouseError } from '../faults.ts';
import { quoted } from './end-offsets.ts';
import { RebuildError } from './rebuild-error.ts';

/** Which process works on the rebuild; `sinceMs` tells two processes of one number apart. */
export type LockOwner = { host: string; pid: number; sinceMs: number };

export type RebuildLock = {
  /** Throws REBUILD_LOCKED when the lock was broken and taken by somebody else. */
  check(): Promise<void>;
  release(): Promise<void>;
};

type LockOptions = {
  /** False when the owner is surely gone; an owner on another machine is never sure to be. */
  isAlive(owner: LockOwner): boolean;
  /** Take the lock whoever has it. */
  force?: boolean;
};

const TABLE = 'rebuild_lock';
const TABLE_ALREADY_EXISTS = 57;

async function lockOwner(warehouse: Warehouse): Promise<LockOwner | undefined> {
  const [row] = await warehouse.query<{ comment: string }>(
    `SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = ${quoted(TABLE)}`,
  );
  return row === undefined ? undefined : (JSON.parse(row.comment) as LockOwner);
}

async function tryLock(warehouse: Warehouse, owner: LockOwner): Promise<boolean> {
  const comment = quoted(JSON.stringify(owner));
  try {
    await warehouse.exec(`CREATE TABLE ${TABLE} (held UInt8) ENGINE = MergeTree ORDER BY tuple() COMMENT ${comment}`);
    return true;
  } catch (error) {
    if (error instanceof WarehouseError && error.clickhouseCode === TABLE_ALREADY_EXISTS) return false;
    throw error;
  }
}

function refusal({ host, pid, sinceMs }: LockOwner): RebuildError {
  const since = new Date(sinceMs).toISOString();
  return new RebuildError(
    'REBUILD_LOCKED',
    `process ${pid} on ${host} has been rebuilding since ${since}; if it is surely gone, --break-lock takes its place`,
  );
}

const same = (a: LockOwner, b: LockOwner) => a.host === b.host && a.pid === b.pid && a.sinceMs === b.sinceMs;

/** Takes the lock of the live database, also from an owner that died. Throws REBUILD_LOCKED, naming who has it. */
export async function acquireRebuildLock(
  warehouse: Warehouse,
  owner: LockOwner,
  { isAlive, force = false }: LockOptions,
): Promise<RebuildLock> {
  if (!(await tryLock(warehouse, owner))) {
    const other = await lockOwner(warehouse);
    if (other !== undefined && !force && isAlive(other)) throw refusal(other);
    await warehouse.exec(`DROP TABLE IF EXISTS ${TABLE} SYNC`);
    if (!(await tryLock(warehouse, owner))) throw refusal((await lockOwner(warehouse)) ?? owner);
  }

  async function check(): Promise<void> {
    const holder = await lockOwner(warehouse);
    if (holder === undefined || !same(holder, owner)) throw refusal(holder ?? owner);
  }

  async function release(): Promise<void> {
    const holder = await lockOwner(warehouse);
    if (holder !== undefined && same(holder, owner)) await warehouse.exec(`DROP TABLE IF EXISTS ${TABLE} SYNC`);
  }

  return { check, release };
}
