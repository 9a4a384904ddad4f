import { createLogger, createRegistry, makeToken, type StoredToken, type TokenRole } from '@rapport/service';
import { expect, it, onTestFinished } from 'vitest';
import { createIngestApp } from './ingest-app.ts';
import { exampleEvent } from './openapi-examples.ts';

const NOW = Date.UTC(2026, 2, 5);
const made = (role: TokenRole, expires: string | null = null) =>
  makeToken({ name: role, role, programmes: 'all', k: 5, created: '2026-03-01T00:00:00Z', expires });

/** An ingest that knows these tokens, and posts an event with some headers. */
function ingest(tokens: readonly StoredToken[], loopback: boolean) {
  const sent: unknown[] = [];
  const app = createIngestApp({
    producer: { send: async (events) => void sent.push(...events) },
    logger: createLogger('gate-test', 'silent'),
    registry: createRegistry('gate-test'),
    readiness: {},
    clock: () => NOW,
    producers: {
      loopback,
      tokens: {
        current: async () => tokens,
        rolesSeen: () => new Set(tokens.map(({ role }) => role)),
        check: async () => undefined,
      },
    },
  });
  onTestFinished(() => app.close());
  const post = (headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: '/v1/events', headers, payload: { ...exampleEvent } });
  return { app, post, sent };
}
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });

it('takes events from anybody on this machine while no producer has a token', async () => {
  const { post, sent } = ingest([made('analyst').token], true);
  expect((await post()).statusCode).toBe(202);
  expect((await post({ host: 'rebound.example.org' })).statusCode).toBe(401);
  expect(sent).toHaveLength(1);
});

it('takes them from nobody without a token where others can come, or once a producer has one', async () => {
  for (const { post, sent } of [ingest([], false), ingest([made('producer').token], true)]) {
    const answer = await post();
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'TOKEN_NEEDED']);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="rapport"');
    expect(sent).toEqual([]);
  }
});

it('takes them with the token of a producer or an administrator, and with no other', async () => {
  const roles = ['producer', 'admin', 'analyst', 'lead', 'data'] as const;
  const tokens = roles.map((role) => made(role));
  const { post } = ingest(
    tokens.map(({ token }) => token),
    false,
  );
  const statuses = await Promise.all(tokens.map(async ({ text }) => (await post(bearer(text))).statusCode));
  expect(statuses).toEqual([202, 202, 403, 403, 403]);
  const ended = made('producer', '2026-03-04T00:00:00Z');
  const answer = await ingest([ended.token], false).post(bearer(ended.text));
  expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
    401,
    'Bearer realm="rapport", error="invalid_token"',
  ]);
});

it('leaves health and its description open', async () => {
  const { app } = ingest([], false);
  for (const url of ['/healthz', '/readyz', '/metrics', '/openapi.json']) {
    expect((await app.inject({ url })).statusCode).toBe(200);
  }
});
