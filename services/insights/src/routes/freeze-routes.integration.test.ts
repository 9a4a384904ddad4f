import { createLogger, createRegistry } from '@rapport/service';
import { createReleaseMaker } from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { busyHistory } from '../../../../packages/metrics/src/testing/busy-history.ts';
import { createScenario, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createInsights } from '../app.ts';
import { watchAnswers } from '../testing/described-answers.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';

const NOW = '2024-06-01T00:00:00Z';

let scenario: Scenario;
let app: FastifyInstance;
let watched: ReturnType<typeof watchAnswers>;
let waiting = 0;
const tokens = createOwnTokens();
const admin = tokens.give('admin');
const analyst = tokens.give('analyst');

beforeAll(async () => {
  scenario = await createScenario(inject('clickhouseUrl'), NOW);
  await scenario.load(busyHistory(60));
  const clock = () => Date.parse(NOW);
  await createReleaseMaker({ warehouse: scenario.warehouse, clock, settleSeconds: 60 }).make('loop');
  app = await createInsights({
    ...{ warehouse: scenario.warehouse, clock, tokens: tokens.source, sampleLog: async () => async () => waiting },
    ...{ logger: createLogger('freezing', 'silent'), registry: createRegistry('freezing') },
  });
  watched = watchAnswers(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  await scenario.close();
});

type Caller = { authorization: string };
const post = (caller: Caller, url: string, payload: object) =>
  app.inject({ method: 'POST', url, payload, headers: { authorization: caller.authorization } });
const get = async (caller: Caller, url: string) =>
  app.inject({ url, headers: { authorization: caller.authorization } });

const questions = [{ metric: 'pairings' }, { metric: 'pair-survival', group_by: ['start_year'] }];
const order = { title: 'Board: second quarter', questions };

it('freezes what an administrator is answered, and issues it again byte by byte', async () => {
  const made = await post(admin, '/v1/frozen-reports', order);
  expect([made.statusCode, made.json().data]).toMatchObject([
    201,
    { name: 'board-second-quarter', answers: 2, protection: { k: 5 } },
  ]);
  const { id, as_of, known_at } = made.json().data;
  expect(made.headers['location']).toBe(`/v1/frozen-reports/${id}`);
  const shown = (await get(admin, `/v1/frozen-reports/${id}`)).json().data;
  const pinned = questions.map((question) => ({ ...question, as_of, known_at }));
  const asked = (await post(admin, '/v1/query', { queries: pinned })).json().data;
  expect(shown.answers.map(({ data }: { data: unknown }) => data)).toEqual(
    asked.map(({ data }: { data: unknown }) => data),
  );
  expect((await get(admin, `/v1/frozen-reports/${id}/reissue`)).json().data).toMatchObject({ identical: true });
  expect((await post(admin, '/v1/frozen-reports', order)).json().data.id).toBe(id);
});

const published = [{ metric: 'pairings', grain: 'month' }, { metric: 'pair-survival' }];

it('freezes of an analyst the latest release, which is no choice and is not issued again', async () => {
  const made = await post(analyst, '/v1/frozen-reports', { title: 'Mine', questions: published });
  const at = '2024-05-31T23:59:00.000Z';
  expect([made.statusCode, made.json().data]).toMatchObject([201, { as_of: at, known_at: at }]);
  const { id } = made.json().data;
  const shown = (await get(analyst, `/v1/frozen-reports/${id}`)).json().data;
  const asked = (await post(analyst, '/v1/query', { queries: published })).json().data;
  expect(shown.answers.map(({ data }: { data: unknown }) => data)).toEqual(
    asked.map(({ data }: { data: unknown }) => data),
  );
  const own = await post(analyst, '/v1/frozen-reports', { ...order, known_at: '2024-03-01T00:00:00Z' });
  expect([own.statusCode, own.json().code]).toEqual([403, 'NOT_PERMITTED']);
  const again = await get(admin, `/v1/frozen-reports/${id}/reissue`);
  expect([again.statusCode, again.json().detail]).toEqual([400, expect.stringContaining('release')]);
});

it('is for analysts and administrators', async () => {
  for (const other of [tokens.give('lead', { programmes: ['g0'], k: 10 }), tokens.give('data', { k: 10 })]) {
    expect((await post(other, '/v1/frozen-reports', order)).statusCode).toBe(403);
  }
});

it.each([
  [{ title: 'x', questions: [] }, 'questions'],
  [{ title: 'ask a@b', questions }, 'title'],
  [{ title: 'x', questions: [{ metric: 'pairings' }, { metric: 'nps', colour: 1 }] }, 'questions.1.colour'],
  [{ title: 'x', questions, as_of: 'soon' }, 'as_of'],
])('names what is wrong with %o', async (body, parameter) => {
  const refused = await post(admin, '/v1/frozen-reports', body);
  expect([refused.statusCode, refused.json().errors[0].parameter]).toEqual([400, parameter]);
});

it('waits for what stands on the log', async () => {
  waiting = 3;
  const late = post(admin, '/v1/frozen-reports', { ...order, title: 'Late' });
  await new Promise((resolve) => setImmediate(resolve));
  waiting = 0;
  expect((await late).statusCode).toBe(201);
});

it('gave no answer that the document does not describe', () => {
  expect(watched.seen()).toBeGreaterThan(14);
  expect([...new Set(watched.faults)]).toEqual([]);
});
