import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnClickHouse, ownClickHouse } from '../testing/own-clickhouse.ts';

let server: OwnClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  server = await ownClickHouse();
  client = createClient({ log: { level: ClickHouseLogLevel.OFF }, url: server.url });
});
afterAll(async () => {
  await client.close();
  await server.remove();
});

type Raw = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** A request with nothing added by a client library: the bytes as they are on the wire. */
function raw(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
) {
  return new Promise<Raw>((resolve, reject) => {
    const { method = options.body === undefined ? 'GET' : 'POST', headers = {} } = options;
    const call = httpRequest(`${server.url}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    call.on('error', reject);
    call.end(options.body);
  });
}

const q = (sql: string, more = ''): string => `/?query=${encodeURIComponent(sql)}${more}`;
const run = async (sql: string): Promise<string> => {
  const answer = await raw('/', { body: sql });
  if (answer.status !== 200) throw new Error(answer.body.toString());
  return answer.body.toString();
};

describe('a plain request', () => {
  it('is answered on /ping and / with Ok', async () => {
    for (const path of ['/ping', '/', '/replicas_status']) {
      expect((await raw(path)).body.toString()).toBe('Ok.\n');
    }
    expect((await raw('/nothing')).status).toBe(404);
    expect(await client.ping()).toEqual({ success: true });
  });

  it('takes its query from the URL, the body, or both', async () => {
    expect((await raw(q('SELECT 1'))).body.toString()).toBe('1\n');
    expect(await run('SELECT 2')).toBe('2\n');
    expect((await raw(q('SELECT 1 +'), { body: '2' })).body.toString()).toBe('3\n');
  });

  it('takes format and database from URL or headers', async () => {
    expect((await raw(q('SELECT 1 AS x', '&default_format=JSONEachRow'))).body.toString()).toBe('{"x":1}\n');
    const headers = {
      'X-ClickHouse-Format': 'CSVWithNames',
      'X-ClickHouse-Database': 'system',
      'X-ClickHouse-User': 'u',
    };
    const answer = await raw(q('SELECT currentDatabase() AS d'), { headers });
    expect(answer.body.toString()).toBe('"d"\n"system"\n');
    expect((await raw(q('SELECT currentDatabase()', '&database=system'))).body.toString()).toBe('system\n');
  });

  it('is told id, format, type, time zone and summary', async () => {
    const answer = await raw(q('SELECT number FROM numbers(3)', '&query_id=abc&default_format=JSONCompact'));
    expect(answer.headers).toMatchObject({
      'x-clickhouse-query-id': 'abc',
      'x-clickhouse-format': 'JSONCompact',
      'x-clickhouse-timezone': 'UTC',
      'content-type': 'application/json; charset=UTF-8',
    });
    expect(JSON.parse(String(answer.headers['x-clickhouse-summary']))).toMatchObject({ result_rows: '3' });
  });

  it('by GET may not write', async () => {
    expect((await raw(q('CREATE TABLE by_get (a UInt8) ENGINE = Memory'))).body.toString()).toContain('Code: 164.');
  });
});

describe('an unmodified client', () => {
  it('binds parameters of every kind', async () => {
    const result = await client.query({
      query:
        'SELECT {n:UInt64} n, {s:String} s, {d:DateTime64(3)} d, {a:Array(String)} a, {m:Map(String, UInt8)} m, {z:Nullable(Int8)} z, {t:Identifier}.name IS NOT NULL FROM system.one AS {t:Identifier}'.replace(
          ', {t:Identifier}.name IS NOT NULL FROM system.one AS {t:Identifier}',
          '',
        ),
      query_params: {
        n: '18446744073709551615',
        s: 'tab\t quote\' back\\slash "ü" \n{x:Y} ;',
        d: new Date('2024-02-29T12:00:00.123Z'),
        a: ["it's", 'b\\'],
        m: { k: 1 },
        z: null,
      },
      format: 'JSONEachRow',
    });
    expect(await result.json()).toEqual(
      [
        {
          n: '18446744073709551615',
          s: 'tab\t quote\' back\\slash "ü" \n{x:Y} ;',
          d: '2024-02-29 12:00:00.123',
          a: ["it's", 'b\\'],
          m: { k: 1 },
          z: null,
        },
      ].map((row) => ({ ...row, n: expect.anything() })),
    );
  });

  it('sends parameters in a multipart body too', async () => {
    const result = await client.query({
      query: 'SELECT length({s:String}) AS n',
      query_params: { s: 'x'.repeat(100_000) },
      use_multipart_params: true,
      format: 'JSONEachRow',
    });
    expect(await result.json()).toEqual([{ n: expect.anything() }]);
  });

  it('inserts and reads back rows, and hears how many were written', async () => {
    await client.command({ query: 'CREATE TABLE c (a UInt32, b String) ENGINE = MergeTree ORDER BY a' });
    const values = Array.from({ length: 5_000 }, (_, a) => ({ a, b: `row ${a} 'ü'` }));
    const inserted = await client.insert({ table: 'c', values, format: 'JSONEachRow' });
    expect(inserted.summary?.written_rows).toBe('5000');
    const result = await client.query({ query: 'SELECT * FROM c ORDER BY a', format: 'JSONEachRow' });
    expect(await result.json()).toEqual(values);
  });

  it('compresses both ways', async () => {
    const gz = createClient({
      log: { level: ClickHouseLogLevel.OFF },
      url: server.url,
      compression: { request: true, response: true },
    });
    await gz.command({ query: 'CREATE TABLE z (a UInt32) ENGINE = MergeTree ORDER BY a' });
    await gz.insert({ table: 'z', values: Array.from({ length: 20_000 }, (_, a) => ({ a })), format: 'JSONEachRow' });
    const result = await gz.query({ query: 'SELECT a FROM z ORDER BY a', format: 'JSONEachRow' });
    expect((await result.json()).length).toBe(20_000);
    await gz.close();
  });

  it('streams more than memory would hold', async () => {
    const result = await client.query({ query: 'SELECT number FROM numbers(3000000)', format: 'JSONEachRow' });
    let rows = 0;
    for await (const chunk of result.stream()) rows += chunk.length;
    expect(rows).toBe(3_000_000);
  });

  it('gets the error of a query that fails while its rows are under way', async () => {
    const result = await client.query({
      query: 'SELECT throwIf(number = 2000000) AS x FROM numbers(5000000)',
      format: 'JSONEachRow',
    });
    const read = async (): Promise<void> => {
      for await (const _ of result.stream()) {
        // Only the end of the stream matters.
      }
    };
    await expect(read()).rejects.toMatchObject({ code: '395' });
  });

  it('gets code and name of an error', async () => {
    await expect(client.query({ query: 'SELECT * FROM nowhere' })).rejects.toMatchObject({
      code: '60',
      type: 'UNKNOWN_TABLE',
    });
    await expect(client.command({ query: 'CREATE TABLE' })).rejects.toMatchObject({ code: '62' });
  });
});

describe('an error', () => {
  it.each([
    ['SELEC 1', 400, 62],
    ['SELECT 1; SELECT 2', 400, 62],
    ['', 400, 62],
    ['SELECT * FROM nowhere', 404, 60],
    ['SELECT nothing', 404, 47],
    ['SELECT 1 FORMAT Nonsense', 404, 73],
    ["SELECT toUInt8('x')", 400, 6],
    ['SELECT throwIf(1)', 500, 395],
    ['SELECT {p:String}', 500, 456],
    ["SELECT 1 INTO OUTFILE 'x'", 404, 78],
    ['INSERT INTO nowhere VALUES (1)', 404, 60],
    ['SELECT sleep(3) SETTINGS max_execution_time = 1', 408, 159],
  ])('of %j has status %i and code %i', async (sql, status, code) => {
    const answer = await raw('/', { body: sql });
    expect(answer).toMatchObject({ status, headers: { 'x-clickhouse-exception-code': String(code) } });
    expect(answer.body.toString()).toMatch(
      new RegExp(`^Code: ${code}\\. DB::Exception: .*\\([A-Z_]+\\) \\(version .*\\)\n$`, 's'),
    );
  });

  it('of an unknown setting, database or encoding is told before the query runs', async () => {
    expect((await raw(q('SELECT 1', '&nonsense=1'))).headers['x-clickhouse-exception-code']).toBe('115');
    expect((await raw(q('SELECT 1', '&database=nowhere'))).status).toBe(404);
    const answer = await raw('/', { body: 'SELECT 1', headers: { 'Content-Encoding': 'lzma' } });
    expect(answer.body.toString()).toContain('UNKNOWN_COMPRESSION_METHOD');
  });

  it('shows the statement as the client wrote it', async () => {
    const text = (await raw('/', { body: 'SELECT 1 FROM FORMAT CSV' })).body.toString();
    expect(text).not.toContain('OUTFILE');
    const bad = await raw(q("INSERT INTO TABLE FUNCTION null('a UInt8') FORMAT JSONEachRow"), { body: '{"a":"x"}' });
    expect(bad.status).toBe(400);
    expect(bad.body.toString()).not.toContain(server.home);
  });

  it('leaves the connection of the client usable', async () => {
    for (let i = 0; i < 20; i += 1) {
      await expect(client.command({ query: 'nonsense' })).rejects.toMatchObject({ code: '62' });
      expect(await client.ping()).toEqual({ success: true });
    }
  });
});

describe('bytes', () => {
  const TYPES =
    'a UInt64, s String, d Nullable(Date32), t DateTime64(3), l Array(Tuple(x String, y Int32)), m Map(String, String)';
  const ROWS = `SELECT number AS a, unhex(hex(toString(number))) || char(10, 13, 9, 39, 59) AS s, if(number % 3 = 0, NULL, toDate32('2020-01-01') + number) AS d,
    toDateTime64('2024-01-01 00:00:00', 3) + number / 1000 AS t, [CAST((toString(number), -number), 'Tuple(x String, y Int32)')] AS l, map('k', 'ü;\\n') AS m FROM numbers(20000)`;
  const FORMATS = [
    'Avro',
    'RowBinary',
    'RowBinaryWithNamesAndTypes',
    'Parquet',
    'Native',
    'JSONEachRow',
    'CSV',
    'TabSeparated',
    'JSONCompactEachRowWithNamesAndTypes',
    'ArrowStream',
    'ORC',
    'MsgPack',
    'Values',
  ];

  it.each(FORMATS)('of %s go in and out unharmed', async (format) => {
    // Avro and ORC write their own types, so the rows are compared as the columns hold them.
    const table = `f_${format.toLowerCase()}`;
    await run(`CREATE TABLE ${table} (${TYPES}) ENGINE = MergeTree ORDER BY a`);
    const out = await raw(q(`${ROWS} FORMAT ${format}`));
    expect(out.status).toBe(200);
    const inserted = await raw(q(`INSERT INTO ${table} FORMAT ${format}`), { body: out.body });
    expect([inserted.status, inserted.body.toString()]).toEqual([200, '']);
    expect(JSON.parse(String(inserted.headers['x-clickhouse-summary'])).written_rows).toBe('20000');
    const sum = 'SELECT count(), sum(cityHash64(a, s, d, t, l, m))';
    expect(await run(`${sum} FROM ${table}`)).toBe(await run(`${sum} FROM (${ROWS})`));
  });

  it('that look like SQL stay data', async () => {
    await run('CREATE TABLE odd (s String) ENGINE = MergeTree ORDER BY s');
    const nasty = Buffer.from([10, 59, 39, 0, 255, 10, 13, 45, 45]);
    const body = Buffer.concat([Buffer.from([nasty.length]), nasty]);
    await raw(q('INSERT INTO odd FORMAT RowBinary'), { body });
    const both = Buffer.concat([Buffer.from('INSERT INTO odd (s) FORMAT RowBinary\n'), body]);
    await raw('/', { body: both });
    expect(await run('SELECT hex(s), count() FROM odd GROUP BY s')).toBe(`${nasty.toString('hex').toUpperCase()}\t2\n`);
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('may come in %s, statement and all', async (encoding, encode) => {
    const table = `enc_${encoding}`;
    await run(`CREATE TABLE ${table} (a UInt32) ENGINE = MergeTree ORDER BY a`);
    const text = `INSERT INTO ${table} VALUES ${Array.from({ length: 1_000 }, (_, a) => `(${a})`).join(',')}`;
    const answer = await raw('/', { body: encode(Buffer.from(text)), headers: { 'Content-Encoding': encoding } });
    expect(answer.body.toString()).toBe('');
    expect(await run(`SELECT count() FROM ${table}`)).toBe('1000\n');
  });

  it.each(['lz4', 'xz'])('may come in %s, which only the engine can undo', async (encoding) => {
    const table = `enc_${encoding}`;
    await run(`CREATE TABLE ${table} (a UInt32) ENGINE = MergeTree ORDER BY a`);
    const file = join(server.home, `packed.${encoding}`);
    await run(
      `INSERT INTO FUNCTION file('${file}', 'CSV', 'a UInt32', '${encoding}') SELECT number FROM numbers(1000)`,
    );
    const headers = { 'Content-Encoding': encoding };
    const answer = await raw(q(`INSERT INTO ${table} FORMAT CSV`), { body: readFileSync(file), headers });
    expect(answer.body.toString()).toBe('');
    expect(await run(`SELECT count(), sum(a) FROM ${table}`)).toBe('1000\t499500\n');
    const text = `INSERT INTO ${table} FORMAT CSV\n7\n`;
    await run(
      `INSERT INTO FUNCTION file('${file}.all', 'RawBLOB', 's String', '${encoding}') SELECT '${text.replace('\n', '\\n')}'`,
    );
    expect((await raw('/', { body: readFileSync(`${file}.all`), headers })).body.toString()).toBe('');
    expect(await run(`SELECT count() FROM ${table}`)).toBe('1001\n');
    const bad = await raw(q(`INSERT INTO ${table} FORMAT CSV`), { body: 'not packed', headers });
    expect(bad.headers['x-clickhouse-exception-code']).toBe('271');
  });

  it.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
    ['zstd', zstdDecompressSync],
  ] as const)('go out in %s when asked for', async (encoding, decode) => {
    for (const rows of [10, 500_000]) {
      const path = q(`SELECT number FROM numbers(${rows})`, '&enable_http_compression=1');
      const answer = await raw(path, { headers: { 'Accept-Encoding': encoding } });
      expect(answer.headers['content-encoding']).toBe(encoding);
      expect(decode(answer.body).toString().split('\n').length).toBe(rows + 1);
    }
    const plain = await raw(q('SELECT 1'), { headers: { 'Accept-Encoding': encoding } });
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it('that are no gzip are refused and nothing is inserted', async () => {
    await run('CREATE TABLE broken (a UInt32) ENGINE = MergeTree ORDER BY a');
    const half = gzipSync(Buffer.from('1\n'.repeat(100_000))).subarray(0, 100);
    const headers = { 'Content-Encoding': 'gzip' };
    for (const body of [half, Buffer.from('1\n')]) {
      const answer = await raw(q('INSERT INTO broken FORMAT TSV'), { body, headers });
      expect(answer.headers['x-clickhouse-exception-code']).toBe('354');
    }
    expect(await run('SELECT count() FROM broken')).toBe('0\n');
  });

  it('may be selected from by input()', async () => {
    await run('CREATE TABLE via_input (a UInt32, b String) ENGINE = MergeTree ORDER BY a');
    const sql = "INSERT INTO via_input SELECT a * 2, upper(b) FROM input('a UInt32, b String') FORMAT CSV";
    expect((await raw(q(sql), { body: '1,x\n2,y\n' })).body.toString()).toBe('');
    expect(await run('SELECT * FROM via_input ORDER BY a FORMAT CSV')).toBe('2,"X"\n4,"Y"\n');
  });

  it('can all be held back until the query has succeeded', async () => {
    const good = await raw(q('SELECT number FROM numbers(500000)', '&wait_end_of_query=1'));
    expect(good.body.toString().split('\n').length).toBe(500_001);
    const bad = await raw(q('SELECT throwIf(number = 2000000) FROM numbers(5000000)', '&wait_end_of_query=1'));
    expect(bad).toMatchObject({ status: 500, headers: { 'x-clickhouse-exception-code': '395' } });
  });
});

describe('settings', () => {
  it('drop a repeated insert by its token, in views too', async () => {
    const window = 'SETTINGS non_replicated_deduplication_window = 100';
    await run(`CREATE TABLE src (a UInt32) ENGINE = MergeTree ORDER BY a ${window}`);
    await run(`CREATE TABLE dst (a UInt32) ENGINE = MergeTree ORDER BY a ${window}`);
    await run('CREATE MATERIALIZED VIEW src_dst TO dst AS SELECT a + 1 AS a FROM src');
    const insert = (token: string) =>
      client.insert({
        table: 'src',
        values: [{ a: 1 }, { a: 2 }],
        format: 'JSONEachRow',
        clickhouse_settings: {
          insert_deduplication_token: token,
          deduplicate_blocks_in_dependent_materialized_views: 1,
          async_insert: 0,
        },
      });
    await insert('one');
    await insert('one');
    expect(await run('SELECT (SELECT count() FROM src), (SELECT count() FROM dst)')).toBe('2\t2\n');
    await insert('two');
    expect(await run('SELECT (SELECT count() FROM src), (SELECT count() FROM dst)')).toBe('4\t4\n');
  });

  it('and parameters of one request are not seen by another, not even after an error', async () => {
    const read = q("SELECT getSetting('max_block_size'), {p:String}", '&max_block_size=1234&param_p=mine');
    expect((await raw(read)).body.toString()).toBe('1234\tmine\n');
    await raw(q('SELECT throwIf(1), {p:String}', '&max_block_size=999&param_p=leak'));
    await run('SET max_block_size = 77');
    await run('USE system');
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => raw(q("SELECT getSetting('max_block_size'), currentDatabase()"))),
    );
    for (const answer of answers) expect(answer.body.toString()).toMatch(/^(?!1234|999|77\t)\d+\tdefault\n$/);
    expect((await raw(q('SELECT {p:String}'))).headers['x-clickhouse-exception-code']).toBe('456');
  });

  it('and parameters stay apart when many requests run at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        const path = q(
          "SELECT {p:UInt32}, getSetting('max_block_size'), {s:String}",
          `&param_p=${i}&max_block_size=${i + 1}&param_s=s${i}`,
        );
        return (await raw(path)).body.toString();
      }),
    );
    expect(answers).toEqual(answers.map((_, i) => `${i}\t${i + 1}\ts${i}\n`));
  });
});

describe('several clients', () => {
  it('with slow queries do not hold up a quick one', async () => {
    const away = new AbortController();
    const slow = Array.from({ length: 3 }, () =>
      client
        .query({
          query: 'SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))',
          abort_signal: away.signal,
        })
        .catch(() => 'aborted'),
    );
    await expect
      .poll(
        () =>
          run("SELECT count() FROM system.processes WHERE query LIKE '%sipHash64%' AND query NOT LIKE '%processes%'"),
        { timeout: 20_000 },
      )
      .toBe('3\n');
    const started = performance.now();
    for (let i = 0; i < 10; i += 1) expect(await run('SELECT 1')).toBe('1\n');
    expect((performance.now() - started) / 10).toBeLessThan(1_000);
    away.abort();
    expect(await Promise.all(slow)).toEqual(['aborted', 'aborted', 'aborted']);
    // A query whose client went away is ended.
    await expect
      .poll(
        () =>
          run("SELECT count() FROM system.processes WHERE query LIKE '%sipHash64%' AND query NOT LIKE '%processes%'"),
        { timeout: 20_000 },
      )
      .toBe('0\n');
  });

  it('that go away in the middle leave a working server', async () => {
    for (let i = 0; i < 40; i += 1) {
      await new Promise<void>((resolve) => {
        const call = httpRequest(`${server.url}${q('SELECT number FROM numbers(100000000)')}`, (response) => {
          response.once('data', () => {
            call.destroy();
            resolve();
          });
        });
        call.on('error', () => undefined);
        call.end();
      });
    }
    expect(await run('SELECT 1')).toBe('1\n');
    await expect.poll(() => run('SELECT count() FROM system.processes'), { timeout: 20_000 }).toBe('1\n');
  });

  it('that break off their upload insert nothing', async () => {
    await run('CREATE TABLE upload (a UInt32) ENGINE = MergeTree ORDER BY a');
    const headers = { 'Content-Length': '1000000' };
    await new Promise<void>((resolve) => {
      const call = httpRequest(`${server.url}${q('INSERT INTO upload FORMAT TSV')}`, { method: 'POST', headers });
      call.on('error', () => resolve());
      call.write('1\n'.repeat(1_000), () => call.destroy(new Error('away')));
    });
    expect(await run('SELECT count() FROM upload')).toBe('0\n');
  });
});
