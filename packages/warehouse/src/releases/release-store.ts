/** Releases and what was published of them, in the warehouse. What is in a table is the metric engine's business. */
import { createHash } from 'node:crypto';
import type { Warehouse } from '../client.ts';
import { warehouseProjection } from '../projection.ts';
import { retiredEpoch } from '../rebuild/epochs.ts';
import { type RelationName, relationNames, relationSql } from '../relations/catalogue.ts';
import { eventsUpTo, type ReleasePositions } from './release-events.ts';
import { readReleasedSql, releasedDefinition, releasedTable, releasedTableNames } from './release-tables.ts';

/** An instant (`at`, epoch milliseconds; `id` is the same in RFC 3339) as of which released answers are given. */
type ReleaseHead = { id: string; at: number; madeAt: number };
export type StoredRelease = ReleaseHead & { madeBy: string };

/** A table as it was published: in which release it was computed, and its JSON. */
type StoredReleaseTable = { release: string; body: string };

/** What lies stored of a release. No relations: they are folded when they are asked for. */
type ReleaseDescription = {
  positions: ReleasePositions;
  relations: { name: RelationName; rows: number; bytes: number }[];
  published: { tables: number; bytes: number };
};

export type WarehouseReleases = {
  /** The newest release; undefined before the first. */
  latest(): Promise<StoredRelease | undefined>;
  find(id: string): Promise<StoredRelease | undefined>;
  /** The newest first. */
  list(limit: number): Promise<StoredRelease[]>;
  readTable(key: string, release: ReleaseHead): Promise<StoredReleaseTable | undefined>;
  /** The newest table of an earlier release. */
  readBefore(key: string, release: ReleaseHead): Promise<StoredReleaseTable | undefined>;
  /** Stores a table; what was stored first under its key stays, and is given. */
  writeTable(key: string, release: ReleaseHead, body: string): Promise<StoredReleaseTable>;
  /** Keys of the tables that were computed in a release, sorted. */
  keysOf(release: ReleaseHead): Promise<string[]>;
  /**
   * The SELECT of a relation as of the release: of its table, or where that is gone the fold of the events that belong to the
   * release, which has the same rows. Undefined where those events are of a log that was replaced: then what was recorded by the
   * release's instant has to do.
   */
  relationsOf(release: ReleaseHead): Promise<((name: RelationName) => string) | undefined>;
  describe(release: ReleaseHead): Promise<ReleaseDescription>;
};

const COLUMNS =
  'id, toUnixTimestamp64Milli(at) AS at, toUnixTimestamp64Milli(made_at) AS madeAt, toString(made_by) AS madeBy';

type Row = { id: string; at: number | string; madeAt: number | string; madeBy: string };
type Making = { positions: ReleasePositions; epoch: number; definition: string };
type Parameters = Record<string, string | number>;

const releaseOf = ({ at, madeAt, ...row }: Row): StoredRelease => ({ ...row, at: Number(at), madeAt: Number(madeAt) });

function createPublished(warehouse: Warehouse) {
  async function readFirst(where: string, params: Parameters) {
    const [row] = await warehouse.query<StoredReleaseTable>(
      `SELECT release, body FROM released_tables WHERE key = {key:String} AND ${where} LIMIT 1`,
      params,
    );
    return row;
  }

  const readTable = (key: string, { id, at }: ReleaseHead) =>
    readFirst("at = fromUnixTimestamp64Milli({at:Int64}, 'UTC') AND release = {release:String} ORDER BY stored_at", {
      ...{ key, at, release: id },
    });

  const readBefore = (key: string, { at }: ReleaseHead) =>
    readFirst("at < fromUnixTimestamp64Milli({at:Int64}, 'UTC') ORDER BY at DESC, stored_at", { key, at });

  /** The engine takes the first of two that are written at once: later ones have the same token. */
  async function writeTable(key: string, release: ReleaseHead, body: string): Promise<StoredReleaseTable> {
    const stored = await readTable(key, release);
    if (stored !== undefined) return stored;
    const { id, at } = release;
    const row = { key, release: id, at: new Date(at).toISOString().slice(0, -1).replace('T', ' '), body };
    const token = `${id} ${createHash('sha256').update(key).digest('hex')}`;
    await warehouse.insertStream({
      sql: 'INSERT INTO released_tables (key, release, at, body) FORMAT JSONEachRow',
      body: [Buffer.from(JSON.stringify(row))],
      settings: { async_insert: 0, insert_deduplicate: 1, insert_deduplication_token: token },
    });
    return (await readTable(key, release)) ?? { release: id, body };
  }

  async function keysOf({ id }: ReleaseHead): Promise<string[]> {
    const rows = await warehouse.query<{ key: string }>(
      'SELECT DISTINCT key FROM released_tables WHERE release = {id:String} ORDER BY key',
      { id },
    );
    return rows.map(({ key }) => key);
  }
  return { readTable, readBefore, writeTable, keysOf };
}

/** The releases of a warehouse. Every method throws WarehouseError. */
export function createWarehouseReleases(warehouse: Warehouse): WarehouseReleases {
  const definition = releasedDefinition();

  async function select(rest: string, params: Parameters): Promise<StoredRelease[]> {
    const rows = await warehouse.query<Row>(`SELECT ${COLUMNS} FROM releases ${rest}`, params);
    return rows.map(releaseOf);
  }

  async function makingOf({ id }: ReleaseHead): Promise<Making | undefined> {
    const [row] = await warehouse.query<{ positions: string; epoch: number; definition: string }>(
      'SELECT positions, epoch, definition FROM releases WHERE id = {id:String} LIMIT 1',
      { id },
    );
    return row === undefined ? undefined : { ...row, positions: JSON.parse(row.positions) as ReleasePositions };
  }

  async function tablesOf({ at }: ReleaseHead) {
    const rows = await warehouse.query<{ name: string; rows: string | number; bytes: string | number }>(
      `SELECT name, toUInt64(ifNull(total_rows, 0)) AS rows, toUInt64(ifNull(total_bytes, 0)) AS bytes FROM system.tables
       WHERE database = currentDatabase() AND name IN {names:Array(String)}`,
      { names: releasedTableNames(at) },
    );
    return new Map(rows.map(({ name, ...size }) => [name, size]));
  }

  async function relationsOf(release: ReleaseHead) {
    const making = await makingOf(release);
    if (making === undefined) return undefined;
    const tables = making.definition === definition ? await tablesOf(release) : new Map<string, unknown>();
    const isComplete = relationNames.every((name) => tables.has(releasedTable(name, release.at)));
    if (isComplete) return (name: RelationName) => readReleasedSql(name, release.at);
    // Offsets are those of one log: what was restored into another one stands elsewhere there.
    if (making.epoch <= (await retiredEpoch(warehouse, warehouseProjection))) return undefined;
    const events = eventsUpTo(making.positions);
    return (name: RelationName) => relationSql(name, events);
  }

  async function describe(release: ReleaseHead): Promise<ReleaseDescription> {
    const [making, tables] = await Promise.all([makingOf(release), tablesOf(release)]);
    const [published] = await warehouse.query<{ tables: string | number; bytes: string | number }>(
      'SELECT uniqExact(key) AS tables, sum(length(body)) AS bytes FROM released_tables WHERE release = {id:String}',
      { id: release.id },
    );
    const relations = relationNames.flatMap((name) => {
      const size = tables.get(releasedTable(name, release.at));
      return size === undefined ? [] : [{ name, rows: Number(size.rows), bytes: Number(size.bytes) }];
    });
    return {
      ...{ positions: making?.positions ?? {}, relations },
      published: { tables: Number(published?.tables ?? 0), bytes: Number(published?.bytes ?? 0) },
    };
  }

  return {
    latest: async () => (await select('ORDER BY releases.at DESC LIMIT 1', {}))[0],
    find: async (id) => (await select('WHERE id = {id:String} LIMIT 1', { id }))[0],
    list: (limit) => select('ORDER BY releases.at DESC LIMIT {limit:UInt32}', { limit }),
    ...createPublished(warehouse),
    ...{ relationsOf, describe },
  };
}
