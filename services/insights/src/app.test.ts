import { gunzipSync } from 'node:zlib';
import { createLogger, createRegistry } from '@rapport/service';
import type { Warehouse } from '@rapport/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInsights } from './app.ts';

/** A warehouse that answers every summary with one row, so that only the HTTP side is on trial. */
async function client(query: (sql: string) => Promise<unknown[]> = async () => []) {
  const warehouse = { query, ping: async () => undefined } as unknown as Warehouse;
  const app = await createInsights({
    warehouse,
    logger: createLogger('test', 'silent'),
    registry: createRegistry('test'),
    clock: () => Date.UTC(2024, 5, 15),
  });
  onTestFinished(() => app.close());
  return (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
}

const oneCell = async (sql: string) =>
  sql.includes('dim_programme') || sql.includes('programme_id, time_zone FROM')
    ? []
    : [{ bucket: '', n: 40, immature: 0, k: 10, mentors: 9, mentees: 30 }];

describe('the read API', () => {
  it('lists the catalogue without its SQL', async () => {
    const get = await client();
    const body = (await get('/v1/metrics')).json();
    expect(body.meta.row_count).toBe(body.data.length);
    expect(body.data[0]).toHaveProperty('formula');
    expect(JSON.stringify(body)).not.toContain('SELECT');
  });

  it('packs a long answer for whoever takes gzip, and nothing else', async () => {
    const get = await client();
    const [plain, packed] = [await get('/v1/metrics'), await get('/v1/metrics', { 'accept-encoding': 'gzip, br' })];
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: expect.stringContaining('Authorization'),
    });
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5);
    const short = await get('/v1/metrics/unheard-of', { 'accept-encoding': 'gzip' });
    expect(short.headers['content-encoding']).toBeUndefined();
  });

  it('says what was meant where a metric does not exist', async () => {
    const get = await client();
    for (const url of ['/v1/metrics/pair-survial', '/v1/metrics/pair-survial/series']) {
      const answer = await get(url);
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json()).toMatchObject({
        code: 'UNKNOWN_METRIC',
        detail: expect.stringContaining('pair-survival?'),
      });
    }
  });

  it('answers with data, meta and links, and always protects', async () => {
    const get = await client(oneCell);
    const body = (await get('/v1/metrics/premature-closure/series')).json();
    expect(body.data[0]).toMatchObject({ state: 'value', value: 0.25, n: 40, ci: { method: 'wilson' } });
    expect(body.meta).toMatchObject({ metric: 'premature-closure', protection: { k: 5 }, time_zones: ['UTC'] });
    expect(body.links.csv).toContain('format=csv');
  });

  it('refuses unknown parameters and senseless requests as problems that name the parameter', async () => {
    const get = await client();
    const unknown = await get('/v1/metrics/nps/series?program=x');
    expect(unknown.statusCode).toBe(400);
    expect(unknown.json().errors[0]).toMatchObject({
      parameter: 'program',
      message: expect.stringContaining('programme'),
    });
    const senseless = await get('/v1/metrics/meetings/series?group_by=end_reason&as_of=yesterday');
    expect(senseless.statusCode).toBe(400);
    expect(senseless.json().errors.map((error: { parameter: string }) => error.parameter)).toEqual([
      'group_by',
      'as_of',
    ]);
  });

  it('gives CSV on request', async () => {
    const get = await client(oneCell);
    const answer = await get('/v1/metrics/premature-closure/series?format=csv');
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.body.split('\r\n')[1]).toMatch(/^,value,0.25,40,/);
  });

  it('says 304 to who already has the answer', async () => {
    const get = await client(oneCell);
    const first = await get('/v1/metrics/premature-closure/series');
    const again = await get('/v1/metrics/premature-closure/series', { 'if-none-match': String(first.headers['etag']) });
    expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, '']);
  });

  it('reads If-None-Match as a list of tags, compared weakly', async () => {
    const get = await client(oneCell);
    const path = '/v1/metrics/premature-closure/series';
    const tag = String((await get(path)).headers['etag']);
    const status = async (known: string) => (await get(path, { 'if-none-match': known })).statusCode;
    expect([await status('*'), await status(`"old", ${tag}`), await status(tag.replace('W/', ''))]).toEqual([
      304, 304, 304,
    ]);
    expect([await status('"old"'), await status(tag.slice(3, -1)), await status('')]).toEqual([200, 200, 200]);
  });

  it('tells a warehouse that may come back from a fault of its own, and leaks neither', async () => {
    const gone = await client(async () => {
      throw Object.assign(new Error('connect 10.0.0.7'), { retriable: true });
    });
    const unavailable = await gone('/v1/metrics/meetings/series');
    expect(unavailable.statusCode).toBe(503);
    expect(unavailable.headers['retry-after']).toBe('5');
    const broken = await client(async () => {
      throw new Error('table secrets');
    });
    const fault = await broken('/v1/metrics/meetings/series');
    expect(fault.statusCode).toBe(500);
    expect(unavailable.body + fault.body).not.toMatch(/10\.0\.0\.7|secrets/);
  });

  it('refuses an address without end', async () => {
    const get = await client();
    expect((await get(`/v1/metrics/nps/series?f.wave=${'x'.repeat(5_000)}`)).statusCode).toBe(414);
  });

  it('describes itself in OpenAPI 3.1, with examples', async () => {
    const get = await client();
    const document = (await get('/openapi.json')).json();
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/v1/metrics',
        '/v1/metrics/{id}',
        '/v1/metrics/{id}/series',
        '/v1/metrics/{id}/explain',
        '/v1/metrics/{id}/versions',
        '/v1/metrics/{id}/triangle',
        '/v1/metrics/{id}/diff',
        '/v1/query',
        '/v1/dictionary',
        '/v1/frozen-reports',
        '/v1/frozen-reports/{id}',
        '/v1/frozen-reports/{id}/reissue',
        '/v1/me',
        '/v1/programmes',
        '/v1/freshness',
      ]),
    );
    const series = document.paths['/v1/metrics/{id}/series'].get;
    expect(series.parameters.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['id', 'from', 'group_by']),
    );
    expect(Object.keys(series.responses['200'].content['application/json'].examples)).not.toEqual([]);
  });

  it('has the dictionary as a page that may load nothing', async () => {
    const get = await client();
    const page = await get('/dictionary');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('id="pair-survival"');
  });

  it('counts how long queries took', async () => {
    const get = await client(oneCell);
    await get('/v1/metrics/premature-closure/series');
    expect((await get('/metrics')).body).toContain(
      'rapport_query_duration_seconds_count{endpoint="/v1/metrics/{id}/series"} 1',
    );
  });
});
