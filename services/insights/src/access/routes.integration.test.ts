import { metrics } from '@rapport/metrics';
import { keepReport, type StoredReport } from '@rapport/warehouse';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { createOwnTokens } from '../testing/own-tokens.ts';
import { type Route, routesOf } from '../testing/routes-of.ts';
import { createTwoWorlds, FOREIGN, NOBODYS, OWN, thingsOf, type World } from '../testing/two-worlds.ts';
import { openAddresses } from './access.ts';

type Ask = InjectOptions & { method: NonNullable<InjectOptions['method']>; url: string };

const METRIC = '/v1/metrics/:id';
const named = (url: string) => url.replace(':id', 'pairings');
const series = (url: string) => (programme: string) => [
  { method: 'GET' as const, url: `${named(url)}?programme=${programme}` },
  { method: 'GET' as const, url: `${named(url)}?f.programme=${programme}` },
  { method: 'GET' as const, url: `${named(url)}?f.programme=!${programme}` },
  { method: 'GET' as const, url: `${named(url)}?f.programme=${OWN},${programme}` },
  { method: 'GET' as const, url: `${named(url)}?programme=${OWN}&f.programme=${programme}` },
  { method: 'GET' as const, url: `${named(url)}?group_by=programme&reference=${programme}` },
  { method: 'GET' as const, url: `${named(url)}?programme=${programme}&group_by=nonsense&grain=never` },
];

/** How a route is asked about a programme; a route that is not here is asked by its path and its query. */
const asks: Readonly<Record<string, (programme: string) => Ask[]>> = {
  [`GET ${METRIC}/series`]: (programme) => [
    ...series(`${METRIC}/series`)(programme),
    { method: 'GET', url: `${named(METRIC)}/series?programme=${programme}&format=csv` },
    {
      method: 'GET',
      url: `${named(METRIC)}/series?programme=${programme}&compare=previous&from=2023-03-01&to=2023-05-01`,
    },
  ],
  [`GET ${METRIC}/explain`]: series(`${METRIC}/explain`),
  [`GET ${METRIC}/triangle`]: (programme) =>
    series('/v1/metrics/:id/triangle')(programme).map((ask) => ({
      ...ask,
      url: ask.url.replace('pairings', 'pair-survival'),
    })),
  [`GET ${METRIC}/diff`]: (programme) =>
    series(`${METRIC}/diff`)(programme).map((ask) => ({ ...ask, url: `${ask.url}&between=2023-06-01T00:00:00Z` })),
  'POST /v1/query': (programme) => [
    {
      method: 'POST',
      url: '/v1/query',
      payload: {
        queries: [
          { metric: 'pairings', programme },
          { metric: 'pairings', where: { programme } },
          { metric: 'nonsense', programme },
          { metric: 'nps', programme: OWN, where: { programme: [`!${programme}`] } },
        ],
      },
    },
  ],
  'POST /v1/views': (programme) =>
    [
      { programme },
      { state: `programme=${programme}` },
      { programme: OWN, state: `f.programme=!${programme}` },
      { programme, colour: 'red' },
    ].map((more) => ({
      ...{ method: 'POST', url: '/v1/views', payload: { title: 'A view', page: '/retention', ...more } },
    })),
  'POST /v1/annotations': (programme) => [
    {
      ...{ method: 'POST', url: '/v1/annotations' },
      payload: { programme, from: '2024-05-01', text: 'A day off', kind: 'holiday' },
    },
  ],
  'GET /v1/frozen-reports/:id': (programme) => [{ method: 'GET', url: `/v1/frozen-reports/${programme}` }],
  'GET /v1/frozen-reports/:id/reissue': (programme) => [
    { method: 'GET', url: `/v1/frozen-reports/${programme}/reissue` },
  ],
};

function asksOf({ method, url }: Route, programme: string): Ask[] {
  const own = asks[`${method} ${url}`];
  if (own !== undefined) return own(programme);
  if (method === 'GET' && url.startsWith(`${METRIC}/`)) return series(url)(programme);
  const [, , kind = ''] = url.split('/');
  const path = url.replaceAll(/:\w+/g, thingsOf(programme)[kind] ?? programme);
  const asked = { method: method as Ask['method'], url: `${path}?programme=${programme}` };
  return [method === 'GET' ? asked : { ...asked, payload: { programme, query: { metric: 'pairings', programme } } }];
}

/** What a caller sees of an answer, but the date, and the name that they said themselves. */
function seen({ statusCode, headers, body }: { statusCode: number; headers: object; body: string }, programme: string) {
  const { date: _date, ...told } = headers as Record<string, unknown>;
  const names = [programme, ...Object.values(thingsOf(programme))];
  const named = names.reduce((text, name) => text.replaceAll(name, 'NAMED'), body);
  const text = named.replaceAll(/"trace_id":"[^"]*"/g, '');
  return { statusCode, told: { ...told, etag: undefined, 'content-length': undefined }, text };
}

function report(id: string, programme: string | null, smallestGroup: number, meta: object): StoredReport {
  const question = { metric: 'pairings', ...(programme === null ? {} : { programme }) };
  const at = Date.UTC(2024, 0, 1);
  const moment = new Date(at).toISOString();
  const answer = { question, metric: 'pairings', version: 1, sql_sha256: 'x', data: [], meta };
  const about = { name: id, as_of: moment, known_at: moment, protection: { k: smallestGroup }, engine_version: 1 };
  const content = JSON.stringify({ ...about, answers: [answer] });
  return { id, name: id, sha256: 'x', content, answers: 1, frozenAt: at, asOf: at, knownAt: at, smallestGroup };
}

let alone: World;
let beside: World;
let tokens: ReturnType<typeof createOwnTokens>;
let routes: Route[];
beforeAll(async () => {
  ({ alone, beside, tokens } = await createTwoWorlds(inject('clickhouseUrl')));
  const asked = { url: '/v1/metrics/pairings/series', headers: tokens.give('admin') };
  const { meta } = (await alone.app.inject(asked)).json<{ meta: object }>();
  for (const { scenario } of [alone, beside]) await keepReport(scenario.warehouse, report('own', OWN, 10, meta));
  await keepReport(beside.scenario.warehouse, report(FOREIGN, FOREIGN, 10, meta));
  await keepReport(beside.scenario.warehouse, report('everybody', null, 10, meta));
  routes = routesOf(beside.app).filter(({ url }) => !openAddresses.includes(url));
}, 60_000);
afterAll(async () => {
  await alone.close();
  await beside.close();
});

const lead = () => tokens.give('lead', { programmes: [OWN], k: 10, requests_per_minute: 100_000 });

describe('every route', () => {
  it('is walked: the list is read from the app itself', () => {
    expect(routes.length).toBeGreaterThanOrEqual(14);
    for (const route of Object.keys(asks)) expect(routes.map(({ method, url }) => `${method} ${url}`)).toContain(route);
  });

  it('answers nobody without a token, or with one that is for something else', async () => {
    const { authorization } = tokens.give('producer');
    const expired = tokens.give('admin', { expires: '2024-01-02T00:00:00Z' });
    for (const route of routes) {
      for (const ask of asksOf(route, OWN)) {
        for (const [headers, status] of [
          [{}, 401],
          [{ authorization: 'Bearer nonsense' }, 401],
          [{ authorization: expired.authorization }, 401],
          [{ authorization }, 403],
        ] as const) {
          const { statusCode, headers: told } = await beside.app.inject({ ...ask, headers });
          expect([ask.url, statusCode]).toEqual([ask.url, status]);
          expect(told['www-authenticate'] !== undefined).toBe(status === 401);
        }
        if (route.method === 'GET') expect((await beside.app.inject({ ...ask, method: 'HEAD' })).statusCode).toBe(401);
      }
    }
  });

  it('tells a lead of a programme of others what it tells of one that nobody has, to the byte', async () => {
    const { authorization } = lead();
    for (const route of routes) {
      const [foreign, nobodys] = [asksOf(route, FOREIGN), asksOf(route, NOBODYS)];
      for (const [index, ask] of foreign.entries()) {
        const other = nobodys[index];
        if (other === undefined) throw new Error('as many questions about the one as about the other');
        const headers = { authorization };
        const one = seen(await beside.app.inject({ ...ask, headers }), FOREIGN);
        const two = seen(await beside.app.inject({ ...other, headers }), NOBODYS);
        expect([ask.url, one]).toEqual([ask.url, two]);
        expect(one.text).not.toContain('NAMED-');
      }
    }
  });

  it('answers a lead the same whether others have programmes or not', async () => {
    const headers = { authorization: lead().authorization };
    for (const route of routes) {
      const isReport = route.url.startsWith('/v1/frozen-reports/');
      // Their own programme in three ways of naming it; the report that is theirs is called so.
      for (const ask of isReport ? asksOf(route, 'own') : asksOf(route, OWN).slice(0, 3)) {
        const [one, two] = await Promise.all([alone, beside].map(({ app }) => app.inject({ ...ask, headers })));
        if (one === undefined || two === undefined) throw new Error('two worlds');
        // When the rows were written differs, as the two worlds were made one after the other.
        const plain = (answer: typeof one) => {
          const { statusCode, text } = seen(answer, OWN);
          return [statusCode, text.replaceAll(/"(written_at|stored_at|seconds_since_written)":[^,}]*/g, '')];
        };
        expect([ask.url, ...plain(two)]).toEqual([ask.url, ...plain(one)]);
        expect(two.body).not.toContain(FOREIGN);
      }
    }
  });
});

describe('every metric', () => {
  it('has for a lead the value that it has where their programme is alone', async () => {
    const headers = { authorization: lead().authorization };
    const queries = metrics.map(({ id, dimensions, alwaysBy }) => {
      const over = alwaysBy === undefined && dimensions.includes('start_quarter') ? { grain: 'quarter' } : {};
      return { metric: id, programme: OWN, ...over };
    });
    const batches = Array.from({ length: Math.ceil(queries.length / 20) }, (_, at) =>
      queries.slice(at * 20, at * 20 + 20),
    );
    let answered = 0;
    for (const batch of batches) {
      const ask = { method: 'POST' as const, url: '/v1/query', headers, payload: { queries: batch } };
      const [one, two] = [await alone.app.inject(ask), await beside.app.inject(ask)];
      expect([one.statusCode, two.statusCode, two.json().detail]).toEqual([200, 200, undefined]);
      expect(two.json().data).toEqual(one.json().data);
      answered += two.json().data.filter((answer: object) => 'data' in answer).length;
    }
    // The others cannot be told apart by programme, or need a breakdown that they were not given.
    expect(answered).toBeGreaterThan(metrics.length * 0.7);
  }, 240_000);
});

describe('each role', () => {
  const ask = async (role: 'admin' | 'analyst' | 'data' | 'lead', url: string) => {
    const own = role === 'lead' ? { programmes: [OWN] } : {};
    return beside.app.inject({ url, headers: { authorization: tokens.give(role, own).authorization } });
  };
  const programmesOf = async (role: 'admin' | 'analyst' | 'data' | 'lead') =>
    (await ask(role, '/v1/programmes')).json().data.map(({ id }: { id: string }) => id);
  const reportsOf = async (role: 'admin' | 'analyst' | 'data' | 'lead') =>
    (await ask(role, '/v1/frozen-reports')).json().data.map(({ id }: { id: string }) => id);

  it('sees the programmes that are theirs', async () => {
    for (const role of ['admin', 'analyst', 'data'] as const) expect(await programmesOf(role)).toEqual([OWN, FOREIGN]);
    expect(await programmesOf('lead')).toEqual([OWN]);
  });

  it('sees the frozen reports whose questions are all about those, and whose groups are large enough', async () => {
    await keepReport(beside.scenario.warehouse, report('of-five', OWN, 5, {}));
    for (const role of ['admin', 'analyst'] as const)
      expect((await reportsOf(role)).toSorted()).toEqual(['everybody', 'of-five', 'own', FOREIGN].toSorted());
    expect((await reportsOf('data')).toSorted()).toEqual(['everybody', 'own', FOREIGN].toSorted());
    expect(await reportsOf('lead')).toEqual(['own']);
    expect((await ask('lead', '/v1/frozen-reports/of-five')).statusCode).toBe(404);
    expect((await ask('lead', '/v1/frozen-reports/own')).statusCode).toBe(200);
  });

  it('compares moments only where its answers are live', async () => {
    const diff = `/v1/metrics/pairings/diff?programme=${OWN}&between=soon`;
    expect((await ask('admin', diff)).json()).toMatchObject({ status: 400, errors: [{ parameter: 'between' }] });
    for (const role of ['analyst', 'data', 'lead'] as const) expect((await ask(role, diff)).statusCode).toBe(403);
  });

  it('is answered as of the latest release where its answers are released, and live where not', async () => {
    const release = { id: '2024-05-31T23:59:00Z', at: '2024-05-31T23:59:00.000Z', made_at: '2024-06-01T00:00:00.000Z' };
    const series = '/v1/metrics/pairings/series?grain=year';
    for (const role of ['analyst', 'data', 'lead'] as const) {
      expect((await ask(role, '/v1/releases')).json()).toMatchObject({ data: [release], meta: { row_count: 1 } });
      const { data, meta } = (await ask(role, series)).json();
      expect(meta).toMatchObject({ release, as_of: release.at, known_at: release.at });
      expect(data.filter((row: { state: string }) => row.state === 'value')).toContainEqual(
        expect.objectContaining({ release: release.id }),
      );
    }
    const { data, meta } = (await ask('admin', series)).json();
    expect([meta.release, data[0].release]).toEqual([undefined, undefined]);
  });

  it('is told what may be asked instead where no released table has it', async () => {
    for (const [asked, parameter] of [
      ['series?grain=day&from=2024-01-01&to=2024-02-01', 'grain'],
      ['series?as_of=2024-01-01T00:00:00Z', 'as_of'],
      ['explain?grain=week&from=2024-01-01&to=2024-02-05', 'grain'],
    ] as const) {
      const refused = await ask('analyst', `/v1/metrics/pairings/${asked}`);
      const { status, code, errors } = refused.json();
      expect([asked, status, code, errors[0].parameter]).toEqual([asked, 422, 'BREAKDOWN_NOT_PUBLISHED', parameter]);
      expect((await ask('admin', `/v1/metrics/pairings/${asked}`)).statusCode).toBe(200);
    }
    const many = await beside.app.inject({
      ...{ method: 'POST', url: '/v1/query', headers: { authorization: tokens.give('analyst').authorization } },
      payload: { queries: [{ metric: 'pairings', grain: 'day' }, { metric: 'pairings' }] },
    });
    expect(many.json().data).toMatchObject([
      { problem: { status: 422, code: 'BREAKDOWN_NOT_PUBLISHED' } },
      { meta: { release: { id: '2024-05-31T23:59:00Z' } } },
    ]);
  });

  it('gets a lead to their programme where they name none, and to its times only', async () => {
    const { data, meta } = (await ask('lead', '/v1/metrics/pairings/series')).json();
    expect(meta).toMatchObject({
      query: { programme: OWN },
      time_zones: ['Europe/London'],
      access: 'lead: token lead',
    });
    expect(data.length).toBe(1);
    const freshness = (await ask('lead', '/v1/freshness')).json().data;
    expect(freshness.flatMap(({ partitions }: { partitions: unknown[] }) => partitions)).toEqual([]);
    expect(freshness.map(({ stream }: { stream: string }) => stream)).toContain('meeting');
    const explained = (await ask('lead', '/v1/metrics/pairings/explain')).json().data;
    expect(explained).toMatchObject({ tables: [], rows_read: null });
  });
});

it('gave no answer that the document does not describe', () => {
  expect(beside.watched.seen()).toBeGreaterThan(100);
  expect([...new Set([...alone.watched.faults, ...beside.watched.faults])]).toEqual([]);
});
