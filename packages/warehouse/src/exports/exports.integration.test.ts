import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createWarehouse, type Warehouse } from '../client.ts';
import { WarehouseError } from '../faults.ts';
import { type ExportFormat, type ExportVariant, exportSelect, formatFacts } from './export-formats.ts';
import { createResultReader, type ResultReader } from './result-reader.ts';
import { type WrittenFile, writeResult } from './write-result.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-exports-'));
let warehouse: Warehouse;
let reader: ResultReader;

beforeAll(() => {
  const url = inject('clickhouseUrl');
  warehouse = createWarehouse({ url, database: 'default' });
  reader = createResultReader({ url, database: 'default' });
});

afterAll(async () => {
  await reader.close();
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

const columns = [
  { name: 'id', type: 'UInt64', comment: '', sql: 'id' },
  { name: 'text', type: 'LowCardinality(String)', comment: '', sql: 'text' },
  { name: 'at', type: `Nullable(DateTime64(3, 'UTC'))`, comment: '', sql: 'at' },
  { name: 'attributes', type: 'Map(String, String)', comment: '', sql: 'attributes' },
  { name: 'share', type: 'Float64', comment: '', sql: 'share' },
];

/** Texts that trip a reader up: a quote, a line break, a comma, a formula, a number below zero. */
const SOURCE = (
  rows: number,
) => `SELECT number AS id, toLowCardinality(['=1+1', 'say "so"', 'a\\nb', 'c,d', '-5'][number % 5 + 1]) AS text,
  if(number % 2 = 0, fromUnixTimestamp64Milli(toInt64(1700000000123 + number), 'UTC'), NULL) AS at,
  map('k', toString(number)) AS attributes, number / 7 AS share FROM numbers(${rows})`;

let files = 0;
type Written = WrittenFile & { path: string };

async function write(
  rows: number,
  format: ExportFormat,
  more: { variant?: ExportVariant; maxBytes?: number; expectedRows?: number; source?: string } = {},
): Promise<Written> {
  const { variant = 'raw', maxBytes = 1e9, expectedRows, source = SOURCE(rows) } = more;
  files += 1;
  const path = join(folder, `${files}.${formatFacts[format].extension}`);
  const sql = exportSelect(columns, source, { format, variant });
  const chunks = reader.read({ sql, format: formatFacts[format] });
  return { path, ...(await writeResult(chunks, { path, format, maxBytes, expectedRows })) };
}

type Row = { id: bigint | number; text: string; share: number };
const sums = (rows: readonly Row[]) => ({
  n: rows.length,
  ids: rows.reduce((sum, { id }) => sum + BigInt(id), 0n),
  texts: rows.filter(({ text }) => text === '=1+1').length,
  share: Math.round(rows.reduce((sum, { share }) => sum + share, 0)),
});
// Of 100,000 rows: the ids are 0 to 99,999, a fifth of the texts is the formula, shares are the ids by seven.
const EXPECTED = { n: 100_000, ids: 4_999_950_000n, texts: 20_000, share: Math.round(4_999_950_000 / 7) };

describe('a written export', () => {
  it('has the digest of its bytes and the number of its rows, in every format', async () => {
    for (const format of ['csv', 'ndjson', 'parquet', 'arrow'] as const) {
      const { path, rows, bytes, sha256 } = await write(100_000, format);
      const content = readFileSync(path);
      expect([format, rows, bytes, sha256]).toEqual([
        format,
        100_000,
        content.length,
        createHash('sha256').update(content).digest('hex'),
      ]);
    }
  });

  it('is read by an outside reader of Parquet with the same numbers', async () => {
    const { path } = await write(100_000, 'parquet');
    const rows = (await parquetReadObjects({ file: await asyncBufferFromFile(path), compressors })) as Row[];
    expect(sums(rows)).toEqual(EXPECTED);
    expect(rows[0]).toMatchObject({ text: '=1+1', at: new Date(1_700_000_000_123) });
  });

  it('is read by an outside reader of Arrow with the same numbers', async () => {
    const { path } = await write(100_000, 'arrow');
    const table = tableFromIPC(readFileSync(path));
    const rows = table.toArray().map((row) => row.toJSON() as unknown as Row);
    expect(sums(rows)).toEqual(EXPECTED);
  });

  it('is CSV by RFC 4180: CRLF, quoted quotes and line breaks, empty where nothing is known, ISO times, maps as JSON', async () => {
    const { path } = await write(5, 'csv');
    expect(readFileSync(path, 'utf8').split('\r\n')).toEqual([
      '"id","text","at","attributes","share"',
      '0,"=1+1","2023-11-14T22:13:20.123Z","{""k"":""0""}",0',
      '1,"say ""so""",,"{""k"":""1""}",0.14285714285714285',
      '2,"a\nb","2023-11-14T22:13:20.125Z","{""k"":""2""}",0.2857142857142857',
      '3,"c,d",,"{""k"":""3""}",0.42857142857142855',
      '4,"-5","2023-11-14T22:13:20.127Z","{""k"":""4""}",0.5714285714285714',
      '',
    ]);
  });

  it('begins no field like a formula in the variant for spreadsheets, and leaves numbers alone', async () => {
    const { path, rows } = await write(5, 'csv', { variant: 'formatted' });
    const text = readFileSync(path, 'utf8');
    expect([rows, text.includes(`"'=1+1"`), text.includes(`"'-5"`), text.includes(`"c,d"`)]).toEqual([
      5,
      true,
      true,
      true,
    ]);
    expect(text).not.toContain('"=1+1"');
  });

  it('counts records and not line breaks: CRLF inside a field becomes LF', async () => {
    const source = `SELECT number AS id, toLowCardinality('a\\r\\nb\\r') AS text, NULL AS at, map('k', 'x\\r\\ny') AS attributes, 0. AS share FROM numbers(70000)`;
    const { path, rows } = await write(0, 'csv', { source });
    expect(rows).toBe(70_000);
    expect(readFileSync(path, 'utf8').split('\r\n')[1]).toBe('0,"a\nb\r",,"{""k"":""x\\r\\ny""}",0');
  });

  it('is not there when it would be larger than it may be', async () => {
    await expect(write(100_000, 'ndjson', { maxBytes: 10_000 })).rejects.toMatchObject({ code: 'EXPORT_TOO_LARGE' });
    expect(existsSync(join(folder, `${files}.ndjson.part`)) || existsSync(join(folder, `${files}.ndjson`))).toBe(false);
  });

  it('is not there when it has another number of rows than there are', async () => {
    await expect(write(1_000, 'parquet', { expectedRows: 1_001 })).rejects.toMatchObject({ code: 'EXPORT_TRUNCATED' });
    expect(existsSync(join(folder, `${files}.parquet`))).toBe(false);
  });

  it.each(['csv', 'ndjson', 'parquet', 'arrow'] as const)(
    'is not there when the engine fails in the middle: %s',
    async (format) => {
      const source = `SELECT * REPLACE (throwIf(id = 900000, 'stop') + id AS id) FROM (${SOURCE(1_000_000)})`;
      await expect(write(0, format, { source })).rejects.toThrow(WarehouseError);
      expect(existsSync(join(folder, `${files}.${format}`))).toBe(false);
    },
  );

  it('stops the query of an export that nobody wants any more', async () => {
    const stop = new AbortController();
    const sql = `SELECT number, sleepEachRow(0.001) AS slept, repeat('wanted no more', 300) AS mark FROM numbers(10000000)`;
    const path = join(folder, 'stopped.ndjson');
    const chunks = reader.read({
      sql,
      format: { ...formatFacts.ndjson, settings: { max_block_size: 10 } },
      signal: stop.signal,
    });
    const writing = writeResult(chunks, {
      path,
      format: 'ndjson',
      maxBytes: 1e9,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    const running = () =>
      warehouse
        .query(
          `SELECT 1 FROM system.processes WHERE query LIKE '%wanted no' || ' more%' AND query LIKE '%sleepEach' || 'Row%'`,
        )
        .then(({ length }) => length);
    await expect.poll(running, { timeout: 15_000 }).toBe(0);
  });
});
