import type { RunQuery } from '@rapport/metrics';
import { createLogger, createRegistry } from '@rapport/service';
import type { AccessLogLine, Warehouse } from '@rapport/warehouse';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createInsights } from '../app.ts';
import { liveReleases } from '../testing/live-releases.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';

const CELL = { n: 40, immature: 0, k: 10, mentors: 19, mentees: 30 };
const SERIES = '/v1/metrics/premature-closure/series';

/** An API that answers each question with so many rows, once `answers` does. */
async function api(rows: number, answers: Promise<void> = Promise.resolve()) {
  const own = createOwnTokens();
  const clock = { now: Date.UTC(2024, 5, 15) };
  const lines: AccessLogLine[] = [];
  const cells = Array.from({ length: rows }, (_, index) => ({ ...CELL, bucket: '', group_0: `g${index}` }));
  const query = async (sql: string) => {
    await answers;
    return /dim_programme|programme_id, time_zone FROM/.test(sql) ? [] : cells;
  };
  const app = await createInsights({
    warehouse: { query } as unknown as Warehouse,
    releases: liveReleases(query as RunQuery),
    logger: createLogger('limits-test', 'silent'),
    registry: createRegistry('limits-test'),
    clock: () => clock.now,
    tokens: own.source,
    accessLog: { add: (line) => void lines.push(line), close: async () => undefined },
  });
  onTestFinished(() => app.close());
  const get = (headers: { authorization: string }, url = SERIES) => app.inject({ url, headers });
  return { own, clock, lines, get, app };
}

it('turns a token away that has asked too often, says for how long, and nobody else', async () => {
  const { own, clock, lines, get } = await api(1);
  const [busy, other] = [own.give('analyst', { requests_per_minute: 3 }), own.give('analyst')];
  for (let asked = 0; asked < 3; asked += 1) expect((await get(busy)).statusCode).toBe(200);
  const refused = await get(busy);
  expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([
    429,
    'TOO_MANY_REQUESTS',
    '20',
  ]);
  expect((await get(other)).statusCode).toBe(200);
  expect(lines).toHaveLength(4);
  clock.now += 20_000;
  expect((await get(busy)).statusCode).toBe(200);
});

it('counts cells as well, those of every question of a request', async () => {
  const { own, clock, get, app } = await api(1);
  const token = own.give('analyst', { cells_per_minute: 6 });
  const queries = Array.from({ length: 12 }, () => ({ metric: 'premature-closure' }));
  const many = await app.inject({ method: 'POST', url: '/v1/query', headers: token, payload: { queries } });
  expect(many.json().data).toHaveLength(12);
  const refused = await get(token);
  // Six are owed and one is needed, at one each ten seconds.
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '70']);
  clock.now += 70_000;
  expect((await get(token)).statusCode).toBe(200);
});

it('takes a new limit from the file at once', async () => {
  const { own, get } = await api(1);
  const token = own.give('analyst', { requests_per_minute: 1 });
  expect([(await get(token)).statusCode, (await get(token)).statusCode]).toEqual([200, 429]);
  own.change(token.id, { requests_per_minute: 2 });
  expect((await get(token)).statusCode).toBe(200);
});

it('does not limit what answers everybody', async () => {
  const { own, get } = await api(1);
  const token = own.give('analyst', { requests_per_minute: 1 });
  await get(token);
  for (const url of ['/healthz', '/metrics', '/openapi.json']) expect((await get(token, url)).statusCode).toBe(200);
});

it('answers twenty requests of a token at a time, and others meanwhile', async () => {
  let answer: () => void = () => undefined;
  const answers = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { own, get } = await api(1, answers);
  const [greedy, other] = [own.give('analyst'), own.give('analyst')];
  const waiting = Array.from({ length: 20 }, async () => (await get(greedy)).statusCode);
  await vi.waitFor(async () => {
    const refused = await get(greedy);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1']);
  });
  const meanwhile = get(other);
  answer();
  expect([...new Set(await Promise.all(waiting)), (await meanwhile).statusCode]).toEqual([200, 200]);
  expect((await get(greedy)).statusCode).toBe(200);
});
