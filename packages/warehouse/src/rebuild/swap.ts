/**
 * The rebuilt tables take the place of the live ones, and back. EXCHANGE TABLES swaps two names at once; views and the
 * materialized views that write receipts go by name, so they follow (tried; `swap.integration.test.ts` holds it). An insert
 * that was under way still ends in the table it began with: what it wrote is copied after it has ended.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { streams } from '@rapport/events';
import { quoteName, type Warehouse } from '../client.ts';
import { copyLaterRows, copyTable } from './copy-later-rows.ts';
import { beyondSql, endsOfStream } from './end-offsets.ts';
import { RebuildError } from './rebuild-error.ts';
import { type RebuildState, saveRebuildState } from './rebuild-state.ts';
import { rebuiltTables } from './rebuilt-tables.ts';

type Options = {
  /** Called before every step that cannot be undone; throws when the lock is no longer ours. */
  check(): Promise<void>;
  /** How long to wait for inserts that were under way. */
  settleMs?: number;
};

/** `lacking` rows are told of by the ledger and not there: 0, unless they were missing before. */
export type SwapOutcome = { state: RebuildState; lacking: number };

const SETTLE_MS = 120_000;
const POLL_MS = 50;

async function tableIds(warehouse: Warehouse, database: string): Promise<Record<string, string>> {
  const rows = await warehouse.query<{ name: string; uuid: string }>(
    'SELECT name, toString(uuid) AS uuid FROM system.tables WHERE database = {database:String}',
    { database },
  );
  const wanted = new Set(rebuiltTables.map(({ name }) => name));
  return Object.fromEntries(rows.filter(({ name }) => wanted.has(name)).map(({ name, uuid }) => [name, uuid]));
}

// Inserts that began before this moment. Their rows may be in the tables that have just left.
async function insertsSince(warehouse: Warehouse, sinceMs: number): Promise<number> {
  const [row] = await warehouse.query<{ running: string | number }>(
    `SELECT count() AS running FROM system.processes
     WHERE startsWith(upper(trimLeft(query)), 'INSERT INTO') AND elapsed * 1000 >= {ageMs:Float64}`,
    { ageMs: Date.now() - sinceMs },
  );
  return Number(row?.running ?? 0);
}

/**
 * Rows beyond the ends that the ledger tells of and no receipt. Nothing of this comes from the exchange once all inserts
 * have ended and were copied: what remains was so before.
 */
async function lackingRows(warehouse: Warehouse, state: RebuildState): Promise<number> {
  const beyond = (offset: string) =>
    streams
      .map(({ name }) => `(stream = '${name}' AND ${beyondSql(endsOfStream(state, name), 'partition', offset)})`)
      .join(' OR ');
  // The ledger first: what is written meanwhile then shows as more receipts, never as fewer.
  const written = await warehouse.query<{ stream: string; amount: string | number }>(
    `SELECT stream, sum(rows) AS amount FROM (SELECT stream, any(rows) AS rows FROM ingest_ledger FINAL
       WHERE \`projection\` = {projection:String} AND (${beyond('first_offset')})
       GROUP BY stream, topic, partition, first_offset, last_offset) GROUP BY stream`,
    { projection: state.projection },
  );
  const received = await warehouse.query<{ stream: string; amount: string | number }>(
    `SELECT stream, count() AS amount FROM event_receipts FINAL WHERE ${beyond('offset')} GROUP BY stream`,
  );
  const found = new Map(received.map(({ stream, amount }) => [stream, Number(amount)]));
  return written.reduce((sum, { stream, amount }) => sum + Math.max(0, Number(amount) - (found.get(stream) ?? 0)), 0);
}

async function settle(warehouse: Warehouse, state: RebuildState, settleMs: number): Promise<void> {
  const exchangedAt = Date.now();
  const route = { from: state.database, to: warehouse.database };
  const about = { bounds: state, projection: state.projection };
  for (;;) {
    const running = await insertsSince(warehouse, exchangedAt);
    await copyLaterRows(warehouse, route, about);
    if (running === 0) return;
    if (Date.now() - exchangedAt > settleMs) {
      throw new RebuildError(
        'REBUILD_UNSETTLED',
        `${running} inserts from before the exchange are still under way after ${settleMs / 1_000} s: run it again`,
      );
    }
    await sleep(POLL_MS);
  }
}

// `areRebuilt`: whether the rebuilt tables shall be the live ones. Tables that are where they belong stay there, so that
// a process that takes over in the middle exchanges the rest only.
async function exchangeAll(warehouse: Warehouse, state: RebuildState, areRebuilt: boolean, options: Options) {
  const [live, other] = [warehouse.database, state.database];
  const about = { bounds: state, projection: state.projection };
  await copyLaterRows(warehouse, { from: live, to: other }, about);
  for (const table of rebuiltTables) {
    await options.check();
    const ids = await tableIds(warehouse, live);
    if ((ids[table.name] === state.rebuiltTables[table.name]) === areRebuilt) continue;
    // What is missing between two copies is what a reader cannot see for a moment: so the second comes right after.
    await copyTable(warehouse, table, { from: live, to: other }, about);
    await warehouse.exec(`EXCHANGE TABLES ${quoteName(live)}.${table.name} AND ${quoteName(other)}.${table.name}`);
    await copyTable(warehouse, table, { from: other, to: live }, about);
  }
  await settle(warehouse, state, options.settleMs ?? SETTLE_MS);
}

function refusePhase(state: RebuildState, wish: string): RebuildError {
  return new RebuildError(
    'REBUILD_PHASE',
    `the rebuild of epoch ${state.epoch} is ${state.phase}: it cannot be ${wish}`,
  );
}

/**
 * Makes the rebuilt tables the live ones; those of before stay in the shadow database. Reading and projecting go on. May be
 * called again after a crash at any point. Throws RebuildError, WarehouseError.
 */
export async function swapRebuild(warehouse: Warehouse, state: RebuildState, options: Options): Promise<SwapOutcome> {
  if (state.phase !== 'compared' && state.phase !== 'swapping') throw refusePhase(state, 'swapped');
  let swapping = state;
  if (state.phase === 'compared') {
    swapping = { ...state, phase: 'swapping', rebuiltTables: await tableIds(warehouse, state.database) };
    await saveRebuildState(warehouse, swapping);
  }
  await exchangeAll(warehouse, swapping, true, options);
  const swapped: RebuildState = { ...swapping, phase: 'swapped' };
  await saveRebuildState(warehouse, swapped);
  return { state: swapped, lacking: await lackingRows(warehouse, swapped) };
}

/** Makes the tables of before the live ones again, with everything that came since. Throws RebuildError, WarehouseError. */
export async function rollBackRebuild(
  warehouse: Warehouse,
  state: RebuildState,
  options: Options,
): Promise<SwapOutcome> {
  const { phase } = state;
  if (phase !== 'swapped' && phase !== 'swapping' && phase !== 'rolling_back') throw refusePhase(state, 'rolled back');
  const rolling: RebuildState = { ...state, phase: 'rolling_back' };
  await saveRebuildState(warehouse, rolling);
  await exchangeAll(warehouse, rolling, false, options);
  const rolledBack: RebuildState = { ...rolling, phase: 'rolled_back' };
  await saveRebuildState(warehouse, rolledBack);
  return { state: rolledBack, lacking: await lackingRows(warehouse, rolledBack) };
}
