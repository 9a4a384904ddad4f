import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { checkDeduplication, migrate, readMigrations } from './migrate.ts';
import type { MigrationFile } from './migration-plan.ts';
import { relationNames, relationSql, relations } from './relations/catalogue.ts';
import { ownDatabase } from './testing/own-database.ts';

const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
let files: readonly MigrationFile[];

beforeAll(async () => {
  files = await readMigrations();
});
afterAll(drop);

const FAR = { as_of: '2299-01-01 00:00:00.000', known_at: '2299-01-01 00:00:00.000' };
const unsorted = (type: string): string => type.replaceAll(/\s+/g, ' ').replaceAll('( ', '(');

test('two migrators at once make one schema, and a later one finds nothing to do', async () => {
  const results = await Promise.all([migrate(warehouse), migrate(warehouse)]);
  expect(results.flatMap(({ applied }) => applied).toSorted()).toContain('0001_create_events.sql');
  expect(await migrate(warehouse)).toEqual({ applied: [] });
  const noted = await warehouse.query<{ version: number }>(
    'SELECT version FROM schema_migrations FINAL ORDER BY version',
  );
  expect(noted.map(({ version }) => version)).toEqual(files.map(({ version }) => version));
});

test('an applied migration that was edited is refused by name, with the way out', async () => {
  const edited = files.map((file) => (file.version === 2 ? { ...file, checksum: 'other' } : file));
  const next = String(files.length + 1).padStart(4, '0');
  await expect(migrate(warehouse, { files: edited })).rejects.toMatchObject({
    code: 'MIGRATION_EDITED',
    message: expect.stringMatching(new RegExp(`0002_create_event_receipts\\.sql.*put its text back.*${next}_`, 's')),
  });
});

test('a database that is ahead of the program is refused', async () => {
  await expect(migrate(warehouse, { files: files.slice(0, -1) })).rejects.toMatchObject({ code: 'MIGRATION_UNKNOWN' });
});

test.each(relationNames)('%s has the declared columns, live and as of a time', async (name) => {
  const declared = relations.find((relation) => relation.name === name)?.columns ?? [];
  const wanted = declared.map((column) => ({ name: column.name, type: column.type }));
  type Described = { name: string; type: string; comment: string };
  const live = await warehouse.query<Described>(`DESCRIBE TABLE ${name}`);
  const asOf = await warehouse.query<Described>(`DESCRIBE (${relationSql(name)})`, FAR);
  const shape = (rows: Described[]) => rows.map((row) => ({ name: row.name, type: unsorted(row.type) }));
  expect(shape(live)).toEqual(wanted);
  expect(shape(asOf)).toEqual(wanted);
  expect(live.map(({ comment }) => comment)).toEqual(declared.map(({ comment }) => comment));
});

test('the legal steps of the life cycles stand in a table', async () => {
  const rows = await warehouse.query(
    `SELECT from_state, to_state FROM state_transitions WHERE entity = 'pairing' AND type = 'pairing.paused'`,
  );
  expect(rows).toEqual([{ from_state: 'active', to_state: 'paused' }]);
});

test('a table that would not drop repeated chunks is refused by name', async () => {
  await warehouse.exec('ALTER TABLE events_meeting MODIFY SETTING non_replicated_deduplication_window = 0');
  await expect(checkDeduplication(warehouse)).rejects.toMatchObject({
    code: 'DEDUPLICATION_OFF',
    message: expect.stringContaining('events_meeting'),
  });
  await warehouse.exec('ALTER TABLE events_meeting MODIFY SETTING non_replicated_deduplication_window = 10000');
  await checkDeduplication(warehouse);
});
