/** Releases and what was published of them, in the warehouse. What is in a table is the metric engine's business. */
import type { Warehouse } from '../client.ts';
import type { RelationName } from '../relations/catalogue.ts';
import { readReleasedSql, releasedTableNames } from './release-tables.ts';

/** An instant (`at`, epoch milliseconds; `id` is the same in RFC 3339) as of which released answers are given. */
export type StoredRelease = { id: string; at: number; madeAt: number };

/** A table as it was published: in which release it was computed, and its JSON. */
export type StoredReleaseTable = { release: string; body: string };

export type WarehouseReleases = {
  /** The newest release; undefined before the first. */
  latest(): Promise<StoredRelease | undefined>;
  find(id: string): Promise<StoredRelease | undefined>;
  /** The newest first. */
  list(limit: number): Promise<StoredRelease[]>;
  readTable(key: string, release: StoredRelease): Promise<StoredReleaseTable | undefined>;
  /** The newest table of an earlier release. */
  readBefore(key: string, release: StoredRelease): Promise<StoredReleaseTable | undefined>;
  /** Stores a table; what was stored first under its key stays, and is given. */
  writeTable(key: string, release: StoredRelease, body: string): Promise<StoredReleaseTable>;
  /** Keys of the tables that were computed in a release, sorted. */
  keysOf(release: StoredRelease): Promise<string[]>;
  /** The SELECT of a relation as of the release, while its tables are there. */
  relationsOf(release: StoredRelease): Promise<((name: RelationName) => string) | undefined>;
};

const COLUMNS = 'id, toUnixTimestamp64Milli(at) AS at, toUnixTimestamp64Milli(made_at) AS madeAt';

type Row = { id: string; at: number | string; madeAt: number | string };

const releaseOf = ({ id, at, madeAt }: Row): StoredRelease => ({ id, at: Number(at), madeAt: Number(madeAt) });

/** The releases of a warehouse. Every method throws WarehouseError. */
export function createWarehouseReleases(warehouse: Warehouse): WarehouseReleases {
  async function select(rest: string, params: Record<string, string | number>): Promise<StoredRelease[]> {
    const rows = await warehouse.query<Row>(`SELECT ${COLUMNS} FROM releases ${rest}`, params);
    return rows.map(releaseOf);
  }

  async function readFirst(where: string, params: Record<string, string | number>) {
    const [row] = await warehouse.query<StoredReleaseTable>(
      `SELECT release, body FROM released_tables WHERE key = {key:String} AND ${where} LIMIT 1`,
      params,
    );
    return row;
  }

  // Whatever was stored first: a second writer of the same table has come to the same, but its bytes are not asked.
  const readTable: WarehouseReleases['readTable'] = (key, { id }) =>
    readFirst('release = {release:String} ORDER BY stored_at', { key, release: id });

  const readBefore: WarehouseReleases['readBefore'] = (key, { at }) =>
    readFirst('toUnixTimestamp64Milli(at) < {at:Int64} ORDER BY at DESC, stored_at', { key, at });

  async function writeTable(key: string, release: StoredRelease, body: string): Promise<StoredReleaseTable> {
    const stored = await readTable(key, release);
    if (stored !== undefined) return stored;
    const row = {
      key,
      release: release.id,
      at: new Date(release.at).toISOString().slice(0, -1).replace('T', ' '),
      body,
    };
    await warehouse.insertStream({
      sql: 'INSERT INTO released_tables (key, release, at, body) FORMAT JSONEachRow',
      body: [Buffer.from(JSON.stringify(row))],
    });
    return (await readTable(key, release)) ?? { release: release.id, body };
  }

  async function keysOf({ id }: StoredRelease): Promise<string[]> {
    const rows = await warehouse.query<{ key: string }>(
      'SELECT DISTINCT key FROM released_tables WHERE release = {id:String} ORDER BY key',
      { id },
    );
    return rows.map(({ key }) => key);
  }

  async function relationsOf(release: StoredRelease) {
    const expected = releasedTableNames(release.at);
    const [row] = await warehouse.query<{ found: number | string }>(
      `SELECT count() AS found FROM system.tables
       WHERE database = currentDatabase() AND name IN {names:Array(String)}
         AND (SELECT count() FROM releases WHERE id = {id:String}) > 0`,
      { names: expected, id: release.id },
    );
    if (Number(row?.found ?? 0) < expected.length) return undefined;
    return (name: RelationName) => readReleasedSql(name, release.at);
  }

  return {
    latest: async () => (await select('ORDER BY at DESC LIMIT 1', {}))[0],
    find: async (id) => (await select('WHERE id = {id:String} LIMIT 1', { id }))[0],
    list: (limit) => select('ORDER BY at DESC LIMIT {limit:UInt32}', { limit }),
    ...{ readTable, readBefore, writeTable, keysOf, relationsOf },
  };
}
