import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
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

  it('tells a wrong method from a wrong address, and says which it takes', async () => {
    const app = create();
    app.get('/v1/things/:id/parts', async () => 'here');
    const answer = await app.inject({ method: 'POST', url: '/v1/things/7/parts?x=1' });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers['allow']).toBe('GET, HEAD');
    expect(answer.json()).toMatchObject({
      code: 'METHOD_NOT_ALLOWED',
      detail: '/v1/things/7/parts takes GET, HEAD, not POST',
    });
    expect((await app.inject({ method: 'POST', url: '/v1/things/7' })).statusCode).toBe(404);
  });

  it('says so too when nobody could have read the body', async () => {
    const app = create();
    const type = { 'content-type': 'text/strange' };
    const wrong = await app.inject({ method: 'PUT', url: '/healthz', headers: type, payload: '<a/>' });
    expect([wrong.statusCode, wrong.headers['allow']]).toEqual([405, 'GET, HEAD']);
    const bare = await app.inject({ method: 'QUERY', url: '/healthz' });
    expect([bare.statusCode, bare.json().code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    const json = { 'content-type': 'application/json' };
    const lost = await app.inject({ method: 'POST', url: '/nothing', headers: json, payload: '{' });
    expect([lost.statusCode, lost.json().code]).toEqual([404, 'NOT_FOUND']);
  });

  it('answers a broken address with a problem too', async () => {
    const answer = await create().inject('/v1/%zz');
    expect(answer.json()).toMatchObject({ status: 400, code: 'BAD_URL' });
    expect(answer.headers['content-type']).toMatch(/^application.problem.json/);
  });

  it.each([
    ['oversized headers', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['what is not HTTP', 'hello\r\n\r\n', 400, 'NOT_HTTP'],
  ])('answers %s with a problem', async (_, bytes, status, code) => {
    const app = create();
    const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const socket = connect(Number(address.port), address.hostname);
    socket.write(bytes);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    await app.close();
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });
});
