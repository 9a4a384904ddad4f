import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { stateMachines } from '@rapport/events';
import { quoteName, type Warehouse } from './client.ts';
import {
  type AppliedMigration,
  MigrationError,
  type MigrationFile,
  parseMigration,
  planMigrations,
} from './migration-plan.ts';
import { liveViewSql, relations } from './relations/catalogue.ts';
import { literal } from './relations/relation.ts';

const DIRECTORY = new URL('../migrations/', import.meta.url);

// ReplacingMergeTree and no deduplication: two migrators at once may both note the same version; read, they are one.
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version UInt32 COMMENT 'Number of the migration',
  name String COMMENT 'Its file',
  checksum String COMMENT 'SHA-256 of its text',
  applied_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When it was applied (UTC)'
) ENGINE = ReplacingMergeTree ORDER BY (version, name, checksum)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Migrations that were applied'`;

const DEDUPLICATED = /^(events_\w+|event_receipts|ingest_ledger|dead_letters|dead_letter_marks)$/;

/** The numbered migrations in a folder, by default this package's own. */
export async function readMigrations(directory: URL = DIRECTORY): Promise<readonly MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(names.map(async (name) => parseMigration(name, await readFile(new URL(name, directory), 'utf8'))));
}

async function applyMigrations(warehouse: Warehouse, files: readonly MigrationFile[]): Promise<string[]> {
  await warehouse.exec(BOOKKEEPING);
  const applied = await warehouse.query<AppliedMigration>(
    'SELECT version, name, checksum FROM schema_migrations FINAL ORDER BY version',
  );
  const pending = planMigrations(files, applied);
  for (const { version, name, checksum, statements } of pending) {
    for (const statement of statements) await warehouse.exec(statement);
    await warehouse.exec(
      'INSERT INTO schema_migrations (version, name, checksum) SELECT {version:UInt32}, {name:String}, {checksum:String}',
      { version, name, checksum },
    );
  }
  return pending.map(({ name }) => name);
}

function stateTransitionsSql(comment: string): string {
  const rows = stateMachines.flatMap(({ entity, transitions }) =>
    transitions.flatMap(({ from, type, to }) =>
      from.map((state) => `(${[entity, state, type, to].map(literal).join(', ')})`),
    ),
  );
  return `CREATE OR REPLACE VIEW state_transitions (
  entity String COMMENT 'Whose life cycle', from_state String COMMENT 'State before',
  type String COMMENT 'Full event type', to_state String COMMENT 'State after'
) AS SELECT entity, from_state, type, to_state
FROM values('entity String, from_state String, type String, to_state String', ${rows.join(', ')})
COMMENT ${literal(comment)}`;
}

type View = { name: string; comment: string; sql: (comment: string) => string };

const views: readonly View[] = [
  ...relations.map((relation) => ({
    name: relation.name,
    comment: relation.comment,
    sql: (comment: string) => liveViewSql(relation, comment),
  })),
  { name: 'state_transitions', comment: 'Legal steps of every life cycle', sql: stateTransitionsSql },
];

// The view's comment carries a digest of its text: a view whose text is unchanged is left alone.
async function replaceViews(warehouse: Warehouse): Promise<void> {
  const present = await warehouse.query<{ name: string; comment: string }>(
    `SELECT name, comment FROM system.tables WHERE database = currentDatabase() AND engine = 'View'`,
  );
  const comments = new Map(present.map(({ name, comment }) => [name, comment]));
  for (const { name, comment, sql } of views) {
    const digest = createHash('sha256').update(sql(comment)).digest('hex').slice(0, 12);
    const stamped = `${comment} (definition ${digest})`;
    if (comments.get(name) !== stamped) await warehouse.exec(sql(stamped));
  }
}

/**
 * Throws MigrationError DEDUPLICATION_OFF when a table that chunks are written to would not drop a repeated chunk. The
 * engine's default for plain tables is off, and then a retry silently doubles.
 */
export async function checkDeduplication(warehouse: Warehouse): Promise<void> {
  const tables = await warehouse.query<{ name: string; engine: string; engine_full: string }>(
    `SELECT name, engine, engine_full FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'`,
  );
  for (const { name, engine, engine_full } of tables.filter((table) => DEDUPLICATED.test(table.name))) {
    const replicated = engine.startsWith('Replicated');
    const setting = replicated ? 'replicated_deduplication_window' : 'non_replicated_deduplication_window';
    const found = new RegExp(`\\b${setting} = (\\d+)`).exec(engine_full)?.[1];
    // Replicated tables have a window unless somebody took it away.
    if (Number(found ?? (replicated ? 1 : 0)) > 0) continue;
    throw new MigrationError(
      'DEDUPLICATION_OFF',
      `${warehouse.database}.${name} does not drop repeated chunks: ALTER TABLE ${quoteName(name)} MODIFY SETTING ${setting} = 10000`,
    );
  }
}

export type MigrateOptions = { files?: readonly MigrationFile[] };

/**
 * Brings the database to this program's schema: makes it, applies what is missing, replaces views whose text changed.
 * Safe to repeat and to run twice at once. Throws MigrationError, or WarehouseError when ClickHouse cannot be reached.
 */
export async function migrate(warehouse: Warehouse, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const files = options.files ?? (await readMigrations());
  await warehouse.ensureDatabase();
  const applied = await applyMigrations(warehouse, files);
  await replaceViews(warehouse);
  await checkDeduplication(warehouse);
  return { applied };
}
