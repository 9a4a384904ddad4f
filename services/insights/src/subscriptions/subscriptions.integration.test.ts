/** From the order to the mail in a real mailbox and the request at a real listener, with the numbers that the API gives. */
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RapportEvent } from '@rapport/events';
import { createLogger, createRegistry } from '@rapport/service';
import { type Claim, createClaim, createReleaseMaker } from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { busyHistory } from '../../../../packages/metrics/src/testing/busy-history.ts';
import { createScenario, event, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createInsights } from '../app.ts';
import { watchAnswers } from '../testing/described-answers.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';
import { createAddresses } from './addresses.ts';
import type { Asking } from './asking.ts';
import { createChannels, signatureOf } from './channels.ts';
import { createDeliveryRounds } from './deliveries.ts';
import { startDeliveryLoop } from './delivery-loop.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ORDERED = Date.parse('2024-05-15T12:00:00Z');
const DUE = Date.parse('2024-06-05T09:00:00Z');
const MINUTE_MS = 60_000;
const MAY = 'from=2024-05-01&to=2024-06-01';

type Mail = { to: string[]; raw: string };
type Posted = { headers: Record<string, unknown>; body: string };

let now = ORDERED;
let scenario: Scenario;
let app: FastifyInstance;
let watched: ReturnType<typeof watchAnswers>;
let mailServer: SMTPServer;
let listener: Server;
let isMailboxOpen = true;
let file: string;
let newRound: (claim: Claim) => () => Promise<number>;
let round: () => Promise<number>;
let first: Claim;
const claimOf = (holder: string, seconds = 60): Claim =>
  createClaim({ warehouse: scenario.warehouse, table: 'delivery_claims', holder, seconds });
const mails: Mail[] = [];
const posted: Posted[] = [];
const told: RapportEvent[] = [];
const tokens = createOwnTokens();
const admin = tokens.give('admin');
const analyst = tokens.give('analyst');
const leaving = tokens.give('admin', { name: 'leaving' });

function startMailServer(): Promise<string> {
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_to, _session, done) => done(isMailboxOpen ? null : new Error('mailbox closed')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  return new Promise((resolve) => {
    mailServer.listen(0, '127.0.0.1', () =>
      resolve(`smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`),
    );
  });
}

function startListener(): Promise<string> {
  listener = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      posted.push({ headers: request.headers, body });
      response.statusCode = 204;
      response.end();
    });
  });
  return new Promise((resolve) => {
    listener.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(listener.address() as AddressInfo).port}`));
  });
}

let host: string;
beforeAll(async () => {
  const smtpUrl = await startMailServer();
  host = await startListener();
  scenario = await createScenario(inject('clickhouseUrl'), '2024-06-05T09:00:00Z');
  // The history ends in the middle of May; what comes after it is told in its time.
  await scenario.load(busyHistory(60).filter(({ recorded_at }) => recorded_at <= ORDERED));
  await createReleaseMaker({ warehouse: scenario.warehouse, clock: () => now, settleSeconds: 60 }).make('loop');
  const { warehouse } = scenario;
  const logger = createLogger('subscriptions', 'silent');
  file = join(await mkdtemp(join(tmpdir(), 'rapport-subscriptions-')), 'subscriptions.json');
  const addresses = createAddresses(file);
  const clock = () => now;
  const more = { smtpFrom: 'rapport@example.org', mailDomains: ['example.org'], webhookHosts: [host] };
  const channels = createChannels({ smtpUrl, clock, ...more });
  const send = async (events: readonly RapportEvent[]) => {
    told.push(...events);
    await scenario.load(events);
  };
  const dashboardUrl = 'https://rapport.example.org';
  app = await createInsights({
    ...{ warehouse, clock, tokens: tokens.source, logger, registry: createRegistry('subscriptions') },
    ...{ sendWorkspace: send, settleSeconds: 1 },
    delivery: (asking: Asking) => {
      newRound = (claim) =>
        createDeliveryRounds({ warehouse, addresses, asking, channels, send, claim, logger, clock, dashboardUrl });
      return { addresses, channels, dashboardUrl };
    },
  });
  first = claimOf('first');
  round = newRound(first);
  watched = watchAnswers(app);
});
afterAll(async () => {
  await app.close();
  await scenario.close();
  await new Promise((resolve) => mailServer.close(() => resolve(undefined)));
  await new Promise((resolve) => listener.close(resolve));
});

type Caller = { authorization: string };
const post = (caller: Caller, url: string, payload?: object) =>
  app.inject({
    method: 'POST',
    url,
    headers: { authorization: caller.authorization },
    ...(payload ? { payload } : {}),
  });
const get = (caller: Caller, url: string) => app.inject({ url, headers: { authorization: caller.authorization } });
const lastOf = async (caller: Caller, id: string) => (await get(caller, `/v1/subscriptions/${id}`)).json().data.last;

const question = { metric: 'meetings', programme: 'g0', grain: 'week' };
const mail = { kind: 'email', to: 'board@example.org' };
const order = { title: 'Meetings of the month', question, every: 'month', channel: mail, page: '/engagement' };

/** The parts of a mail without parts of their own, decoded, by their type. */
function partsOf(raw: string): Map<string, string> {
  const parts = raw.split(/\r\n--[^\r\n]+\r\n/).map((part) => {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const body = rest.join('\r\n\r\n');
    const type = /content-type: ([^;\r\n]+)/i.exec(head)?.[1] ?? '';
    const encoding = /content-transfer-encoding: (\S+)/i.exec(head)?.[1] ?? '';
    if (encoding === 'base64') return [type, Buffer.from(body, 'base64').toString('utf8')] as const;
    const bytes = body
      .replaceAll('=\r\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    return [type, encoding === 'quoted-printable' ? Buffer.from(bytes, 'latin1').toString('utf8') : body] as const;
  });
  return new Map(parts);
}

let mailed: string;
let hooked: string;
let secret: string;

it('is ordered with an address that is in no event, and in a file that only its owner may read', async () => {
  const made = await post(admin, '/v1/subscriptions', order);
  expect([made.statusCode, made.json().data]).toMatchObject([
    202,
    { title: order.title, programme: 'g0', question, every: 'month', channel: mail, mine: true, last: null },
  ]);
  mailed = made.json().data.id;
  const webhook = { kind: 'webhook', url: `http://${host}/hook` };
  const second = await post(admin, '/v1/subscriptions', { ...order, channel: webhook });
  ({ id: hooked, secret } = second.json().data);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect((await get(admin, `/v1/subscriptions/${hooked}`)).body).not.toContain(secret);
  expect(JSON.stringify(told)).not.toMatch(/board@|127\.0\.0\.1/);
  expect(JSON.stringify(told)).not.toContain(secret);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).toContain('board@example.org');
});

it('is refused where it makes no sense, or would go where the installation does not send', async () => {
  for (const [more, parameter] of [
    [{ question: { ...question, from: '2024-01-01' } }, 'question.from'],
    [{ question: { metric: 'meetings' } }, 'question.programme'],
    [{ channel: { kind: 'email', to: 'x@elsewhere.example' } }, 'channel'],
    [{ channel: { kind: 'webhook', url: 'https://elsewhere.example/' } }, 'channel'],
    [{ channel: { kind: 'webhook', url: 'http://169.254.169.254/latest' } }, 'channel'],
    [{ weekday: 2 }, 'weekday'],
    [{ every: 'week', month_day: 2 }, 'month_day'],
    [{ month_day: 29 }, 'month_day'],
  ] as const) {
    const refused = await post(admin, '/v1/subscriptions', { ...order, ...more });
    expect([refused.statusCode, refused.json().errors?.[0]?.parameter]).toEqual([400, parameter]);
  }
  const unknown = await post(admin, '/v1/subscriptions', { ...order, question: { ...question, metric: 'metings' } });
  expect(unknown.statusCode).toBe(404);
});

it('is its owner’s: others do not see it, administrators see it without the address', async () => {
  expect((await get(analyst, `/v1/subscriptions/${mailed}`)).statusCode).toBe(404);
  const other = tokens.give('admin', { name: 'another' });
  const seen = (await get(other, `/v1/subscriptions/${mailed}`)).json().data;
  expect([seen.mine, seen.channel]).toEqual([false, { kind: 'email' }]);
});

async function change(caller: Caller, id: string, payload: object) {
  // Of two changes in one instant nobody could say which is the later one.
  now += 1_000;
  const headers = { authorization: caller.authorization };
  return app.inject({ method: 'PATCH', url: `/v1/subscriptions/${id}`, headers, payload });
}

it('gets another name, day and address from its owner, and stays the same subscription', async () => {
  const hook = (await get(admin, `/v1/subscriptions/${hooked}`)).json().data;
  const renamed = await change(admin, hooked, { title: 'Hook of the month', month_day: 3 });
  expect([renamed.statusCode, renamed.json().data]).toEqual([
    202,
    { ...hook, title: 'Hook of the month', month_day: 3 },
  ]);
  // At a new address somebody else reads: a secret of their own.
  const moved = (await change(admin, hooked, { channel: { kind: 'webhook', url: `http://${host}/moved` } })).json();
  expect(moved.data.secret).toMatch(/^[\w-]{43}$/);
  expect(moved.data.secret).not.toBe(secret);
  secret = moved.data.secret;
  const back = await change(admin, hooked, { month_day: null, title: order.title });
  expect([back.json().data.secret, back.json().data.month_day]).toEqual([undefined, null]);
  expect((await get(admin, `/v1/subscriptions/${hooked}`)).json().data).toEqual({
    ...hook,
    channel: { kind: 'webhook', url: `http://${host}/moved` },
  });
  const other = tokens.give('admin', { name: 'another' });
  expect((await change(other, hooked, { title: 'Theirs' })).json().code).toBe('NOT_PERMITTED');
  expect((await change(analyst, hooked, { title: 'Theirs' })).statusCode).toBe(404);
  for (const wrong of [
    {},
    { weekday: 1 },
    { month_day: 0 },
    { question },
    { channel: { kind: 'email', to: 'x@elsewhere.example' } },
  ])
    expect((await change(admin, hooked, wrong)).statusCode).toBe(400);
  expect(JSON.stringify(told)).not.toContain(host);
});

it('waits while the period is not told to its end, and says so', async () => {
  now = DUE;
  // What was just stored counts as a history that is still coming in.
  await vi.waitFor(async () => {
    expect(await round()).toBe(0);
    expect(await lastOf(admin, mailed)).toMatchObject({ period: '2024-05', state: 'waiting', reason: 'not_complete' });
  }, 20_000);
  expect((await post(admin, `/v1/subscriptions/${mailed}/preview`)).json().data).toMatchObject({
    ...{ complete: false, reason: 'not_complete', period: { id: '2024-05', from: '2024-05-01', to: '2024-06-01' } },
  });
  expect([mails, posted]).toEqual([[], []]);
  const waits = told.filter((one) => one.type === 'workspace.subscription_delivered').length;
  await round();
  expect(told.filter((one) => one.type === 'workspace.subscription_delivered')).toHaveLength(waits);
});

it('goes out once the period is complete, with the numbers of the API, and only once', async () => {
  const recorded_at = '2024-06-03T09:00:00Z';
  const held = Array.from({ length: 12 }, (_, at) =>
    event('meeting.held', '2024-05-14T09:00:00Z', {
      ...{ programme_id: 'g0', pairing_id: `p${2 * at}`, meeting_id: `news-${at}`, recorded_at },
    }),
  );
  await scenario.load(held);
  now += MINUTE_MS;
  expect(await round()).toBe(2);
  const asked = `/v1/metrics/${question.metric}/series?programme=g0&grain=week&${MAY}`;
  const api = (await get(admin, asked)).json();
  expect(api.data.some(({ state }: { state: string }) => state === 'value')).toBe(true);
  const [got] = mails;
  const parts = partsOf(got?.raw ?? '');
  expect([mails.length, got?.to]).toEqual([1, ['board@example.org']]);
  expect(parts.get('text/csv')).toBe((await get(admin, `${asked}&format=csv`)).body);
  const html = parts.get('text/html') ?? '';
  const cells = [...html.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
  // Meetings are counted, not estimated: no interval.
  expect([...html.matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map(([, head]) => head)).toEqual([
    ...['', 'Meetings held, number', 'n'],
  ]);
  type Row = { value: number | null; n: number | null; bucket: string };
  const expected = (api.data as Row[]).flatMap(({ value, n, bucket }) => [
    ...[`week ${Number(bucket.slice(-2))}, 2024`, value === null ? 'hidden: about too few people' : String(value)],
    n === null ? '' : String(n),
  ]);
  expect(cells).toEqual(expected);
  expect(html).toContain('g0 · 1 May 2024 to 31 May 2024');
  expect(html).toContain('href="https://rapport.example.org/engagement"');
  // Nothing is fetched by who opens it.
  expect(html).not.toMatch(/src=|url\(/);
  const [hook] = posted;
  const { answer, period } = JSON.parse(hook?.body ?? '{}');
  expect([posted.length, answer.data, period.id]).toEqual([1, api.data, '2024-05']);
  const timestamp = String(hook?.headers['x-rapport-timestamp']);
  expect(hook?.headers['x-rapport-signature']).toBe(signatureOf(secret, timestamp, hook?.body ?? ''));
  expect(hook?.headers['idempotency-key']).toBe(`${hooked}/2024-05`);
  // Neither this process nor one that begins anew sends it again.
  await first.release();
  expect([await newRound(claimOf('second'))(), await round()]).toEqual([0, 0]);
  expect([mails.length, posted.length]).toEqual([1, 1]);
  expect(await lastOf(admin, mailed)).toMatchObject({ state: 'sent', period: '2024-05', reason: null });
});

it('remembers what was sent, and says later what it was', async () => {
  const log = (await get(admin, `/v1/subscriptions/${mailed}/deliveries`)).json().data;
  expect(log).toEqual([
    { at: new Date(now).toISOString(), period: '2024-05', state: 'sent', reason: null, has_answer: true },
    expect.objectContaining({ period: '2024-05', state: 'waiting', reason: 'not_complete', has_answer: false }),
  ]);
  const sent = (await get(admin, `/v1/subscriptions/${mailed}/deliveries/2024-05`)).json().data;
  const { answer } = JSON.parse(posted[0]?.body ?? '{}');
  expect([sent.period, sent.answer.data]).toEqual(['2024-05', answer.data]);
  expect((await get(admin, `/v1/subscriptions/${mailed}/deliveries/2024-04`)).json().code).toBe('UNKNOWN_DELIVERY');
  for (const path of ['', '/2024-05'])
    expect((await get(analyst, `/v1/subscriptions/${mailed}/deliveries${path}`)).statusCode).toBe(404);
});

it('shows beforehand what would be delivered', async () => {
  const { data } = (await post(admin, `/v1/subscriptions/${mailed}/preview`)).json();
  expect(data).toMatchObject({ subject: 'Meetings of the month: 1 May 2024 to 31 May 2024', complete: true });
  expect(data.html).toBe(
    partsOf(mails[0]?.raw ?? '')
      .get('text/html')
      ?.replaceAll('\r\n', '\n')
      .trimEnd(),
  );
  const page = await get(admin, `/v1/subscriptions/${mailed}/mail`);
  // Shown in a frame of the dashboard, it may run nothing and fetch nothing.
  expect(page.headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
  );
  expect([page.headers['content-type'], page.body]).toEqual(['text/html; charset=utf-8', data.html]);
});

const addressed = (name: string) => `${name}@example.org`;

it('goes out once from several processes, and from another one when the one at it is gone', async () => {
  const silent = createLogger('loops', 'silent');
  const before = mails.length;
  const sentTo = () => mails.slice(before).map(({ to }) => to[0]);
  const orderTo = async (name: string) => {
    const channel = { kind: 'email', to: addressed(name) };
    return (await post(admin, '/v1/subscriptions', { ...order, channel })).json().data;
  };
  await first.release();
  now = ORDERED;
  for (const name of ['one', 'two', 'three']) await orderTo(name);
  now = DUE + MINUTE_MS;
  const claims = ['left', 'middle', 'right'].map((name) => claimOf(name, 1));
  // Nothing is remembered between them: each has what a process has of its own.
  const rounds = claims.map((claim) => newRound(claim));
  const loops = rounds.map((one) => startDeliveryLoop({ round: one, everySeconds: 0.02, logger: silent }));
  await expect.poll(() => sentTo().toSorted(), { timeout: 20_000 }).toEqual(['one', 'three', 'two'].map(addressed));
  await Promise.all(loops.map((loop) => loop.stop()));
  expect(await Promise.all(rounds.map((one) => one()))).toEqual([0, 0, 0]);
  expect(sentTo()).toHaveLength(3);
  // Who had it dies without giving it back.
  const dead = claimOf('dead', 1);
  await expect.poll(() => dead.hold(), { timeout: 20_000 }).toBe(true);
  now = ORDERED;
  const { id } = await orderTo('four');
  now = DUE + MINUTE_MS;
  const other = newRound(claimOf('other'));
  await expect.poll(() => other(), { timeout: 20_000 }).toBe(1);
  expect(await lastOf(admin, id)).toMatchObject({ state: 'sent' });
  expect(sentTo().at(-1)).toBe(addressed('four'));
  await claimOf('other').release();
});

it('does not send what another process sent while this one was still asking', async () => {
  await first.release();
  now = ORDERED;
  const { id } = (await post(admin, '/v1/subscriptions', { ...order, title: 'Slow' })).json().data;
  now = DUE + MINUTE_MS;
  const before = mails.length;
  // Its claim ran out while it asked, and it does not know yet: the other one has come and gone.
  let isFirst = true;
  const slow = newRound({
    ...{ hold: async () => true, term: () => 1, release: async () => undefined },
    holdDuring: async (work) => {
      if (isFirst) {
        isFirst = false;
        expect(await round()).toBe(1);
      }
      return work();
    },
  });
  expect(await slow()).toBe(0);
  expect([mails.length, (await lastOf(admin, id)).state]).toEqual([before + 1, 'sent']);
});

it('is tried again where the mailbox is closed, and given up in the end', async () => {
  now = ORDERED;
  const { id } = (await post(admin, '/v1/subscriptions', { ...order, title: 'Closed' })).json().data;
  now = DUE + 2 * MINUTE_MS;
  isMailboxOpen = false;
  expect(await round()).toBe(0);
  expect(await lastOf(admin, id)).toBeNull();
  for (const minutes of [2, 6, 31, 121]) {
    now += minutes * MINUTE_MS;
    await round();
  }
  expect(await lastOf(admin, id)).toMatchObject({ state: 'failed', reason: 'not_delivered' });
  isMailboxOpen = true;
  now += 300 * MINUTE_MS;
  expect(await round()).toBe(0);
});

it('is delivered to nobody whose token has ended, and of a release not before one is made', async () => {
  now = ORDERED;
  const { id } = (await post(leaving, '/v1/subscriptions', order)).json().data;
  const own = (
    await post(analyst, '/v1/subscriptions', { ...order, question: { metric: 'meetings', programme: 'g0' } })
  ).json().data;
  tokens.change(leaving.id, { revoked: '2024-05-20T00:00:00Z' });
  now = DUE + 600 * MINUTE_MS;
  const before = mails.length;
  expect(await round()).toBe(0);
  expect(await lastOf(analyst, own.id)).toMatchObject({ state: 'waiting', reason: 'not_released' });
  expect(await lastOf(admin, id)).toMatchObject({ state: 'failed', reason: 'token_ended' });
  expect((await post(admin, `/v1/subscriptions/${id}/preview`)).json().code).toBe('TOKEN_ENDED');
  expect(mails).toHaveLength(before);
});

it('ends when it is removed, and its address is gone', async () => {
  const { statusCode } = await app.inject({
    ...{ method: 'DELETE', url: `/v1/subscriptions/${mailed}`, headers: { authorization: admin.authorization } },
  });
  expect(statusCode).toBe(202);
  expect((await get(admin, `/v1/subscriptions/${mailed}`)).statusCode).toBe(404);
  expect(await readFile(file, 'utf8')).not.toContain(mailed);
});

it('gave no answer that the document does not describe', () => {
  expect(watched.seen()).toBeGreaterThan(25);
  expect([...new Set(watched.faults)]).toEqual([]);
});
