/** Signing in through a real identity provider, which runs in this process; the browser between the two is written out here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, createRegistry } from '@rapport/service';
import type { FastifyInstance } from 'fastify';
import { Provider as OidcProvider } from 'oidc-provider';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDashboard } from './dashboard-app.ts';
import { createProvider } from './provider.ts';
import { placeOf } from './provider-routes.ts';
import { createSessions, type Sessions } from './sessions.ts';

const ADDRESS = 'http://dashboard.test';
const KNOWN = new Set(['rpt_leads']);
const mapping = [
  { claim: 'groups', value: 'leads', token: 'rpt_leads' },
  { claim: 'groups', value: 'leavers', token: 'rpt_revoked' },
];

let identityProvider: Server;
let issuer: string;
let folder: string;
let app: FastifyInstance;
let sessions: Sessions;
let now = 0;

/** Says of everybody that they are in the group of their name. */
function startProvider(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const provider = new OidcProvider(issuer, {
        clients: [
          {
            ...{ client_id: 'rapport', client_secret: 'a secret of the test, long enough' },
            redirect_uris: [`${ADDRESS}/session/provider/back`],
          },
        ],
        claims: { openid: ['sub'], profile: ['groups'] },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, groups: ['all', id] }) }),
        cookies: { keys: ['keys of the test'] },
      });
      server.on('request', provider.callback());
      resolve(server);
    });
  });
}

beforeAll(async () => {
  // It warns of everything that only a demonstration may do.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  identityProvider = await startProvider();
  folder = mkdtempSync(join(tmpdir(), 'rapport-page-'));
  writeFileSync(join(folder, 'index.html'), '<title>Rapport</title>');
});
afterAll(() => {
  vi.restoreAllMocks();
  identityProvider.closeAllConnections();
  identityProvider.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  now = 0;
  sessions = createSessions(() => now);
  const identity = { role: 'lead', name: 'leads', programmes: ['north'] };
  const whois = async (token = '') =>
    KNOWN.has(token)
      ? ({ kind: 'in', token, identity } as const)
      : ({ kind: 'refused', status: 401, body: { code: 'TOKEN_INVALID' } } as const);
  app = await createDashboard({
    ...{ logger: createLogger('dashboard', 'silent'), registry: createRegistry('dashboard'), sessions },
    signIn: { whois, signIn: ({ token }) => whois(token) },
    provider: createProvider({
      ...{ issuer, clientId: 'rapport', clientSecret: 'a secret of the test, long enough', scope: 'openid profile' },
      ...{ name: 'Example', address: ADDRESS, mapping },
    }),
    clock: () => now,
    ...{ insightsUrl: 'http://127.0.0.1:9', ingestUrl: 'http://127.0.0.1:9', pageFolder: folder, loopback: false },
    apis: { insights: 'https://api.example.org/insights', ingest: 'https://api.example.org/ingest' },
  });
});
afterEach(() => app.close());

type Way = { status: number; location: string; cookies: Record<string, string> };

/** Goes to an address of the dashboard with cookies. */
async function visit(url: string, cookies: Record<string, string> = {}): Promise<Way> {
  const answer = await app.inject({ url, cookies });
  const set = answer.cookies.map(({ name, value }) => [name, value] as const);
  return {
    status: answer.statusCode,
    location: String(answer.headers.location),
    cookies: { ...cookies, ...Object.fromEntries(set) },
  };
}

/** Somebody at the provider: follows it, signs in under a name, agrees, until it sends the browser elsewhere. Gives that address. */
async function agreeAt(url: string, name: string): Promise<string> {
  const jar = new Map<string, string>();
  let [next, body]: [string, string | undefined] = [url, undefined];
  for (let step = 0; step < 12 && next.startsWith(issuer); step += 1) {
    const answer: Response = await fetch(next, {
      redirect: 'manual',
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers: {
        cookie: [...jar].map(([cookie, value]) => `${cookie}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [cookie = '', value = ''] = line.split(';')[0]?.split('=', 2) ?? [];
      jar.set(cookie, value);
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(await answer.text())?.[1];
    body = prompt === undefined ? undefined : `prompt=${prompt}&login=${name}&password=x`;
    next = new URL(answer.headers.get('location') ?? next, next).href;
  }
  return next;
}

const pathOf = (url: string) => url.replace(ADDRESS, '');

describe('signing in through a provider', () => {
  test('comes back to the place that it left, with a session of the token that the group stands for', async () => {
    expect((await app.inject('/session/ways')).json()).toEqual({ provider: 'Example' });
    const out = await visit('/session/provider?to=/retention?programme=north');
    expect(out.status).toBe(302);
    const asked = new URL(out.location);
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    const back = await agreeAt(out.location, 'leads');
    expect(back.startsWith(`${ADDRESS}/session/provider/back?code=`)).toBe(true);
    const home = await visit(pathOf(back), out.cookies);
    expect([home.status, home.location]).toEqual([302, '/retention?programme=north']);
    expect(sessions.get(home.cookies['rapport_session'] ?? '')).toBe('rpt_leads');
    const who = await app.inject({ url: '/session', cookies: home.cookies });
    expect(who.json()).toMatchObject({
      ...{ role: 'lead', programmes: ['north'] },
      apis: { insights: 'https://api.example.org/insights' },
    });
  });

  test.each([
    ['in no group that a rule names', 'strangers'],
    ['of a group whose token was revoked', 'leavers'],
  ])('signs in nobody %s', async (_, name) => {
    const out = await visit('/session/provider');
    const home = await visit(pathOf(await agreeAt(out.location, name)), out.cookies);
    expect([home.status, home.location, sessions.count()]).toEqual([302, '/?sign_in=no_access', 0]);
  });

  test('takes each answer once, of the browser that set out, and not after ten minutes', async () => {
    const out = await visit('/session/provider');
    const back = pathOf(await agreeAt(out.location, 'leads'));
    expect((await visit(back)).location).toBe('/?sign_in=too_late');
    expect((await visit(back, { rapport_sign_in: 'guessed' })).location).toBe('/?sign_in=too_late');
    now = 600_000;
    expect((await visit(back, out.cookies)).location).toBe('/?sign_in=too_late');
    now = 0;
    const again = await visit('/session/provider');
    // Another's answer, handed to this browser: the state is not the one that it set out with.
    expect((await visit(back, again.cookies)).location).toBe('/?sign_in=not_confirmed');
    expect((await visit(back, again.cookies)).location).toBe('/?sign_in=too_late');
    expect(sessions.count()).toBe(0);
  });

  test('says so where the provider refuses, or gives a code that is none', async () => {
    const out = await visit('/session/provider');
    const { searchParams } = new URL(out.location);
    const state = searchParams.get('state');
    const denied = `/session/provider/back?error=access_denied&state=${state}&iss=${encodeURIComponent(issuer)}`;
    expect((await visit(denied, out.cookies)).location).toBe('/?sign_in=not_confirmed');
    const next = await visit('/session/provider');
    const forged = `/session/provider/back?code=forged&state=${new URL(next.location).searchParams.get('state')}&iss=${encodeURIComponent(issuer)}`;
    expect((await visit(forged, next.cookies)).location).toBe('/?sign_in=not_confirmed');
    expect(sessions.count()).toBe(0);
  });
});

test('a provider that is not there is a 503 that names its setting', async () => {
  const lost = createProvider({
    ...{ issuer: 'http://127.0.0.1:9', clientId: 'rapport', clientSecret: 'x', scope: 'openid' },
    ...{ name: 'Lost', address: ADDRESS, mapping },
  });
  await expect(lost.begin('/')).rejects.toThrow();
});

describe('the place to come back to', () => {
  test.each([
    ['/retention?a=b', '/retention?a=b'],
    ['https://elsewhere.example/x', '/'],
    ['//elsewhere.example/x', '/'],
    ['/\\elsewhere.example', '/'],
    ['/%5c%5celsewhere.example', '/%5c%5celsewhere.example'],
    ['javascript:alert(1)', '/'],
    ['retention', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
  ])('of %j is %s', (wanted, place) => {
    expect(placeOf(wanted)).toBe(place);
  });
});
