import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, createRegistry } from '@rapport/service';
import { createReleaseMaker, createResultReader } from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { busyHistory } from '../../../../packages/metrics/src/testing/busy-history.ts';
import { createScenario, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createInsights, type InsightsDependencies } from '../app.ts';
import { releasesOf } from '../testing/live-releases.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';
import type { ExportLimits } from './job-board.ts';

const NOW = '2024-06-01T00:00:00Z';
const RELEASE = '2024-05-31T23:59:00Z';
const url = inject('clickhouseUrl');
const tokens = createOwnTokens();
const admin = tokens.give('admin');
const data = tokens.give('data', { k: 10 });
const other = tokens.give('data', { k: 10 });
const lead = tokens.give('lead', { programmes: ['g0'] });
let scenario: Scenario;

beforeAll(async () => {
  scenario = await createScenario(url, NOW);
  await scenario.load(busyHistory(60));
  const { warehouse } = scenario;
  await createReleaseMaker({ warehouse, clock: () => Date.parse(NOW), settleSeconds: 60 }).make('command');
});
afterAll(() => scenario.close());

type Token = { authorization: string };
type Started = { app: FastifyInstance; path: string };

/** The API with a folder for exports, or with the folder of one before it. */
async function start(
  limits: Partial<ExportLimits> = {},
  path = mkdtempSync(join(tmpdir(), 'rapport-jobs-')),
  more: Pick<InsightsDependencies, 'releases'> = {},
): Promise<Started> {
  const { warehouse } = scenario;
  const app = await createInsights({
    ...{ warehouse, logger: createLogger('exports-test', 'silent'), registry: createRegistry('exports-test') },
    ...{ clock: () => Date.parse(NOW), tokens: tokens.source, ...more },
    exports: { path, limits, warehouse, reader: createResultReader({ url, database: warehouse.database }) },
  });
  await app.ready();
  onTestFinished(async () => {
    await app.close();
    rmSync(path, { recursive: true, force: true });
  });
  return { app, path };
}

const post = ({ app }: Started, { authorization }: Token, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/v1/exports', payload, headers: { authorization, ...headers } });
const get = ({ app }: Started, { authorization }: Token, path: string) =>
  app.inject({ url: path, headers: { authorization } });
const remove = ({ app }: Started, { authorization }: Token, path: string) =>
  app.inject({ method: 'DELETE', url: path, headers: { authorization } });

/** Asks, waits until it is over, and gives the job. */
async function finished(started: Started, token: Token, payload: object) {
  const accepted = await post(started, token, payload);
  expect([accepted.statusCode, accepted.body]).toEqual([202, expect.stringContaining('"state"')]);
  const location = String(accepted.headers['location']);
  await expect
    .poll(async () => (await get(started, token, location)).json().data.state, { timeout: 30_000 })
    .toMatch(/done|failed/);
  return { location, ...(await get(started, token, location)).json() };
}

const question = { metric: 'meetings', programme: 'g0', grain: 'month', from: '2023-01-01', to: '2024-01-01' };

describe('an export of rows for the administrator', () => {
  it('is a job that becomes a file with length, digest and manifest', async () => {
    const started = await start();
    const { location, data: job } = await finished(started, admin, { rows: 'pairings', format: 'ndjson' });
    expect(job).toMatchObject({ state: 'done', kind: 'rows', format: 'ndjson', error: null });
    const file = await get(started, admin, `${location}/file`);
    const sha256 = createHash('sha256').update(file.rawPayload).digest('hex');
    expect(file.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-length': String(file.rawPayload.length),
      'content-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    });
    const [count] = await scenario.warehouse.query<{ n: string }>('SELECT toString(count()) AS n FROM fact_pairing');
    const rows = file.body.trim().split('\n').length;
    expect([job.rows, rows, job.sha256]).toEqual([Number(count?.n), rows, sha256]);
    const manifest = (await get(started, admin, `${location}/manifest`)).json();
    expect(manifest).toMatchObject({
      file: { rows, bytes: file.rawPayload.length, sha256, format: 'ndjson' },
      ...{ kind: 'rows', as_of: '2024-06-01T00:00:00.000Z', known_at: '2024-06-01T00:00:00.000Z' },
      definitions: [{ kind: 'reporting_view', id: 'pairings', version: 1 }],
      access: { role: 'admin', protection: 'none', answers: 'live', release: null },
      notes: [expect.stringContaining('Not protected')],
      feed_position: expect.any(String),
    });
    expect(manifest.schema[0]).toMatchObject({ name: 'pairing_id', type: 'String', comment: expect.any(String) });
    const feed = await get(started, admin, `/v1/feed/pairing?since=${manifest.feed_position}`);
    expect(feed.json()).toMatchObject({ data: [], meta: { complete: true, stream: 'pairing' } });
  });

  it('has the columns, the programme and the moment that were asked for', async () => {
    const started = await start();
    const order = {
      rows: 'pairings',
      format: 'csv',
      columns: ['state', 'pairing_id'],
      programme: 'g0',
      as_of: '2023-03-01T00:00:00Z',
    };
    const { location } = await finished(started, admin, order);
    const lines = (await get(started, admin, `${location}/file`)).body.trimEnd().split('\r\n');
    const [count] = await scenario.warehouse.query<{ n: string }>(
      `SELECT toString(uniqExact(pairing_id)) AS n FROM events_pairing WHERE programme_id = 'g0' AND occurred_at <= '2023-03-01'`,
    );
    expect(lines[0]).toBe('"state","pairing_id"');
    expect(lines.length - 1).toBe(Number(count?.n));
  });

  it('comes at once to who takes the format itself', async () => {
    const started = await start();
    const answer = await post(started, admin, { rows: 'programmes' }, { accept: 'application/x-ndjson' });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/x-ndjson']);
    expect(JSON.parse(answer.body.split('\n')[0] ?? '')).toMatchObject({ programme_id: expect.any(String) });
  });

  it.each([
    [{ rows: 'pairing' }, 404, 'EXPORT_UNKNOWN'],
    [{ rows: 'pairings', columns: ['nothing'] }, 404, 'EXPORT_UNKNOWN'],
    [{ rows: 'pairings', colums: ['state'] }, 400, 'UNKNOWN_FIELD'],
    [{ rows: 'pairings', format: 'xls' }, 400, 'INVALID_FIELD'],
    [{ rows: 'pairings', format: 'parquet', variant: 'formatted' }, 400, 'INVALID_EXPORT'],
    [{ rows: 'pairings', question }, 400, 'INVALID_EXPORT'],
    [{ question: { metric: 'meetings', grain: 'decade' } }, 400, expect.any(String)],
    [{ question: { metric: 'meeting' } }, 404, 'UNKNOWN_METRIC'],
  ])('is refused where it makes no sense: %j', async (order, status, code) => {
    const started = await start();
    const answer = await post(started, admin, order);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect((await get(started, admin, '/v1/exports')).json().data).toEqual([]);
  });
});

describe('an export of an answer', () => {
  it('has the cells of the answer itself', async () => {
    const started = await start();
    const { location } = await finished(started, admin, { question, format: 'ndjson' });
    const cells = (await get(started, admin, `${location}/file`)).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const query = new URLSearchParams(question);
    query.delete('metric');
    const series = (await get(started, admin, `/v1/metrics/meetings/series?${query}`)).json();
    expect(cells.map(({ bucket, state, value, n }) => ({ bucket, state, value, n }))).toEqual(
      series.data.map(({ bucket, state, value, n }: Record<string, unknown>) => ({ bucket, state, value, n })),
    );
    const manifest = (await get(started, admin, `${location}/manifest`)).json();
    expect(manifest).toMatchObject({
      definitions: [{ kind: 'metric', id: 'meetings', version: series.meta.version }],
      access: { protection: { k: 5 } },
      query: { metric: 'meetings', grain: 'month' },
    });
  });

  it('is rounded for who is not of the team, and says so', async () => {
    const started = await start();
    // Months of this history are about fewer people than ten on a side.
    const yearly = { ...question, grain: 'year' };
    const { location, data: job } = await finished(started, data, { question: yearly, format: 'ndjson' });
    expect([job.state, job.error]).toEqual(['done', null]);
    const cells = (await get(started, data, `${location}/file`)).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const shown = cells.filter(({ n }) => n !== null);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(({ n, value }) => n % 5 !== 0 || value % 5 !== 0)).toEqual([]);
    const manifest = (await get(started, data, `${location}/manifest`)).json();
    expect(manifest.notes).toContainEqual(expect.stringContaining('rounded to 5'));
  });

  it('knows no programme of others for a lead', async () => {
    const started = await start();
    const foreign = await post(started, lead, { question: { ...question, programme: 'g1' } });
    const none = await post(started, lead, { question: { ...question, programme: 'xx' } });
    expect([foreign.statusCode, foreign.json().code]).toEqual([none.statusCode, 'UNKNOWN_PROGRAMME']);
    expect(foreign.json().detail.replace('g1', 'xx')).toBe(none.json().detail);
  });
});

describe('rows for others than the administrator', () => {
  it.each([
    [{ rows: 'participants' }, 403, 'NOT_PERMITTED'],
    [{ rows: 'pairings', programme: 'g0' }, 422, 'EXPORT_NOT_PUBLISHED'],
    [{ rows: 'pairings', columns: ['mentor_id'] }, 422, 'EXPORT_NOT_PUBLISHED'],
    [{ rows: 'pairings', as_of: '2024-01-01T00:00:00Z' }, 422, 'EXPORT_NOT_PUBLISHED'],
  ])('are not chosen: %j', async (order, status, code) => {
    const started = await start();
    const answer = await post(started, data, order);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('wait for a release', async () => {
    const releases = releasesOf(scenario.engine);
    const { data: job } = await finished(await start({}, undefined, { releases }), data, { rows: 'pairings' });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'NOTHING_RELEASED' } });
  });
});

describe('rows as of a release', () => {
  it('are about ten people on each side in every combination, the same whoever asks, and say how coarse they are', async () => {
    const started = await start();
    const { location, data: job } = await finished(started, data, { rows: 'meetings', format: 'ndjson' });
    expect([job.state, job.error]).toEqual(['done', null]);
    const body = (await get(started, data, `${location}/file`)).body;
    const rows: Record<string, string>[] = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(
      rows.flatMap((row) => Object.keys(row)).filter((name) => name.endsWith('_id') && name !== 'programme_id'),
    ).toEqual([]);
    const cells = Map.groupBy(rows, ({ state: _, ...cell }) => JSON.stringify(cell));
    for (const own of cells.values()) expect(new Set(own.map(({ state }) => state)).size).toBeGreaterThanOrEqual(2);
    const manifest = (await get(started, data, `${location}/manifest`)).json();
    expect(manifest).toMatchObject({
      ...{ as_of: '2024-05-31T23:59:00.000Z', known_at: '2024-05-31T23:59:00.000Z' },
      access: { role: 'data', release: RELEASE, protection: { k: 10 } },
      generalisation: { k: 10, sensitive: 'state', columns: { programme_id: 'as it is' } },
    });
    const again = await finished(started, other, { rows: 'meetings', format: 'ndjson' });
    expect(again.data.sha256).toBe(job.sha256);
    expect(again.data.id).not.toBe(job.id);
  });

  it('are of their own programmes for a lead', async () => {
    const started = await start();
    const { location, data: job } = await finished(started, lead, { rows: 'meetings', format: 'ndjson' });
    if (job.state === 'failed') expect(job.error.code).toBe('EXPORT_NOT_ANONYMOUS');
    const rows = job.state === 'done' ? (await get(started, lead, `${location}/file`)).body.trim().split('\n') : [];
    expect(rows.filter((row) => JSON.parse(row).programme_id !== 'g0')).toEqual([]);
  });
});

describe('jobs', () => {
  it('are seen by who asked for them, and by the administrator', async () => {
    const started = await start();
    const { location } = await finished(started, data, { question });
    expect((await get(started, other, location)).statusCode).toBe(404);
    expect((await get(started, other, `${location}/file`)).statusCode).toBe(404);
    expect((await remove(started, other, location)).statusCode).toBe(404);
    expect((await get(started, other, '/v1/exports')).json().data).toEqual([]);
    expect((await get(started, admin, '/v1/exports')).json().data).toHaveLength(1);
  });

  it('are made once for one idempotency key', async () => {
    const started = await start();
    const key = { 'idempotency-key': 'nightly-2024-06-01' };
    const first = await post(started, data, { question }, key);
    const again = await post(started, data, { question }, key);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect((await post(started, other, { question }, key)).headers['location']).not.toBe(first.headers['location']);
  });

  it('are as many as there is room for', async () => {
    const started = await start({ perCaller: 2 });
    await finished(started, data, { question });
    const { location } = await finished(started, data, { question });
    const refused = await post(started, data, { question });
    expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([
      429,
      'TOO_MANY_EXPORTS',
      '60',
    ]);
    expect((await post(started, other, { question })).statusCode).toBe(202);
    expect((await remove(started, data, location)).statusCode).toBe(204);
    expect((await get(started, data, location)).statusCode).toBe(404);
    expect((await post(started, data, { question })).statusCode).toBe(202);
  });

  it('fail where a file would be larger than there is room for, and leave nothing behind', async () => {
    const started = await start({ bytes: 2_000 });
    const { location, data: job } = await finished(started, admin, { rows: 'meetings', format: 'ndjson' });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'EXPORT_TOO_LARGE' }, bytes: 0 });
    expect(readdirSync(join(started.path, job.id))).toEqual(['job.json']);
    expect((await get(started, admin, `${location}/file`)).statusCode).toBe(409);
  });

  it('are cleared away when they are old', async () => {
    const before = await start();
    const { data: job } = await finished(before, admin, { question });
    await before.app.close();
    const after = await start({ keepMs: -1 }, before.path);
    expect((await get(after, admin, `/v1/exports/${job.id}`)).statusCode).toBe(404);
    expect(readdirSync(before.path)).toEqual([]);
  });

  it('are there again after a restart, file and manifest too', async () => {
    const before = await start();
    const { location, data: job } = await finished(before, admin, { rows: 'goals', format: 'parquet' });
    const file = (await get(before, admin, `${location}/file`)).rawPayload;
    await before.app.close();
    const after = await start({}, before.path);
    expect((await get(after, admin, location)).json().data).toEqual(job);
    expect((await get(after, admin, `${location}/file`)).rawPayload.equals(file)).toBe(true);
  });

  it('go on after a process that was killed while it wrote: the half file is not taken for the whole', async () => {
    const before = await start();
    const { location, data: job } = await finished(before, admin, { rows: 'meetings', format: 'csv' });
    await before.app.close();
    const noted = join(before.path, job.id, 'job.json');
    const killed = {
      ...JSON.parse(readFileSync(noted, 'utf8')),
      state: 'running',
      attempts: 1,
      file: null,
      finishedAt: null,
    };
    writeFileSync(noted, JSON.stringify(killed));
    truncateSync(join(before.path, job.id, 'data.csv'), 100);
    const after = await start({}, before.path);
    await expect
      .poll(async () => (await get(after, admin, location)).json().data.state, { timeout: 30_000 })
      .toBe('done');
    expect((await get(after, admin, location)).json().data.rows).toBe(job.rows);
    expect((await get(after, admin, `${location}/file`)).rawPayload).toHaveLength(job.bytes);
  });

  it('are given up after three processes that did not come to an end with them', async () => {
    const before = await start();
    const { location, data: job } = await finished(before, admin, { question });
    await before.app.close();
    const noted = join(before.path, job.id, 'job.json');
    const killed = { ...JSON.parse(readFileSync(noted, 'utf8')), state: 'running', attempts: 3, file: null };
    writeFileSync(noted, JSON.stringify(killed));
    const after = await start({}, before.path);
    expect((await get(after, admin, location)).json().data).toMatchObject({
      state: 'failed',
      error: { code: 'EXPORT_INTERRUPTED' },
    });
  });
});

describe('a feed', () => {
  it('is for administrators where nothing else is set', async () => {
    const started = await start();
    for (const token of [data, lead]) expect((await get(started, token, '/v1/feed/pairing')).statusCode).toBe(403);
  });

  it.each([
    ['/v1/feed/pairings', 404, 'UNKNOWN_STREAM'],
    ['/v1/feed/pairing?since=nonsense', 400, 'INVALID_POSITION'],
    ['/v1/feed/pairing?limit=0', 400, 'INVALID_PARAMETER'],
    ['/v1/feed/pairing?snce=x', 400, 'INVALID_PARAMETER'],
  ])('refuses %s', async (path, status, code) => {
    const answer = await get(await start(), admin, path);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('tells every event of the log once, page by page', async () => {
    const started = await start();
    const ids: string[] = [];
    let path = '/v1/feed/meeting?limit=100';
    for (let complete = false; !complete; ) {
      const { data: events, meta, links } = (await get(started, admin, path)).json();
      ids.push(...events.map(({ event_id }: { event_id: string }) => event_id));
      complete = meta.complete;
      path = links.next;
    }
    const [count] = await scenario.warehouse.query<{ n: string }>(
      'SELECT toString(uniqExact(event_id)) AS n FROM events_meeting',
    );
    expect([ids.length, new Set(ids).size]).toEqual([Number(count?.n), Number(count?.n)]);
    expect(ids.length).toBeGreaterThan(200);
  });

  it('waits for an event, but no longer than asked', async () => {
    const started = await start();
    const last = (await get(started, admin, '/v1/feed/programme?limit=10000')).json().meta.next;
    const began = performance.now();
    const { data: events } = (await get(started, admin, `/v1/feed/programme?since=${last}&wait=0.6`)).json();
    expect([events, performance.now() - began > 500]).toEqual([[], true]);
  });
});
