import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createHttpService } from './http-service.ts';
import { ProblemError } from './problem.ts';
import { createRegistry } from './registry.ts';

const create = (readiness = {}) =>
  createHttpService({ logger: pino({ level: 'silent' }), registry: createRegistry('test'), readiness });

describe('the HTTP frame', () => {
  it('is healthy while it lives and ready only when everything it needs answers', async () => {
    const app = create({ kafka: async () => 'fine', clickhouse: () => Promise.reject(new Error('refused')) });
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    const readiness = await app.inject('/readyz');
    expect(readiness.statusCode).toBe(503);
    expect(readiness.json()).toEqual({ ready: false, checks: { kafka: 'ok', clickhouse: 'refused' } });
  });

  it('serves metrics in Prometheus text', async () => {
    const answer = await create().inject('/metrics');
    expect(answer.body).toContain('rapport_build_info{service="test",version="0.1.0"} 1');
  });

  it('answers with a problem that names code, place and request', async () => {
    const app = create();
    app.get('/fail', async () => {
      throw new ProblemError({
        status: 503,
        code: 'KAFKA_DOWN',
        title: 'Down',
        detail: 'later',
        errors: [{ pointer: '/a', message: 'b' }],
        retryAfterSeconds: 5,
      });
    });
    const answer = await app.inject('/fail');
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^application.problem.json/),
      'retry-after': '5',
    });
    expect(answer.json()).toMatchObject({
      type: 'urn:rapport:problem:kafka-down',
      status: 503,
      detail: 'later',
      instance: '/fail',
      errors: [{ pointer: '/a', message: 'b' }],
    });
  });

  it('does not tell a caller what broke inside', async () => {
    const app = create();
    app.get('/fail', async () => {
      throw new Error('table secret_table is missing');
    });
    const answer = await app.inject('/fail');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret_table');
  });

  it('calls an unknown path not found, as a problem', async () => {
    expect((await create().inject('/nothing?x=1')).json()).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      detail: 'there is no GET /nothing',
    });
  });
});
