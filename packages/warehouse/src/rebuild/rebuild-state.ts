/** What a rebuild knows of itself. It stands in the shadow database, so that another process can take it up at any point. */
import { quoteName, type Warehouse } from '../client.ts';
import type { EndOffsets, RebuildBounds } from './end-offsets.ts';
import { quoted } from './end-offsets.ts';

/**
 * filling: the log is read into the shadow. compared: it holds everything below the ends, and was held against the live
 * tables. swapping, rolling_back: tables are changing places. swapped: the shadow database holds the tables of before.
 * rolled_back: it holds the rebuilt ones again.
 */
export type RebuildPhase = 'filling' | 'compared' | 'swapping' | 'swapped' | 'rolling_back' | 'rolled_back';

export type RebuildState = RebuildBounds & {
  database: string;
  projection: string;
  epoch: number;
  phase: RebuildPhase;
  /** The consumer group that fills the shadow. */
  groupId: string;
  /** First offsets that the broker held when the rebuild began; what lies before came from the archive. */
  begins: EndOffsets;
  /** Folder of the archive that the head of the log is read from, '' when the log has its head. */
  archive: string;
  startedAtMs: number;
  /** Per table, the identity of the rebuilt one: tells which tables have changed places already. */
  rebuiltTables: Readonly<Record<string, string>>;
};

const TABLE = 'rebuild_state';

type Json = Omit<RebuildState, 'ends' | 'begins' | 'database'> & Record<'ends' | 'begins', OffsetsJson>;
type OffsetsJson = Record<string, Record<string, string>>;

function toJson(offsets: EndOffsets): OffsetsJson {
  const inner = (own: ReadonlyMap<number, bigint>) =>
    Object.fromEntries([...own].map(([partition, offset]) => [partition, String(offset)]));
  return Object.fromEntries([...offsets].map(([topic, own]) => [topic, inner(own)]));
}

function fromJson(offsets: OffsetsJson): EndOffsets {
  const inner = (own: Record<string, string>) =>
    new Map(Object.entries(own).map(([partition, offset]) => [Number(partition), BigInt(offset)]));
  return new Map(Object.entries(offsets).map(([topic, own]) => [topic, inner(own)]));
}

/** The database that a rebuild fills, and that keeps the tables of before once they have changed places. */
export function shadowDatabase(database: string, epoch: number): string {
  return `${database}_rebuild_${epoch}`;
}

/** Remembers the state; the newest counts. `warehouse` may be of any database of the engine. */
export async function saveRebuildState(warehouse: Warehouse, state: RebuildState): Promise<void> {
  const { database, ...rest } = state;
  const table = `${quoteName(database)}.${TABLE}`;
  await warehouse.exec(`CREATE DATABASE IF NOT EXISTS ${quoteName(database)}`);
  await warehouse.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (revision UInt64, state String) ENGINE = ReplacingMergeTree(revision) ORDER BY tuple()`,
  );
  const json = JSON.stringify({ ...rest, ends: toJson(state.ends), begins: toJson(state.begins) });
  await warehouse.exec(
    `INSERT INTO ${table} SELECT (SELECT max(revision) FROM ${table}) + 1, {state:String} SETTINGS insert_deduplicate = 0`,
    { state: json },
  );
}

async function readState(warehouse: Warehouse, database: string): Promise<RebuildState | undefined> {
  const [row] = await warehouse.query<{ state: string }>(
    `SELECT state FROM ${quoteName(database)}.${TABLE} ORDER BY revision DESC LIMIT 1`,
  );
  if (row === undefined) return undefined;
  const json = JSON.parse(row.state) as Json;
  return { ...json, database, ends: fromJson(json.ends), begins: fromJson(json.begins) };
}

/** The rebuild of this warehouse's database that is under way or kept, if any: there is one at most. */
export async function findRebuild(warehouse: Warehouse): Promise<RebuildState | undefined> {
  const prefix = shadowDatabase(warehouse.database, 0).slice(0, -1);
  const found = await warehouse.query<{ database: string }>(
    `SELECT database FROM system.tables WHERE name = ${quoted(TABLE)}
     AND startsWith(database, {prefix:String}) AND match(substring(database, length({prefix:String}) + 1), '^[0-9]+$')
     ORDER BY database`,
    { prefix },
  );
  for (const { database } of found) {
    const state = await readState(warehouse, database);
    if (state !== undefined) return state;
  }
  return undefined;
}

/** Removes the shadow database with everything in it. */
export async function dropRebuild(warehouse: Warehouse, state: Pick<RebuildState, 'database'>): Promise<void> {
  await warehouse.exec(`DROP DATABASE IF EXISTS ${quoteName(state.database)} SYNC`);
}
