import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunQuery } from '@rapport/metrics';
import {
  changeTokenFile,
  createLogger,
  createRegistry,
  createTokenSource,
  makeToken,
  type TokenSource,
} from '@rapport/service';
import type { AccessLogLine, Warehouse } from '@rapport/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInsights } from '../app.ts';
import { liveReleases } from '../testing/live-releases.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';
import { openAddresses } from './access.ts';

const NOW = Date.UTC(2024, 5, 15);
const CELL = { bucket: '', n: 40, immature: 0, k: 10, mentors: 19, mentees: 30 };
const SERIES = '/v1/metrics/premature-closure/series';

/** An API whose warehouse answers every summary with one cell, with what it logged. */
async function api(own: { tokens?: TokenSource; loopback?: boolean; clock?: () => number } = {}) {
  const lines: AccessLogLine[] = [];
  const programmes = [{ programme_id: 'north', time_zone: 'UTC' }];
  const queries: string[] = [];
  const query = async (sql: string) => {
    queries.push(sql);
    return sql.includes('programme_id, time_zone FROM') ? programmes : [CELL];
  };
  const app = await createInsights({
    warehouse: { query } as unknown as Warehouse,
    releases: liveReleases(query as RunQuery),
    logger: createLogger('access-test', 'silent'),
    registry: createRegistry('access-test'),
    clock: () => NOW,
    accessLog: { add: (line) => void lines.push(line), close: async () => undefined },
    ...own,
  });
  onTestFinished(() => app.close());
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
  return { app, get, lines, queries };
}

describe('without tokens', () => {
  it('everybody on this machine is the demo, and the answer says so', async () => {
    const { get, lines } = await api();
    const answer = (await get(SERIES)).json();
    expect(answer.meta).toMatchObject({ access: 'demo: no token, this machine only', protection: { k: 5 } });
    expect(lines).toMatchObject([{ role: 'demo', token_id: '', metrics: ['premature-closure'], cells_shown: 1 }]);
  });

  it('nobody else gets an answer: not by another name, through a proxy, or where others can reach the process', async () => {
    const { get } = await api();
    for (const headers of [{ host: 'rebound.example.org' }, { 'x-forwarded-for': '192.0.2.1' }])
      expect((await get(SERIES, headers as Record<string, string>)).statusCode).toBe(401);
    const open = await api({ loopback: false });
    const answer = await open.get(SERIES);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="rapport"');
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status: 401, code: 'TOKEN_NEEDED' });
    expect(open.lines).toEqual([]);
  });

  it('who shows a token is told that nobody has it, so that a lost file does not go unseen', async () => {
    const { get } = await api();
    const { text } = makeToken({ name: 'x', role: 'analyst', programmes: 'all', k: 5, created: '', expires: null });
    expect((await get(SERIES, { authorization: `Bearer ${text}` })).json().code).toBe('TOKEN_INVALID');
  });
});

describe('with tokens', () => {
  it('refuses who shows none, and any header that is no good, with a challenge', async () => {
    const own = createOwnTokens();
    const { authorization } = own.give('analyst');
    const { get } = await api({ tokens: own.source });
    const wrong = [
      {},
      { authorization: '' },
      { authorization: authorization.replace('Bearer ', '') },
      { authorization: 'Basic dTpw' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer  ' },
      { authorization: `${authorization}x` },
      { authorization: `${authorization} ${authorization}` },
      { authorization: authorization.slice(0, -1) },
    ];
    for (const headers of wrong) {
      const answer = await get(SERIES, headers as Record<string, string>);
      expect([headers, answer.statusCode]).toEqual([headers, 401]);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="rapport"/);
      expect(answer.body).not.toContain(authorization.slice(25));
    }
    expect((await get(SERIES, { authorization })).statusCode).toBe(200);
    expect((await get(SERIES, { authorization: authorization.replace('Bearer', 'bearer') })).statusCode).toBe(200);
  });

  it('asks each role with its k, which a token can raise and never lower', async () => {
    const own = createOwnTokens();
    const { get } = await api({ tokens: own.source });
    const cases = [
      ['admin', {}, 5],
      ['analyst', {}, 5],
      ['analyst', { k: 8 }, 8],
      ['data', {}, 10],
      ['lead', { programmes: ['north'] }, 10],
      ['lead', { programmes: ['north'], k: 20 }, 20],
    ] as const;
    for (const [role, about, k] of cases) {
      const { authorization } = own.give(role, { ...about, programmes: 'programmes' in about ? ['north'] : 'all' });
      const { protection, access } = (await get(`${SERIES}?programme=north`, { authorization })).json().meta ?? {};
      expect([role, protection, access]).toEqual([role, { k }, `${role}: token ${role}`]);
    }
  });

  it('ends a token at its time, at its revocation, and lets both ends of a rotation in until its grace is over', async () => {
    const own = createOwnTokens();
    let now = NOW;
    const { get } = await api({ tokens: own.source, clock: () => now });
    const at = (ms: number) => new Date(NOW + ms).toISOString();
    const ending = own.give('analyst', { expires: at(1_000) });
    const rotated = own.give('analyst', { revoked: at(2_000) });
    const fresh = own.give('analyst');
    const statuses = async () => {
      const answers = await Promise.all(
        [ending, rotated, fresh].map(({ authorization }) => get(SERIES, { authorization })),
      );
      return answers.map(({ statusCode, json }) => (statusCode === 200 ? 200 : json().detail));
    };
    expect(await statuses()).toEqual([200, 200, 200]);
    now += 1_000;
    expect(await statuses()).toEqual(['the token has expired: have it rotated', 200, 200]);
    now += 1_000;
    own.change(fresh.id, { revoked: at(2_000) });
    expect(await statuses()).toEqual([expect.any(String), 'the token was revoked', 'the token was revoked']);
    own.clear();
    expect((await get(SERIES)).statusCode).toBe(401);
  });

  it('asks the warehouse nothing about a programme that is not the lead’s, whether there is one or not', async () => {
    const own = createOwnTokens();
    const { app, get, queries } = await api({ tokens: own.source });
    const token = own.give('lead', { programmes: ['north'], k: 10 });
    for (const programme of ['zeta', 'nobodys']) {
      expect((await get(`${SERIES}?programme=${programme}`, token)).json().code).toBe('UNKNOWN_PROGRAMME');
      const payload = { queries: [{ metric: 'nps', programme }] };
      await app.inject({ method: 'POST', url: '/v1/query', headers: token, payload });
    }
    expect(queries).toEqual([]);
    await get(SERIES, token);
    expect(queries.length).toBeGreaterThan(0);
  });

  it('leaves open what tells of the process, and nothing else', async () => {
    expect(openAddresses).toEqual(['/healthz', '/readyz', '/metrics', '/openapi.json', '/asyncapi.json']);
    const own = createOwnTokens();
    own.give('analyst');
    const { get } = await api({ tokens: own.source });
    for (const url of openAddresses) expect((await get(url)).statusCode).toBe(200);
    // What is no route says so, and no more, to everybody.
    expect((await get('/v1/nothing')).statusCode).toBe(404);
  });

  it('lets a token for sending events ask nothing', async () => {
    const own = createOwnTokens();
    const { get } = await api({ tokens: own.source });
    const answer = await get(SERIES, own.give('producer'));
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'NOT_PERMITTED']);
  });

  it('tells caches that answers are one caller’s own', async () => {
    const own = createOwnTokens();
    const { get } = await api({ tokens: own.source });
    const answer = await get(SERIES, own.give('admin'));
    expect([answer.headers['vary'], answer.headers['cache-control']]).toEqual(['Authorization', 'private, no-cache']);
    expect((await get('/v1/dictionary', own.give('admin'))).headers['cache-control']).toContain('private');
  });
});

it('follows a token file from its first token to its last without a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-access-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'tokens.json');
  const { get } = await api({ tokens: await createTokenSource({ path, logger: createLogger('x', 'silent') }) });
  expect((await get(SERIES)).statusCode).toBe(200);
  const created = '2024-01-01T00:00:00Z';
  const { text, token } = makeToken({ name: 'x', role: 'analyst', programmes: 'all', k: 5, created, expires: null });
  const authorization = `Bearer ${text}`;
  await changeTokenFile(path, () => ({ tokens: [token], result: undefined }));
  expect([(await get(SERIES)).statusCode, (await get(SERIES, { authorization })).statusCode]).toEqual([401, 200]);
  const revoked = { ...token, revoked: '2024-06-01T00:00:00Z' };
  await changeTokenFile(path, () => ({ tokens: [revoked], result: undefined }));
  expect((await get(SERIES, { authorization })).json().detail).toBe('the token was revoked');
  await rm(path);
  expect((await get(SERIES)).statusCode).toBe(401);
});

it('says in its document which answers need a token, and what a refusal looks like', async () => {
  const { get } = await api();
  const document = (await get('/openapi.json')).json();
  expect(document.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
  for (const [path, methods] of Object.entries<Record<string, { responses: object; security?: unknown }>>(
    document.paths,
  )) {
    for (const { responses, security } of Object.values(methods)) {
      if (openAddresses.includes(path)) continue;
      expect([path, Object.keys(responses)]).toEqual([path, expect.arrayContaining(['401', '403', '429'])]);
      expect(security).toEqual([{ token: [] }, {}]);
    }
  }
});
