import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { createWarehouse, type Warehouse } from '../client.ts';
import { migrate } from '../migrate.ts';
import { relationNamed } from '../relations/catalogue.ts';
import { deliver } from '../testing/deliver.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { randomHistory } from '../testing/random-history.ts';
import { publishReporting, reportingDatabase } from './publish-views.ts';
import { type ReportingView, reportingViews } from './reporting-views.ts';

let warehouse: Warehouse;
let drop: () => Promise<void>;
let reporting: string;

beforeAll(async () => {
  ({ warehouse, drop } = ownDatabase(inject('clickhouseUrl')));
  reporting = reportingDatabase(warehouse.database);
  await migrate(warehouse);
  await deliver(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 }), randomHistory(5, 300), 100);
  await publishReporting(warehouse);
});

afterAll(async () => {
  await warehouse.exec(`DROP DATABASE IF EXISTS ${reporting}`);
  await drop();
});

describe('the reporting views', () => {
  it('are made once and left alone afterwards', async () => {
    expect(await publishReporting(warehouse)).toEqual([]);
  });

  it('have the columns, types and rows of the relations', async () => {
    for (const { name, relation } of reportingViews) {
      const columns = await warehouse.query<{ name: string; type: string; comment: string }>(
        `SELECT name, type, comment FROM system.columns WHERE database = {reporting:String} AND table = {name:String} ORDER BY position`,
        { reporting, name },
      );
      expect(columns).toEqual(
        relationNamed(relation).columns.map(({ name: c, type, comment }) => ({ name: c, type, comment })),
      );
      expect(columns.filter(({ comment }) => comment === '')).toEqual([]);
      const [counts] = await warehouse.query<{ view: string; fold: string }>(
        `SELECT toString((SELECT count() FROM ${reporting}.${name})) AS view, toString((SELECT count() FROM ${relation})) AS fold`,
      );
      expect([name, counts?.view]).toEqual([name, counts?.fold]);
    }
  });

  it('say their version and where changes are listed', async () => {
    const [row] = await warehouse.query<{ comment: string }>(
      `SELECT comment FROM system.tables WHERE database = {reporting:String} AND name = 'pairings'`,
      { reporting },
    );
    expect(row?.comment).toMatch(/^v1 \(2026-11-23\): One row per pairing.*Key: programme_id, pairing_id/);
    const changes = await warehouse.query(`SELECT * FROM ${reporting}.reporting_changes WHERE view_name = 'pairings'`);
    expect(changes).toEqual([
      { view_name: 'pairings', version: 1, changed_on: '2026-11-23', breaking: false, what: 'First version.' },
    ]);
  });

  it('are replaced when a version comes, and dropped when a view is no more', async () => {
    const second: ReportingView = {
      ...reportingViews[0],
      version: 2,
      changes: [
        ...reportingViews[0].changes,
        { version: 2, date: '2027-01-01', breaking: false, what: 'A column more.' },
      ],
    };
    expect(await publishReporting(warehouse, [second])).toEqual(['pairings', 'reporting_changes']);
    const left = await warehouse.query<{ name: string }>(
      'SELECT name FROM system.tables WHERE database = {reporting:String} ORDER BY name',
      { reporting },
    );
    expect(left.map(({ name }) => name)).toEqual(['pairings', 'reporting_changes']);
    expect(await publishReporting(warehouse)).toHaveLength(13);
  });
});

/** What business intelligence tools send before and with a question: each by the habits of one of them. */
describe('the SQL of a tool', () => {
  const sql = (text: string) => text.replaceAll('SCHEMA', reporting);
  it.each([
    ['lists schemas', `SELECT schema_name FROM information_schema.schemata WHERE schema_name = 'SCHEMA'`, 1],
    ['lists tables', `SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'SCHEMA'`, 13],
    [
      'lists columns in order',
      `SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'SCHEMA' AND table_name = 'programmes' ORDER BY ordinal_position`,
      4,
    ],
    ['shows tables', 'SHOW TABLES FROM SCHEMA', 13],
    ['describes a table', 'DESCRIBE TABLE SCHEMA.programmes', 4],
    [
      'asks the engine of a view',
      `SELECT engine FROM system.tables WHERE database = 'SCHEMA' AND name = 'meetings'`,
      1,
    ],
    ['looks at the types of a query', 'SELECT * FROM (SELECT * FROM SCHEMA.pairings) AS virtual_table LIMIT 0', 0],
  ])('%s', async (_, text, rows) => {
    expect(await warehouse.query(sql(text))).toHaveLength(rows);
  });

  it('groups by month with quoted names, as a model of a tool does', async () => {
    const rows = await warehouse.query<{ month: string; count: string }>(
      sql(`SELECT toStartOfMonth("source"."held_at") AS "month", COUNT(*) AS "count"
FROM (SELECT "SCHEMA"."meetings".* FROM "SCHEMA"."meetings") AS "source"
WHERE "source"."state" = 'held' GROUP BY toStartOfMonth("source"."held_at") ORDER BY "month" ASC LIMIT 2000`),
    );
    const [held] = await warehouse.query<{ n: string }>(
      `SELECT toString(count()) AS n FROM fact_meeting WHERE state = 'held'`,
    );
    expect(rows.reduce((sum, { count }) => sum + Number(count), 0)).toBe(Number(held?.n));
    expect(rows.length).toBeGreaterThan(1);
  });

  it('is answered by a client that knows the reporting database only', async () => {
    const client = createWarehouse({ url: inject('clickhouseUrl'), database: reporting });
    const [row] = await client.query<{ n: string }>('SELECT toString(count()) AS n FROM pairings');
    expect(Number(row?.n)).toBeGreaterThan(0);
    await client.close();
  });
});
