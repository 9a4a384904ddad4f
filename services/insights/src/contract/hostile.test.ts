import { createLogger, createRegistry } from '@rapport/service';
import type { Warehouse } from '@rapport/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInsights } from '../app.ts';

/** The API over an empty warehouse: what fuzzing found, and what it would try first. */
async function open() {
  const app = await createInsights({
    warehouse: { query: async () => [], ping: async () => undefined } as unknown as Warehouse,
    logger: createLogger('hostile', 'silent'),
    registry: createRegistry('hostile'),
  });
  onTestFinished(() => app.close());
  return app;
}

const SERIES = '/v1/metrics/pairings/series';
const deep = (depth: number) =>
  `{"queries":[{"metric":"pairings","where":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}]}`;

describe('a hostile request', () => {
  it.each([
    `${SERIES}?__proto__=x`,
    `${SERIES}?constructor=x`,
    `${SERIES}?f.constructor=x`,
    `${SERIES}?f.mentor_department=${'a,'.repeat(1_500)}`,
    `${SERIES}?group_by=__proto__`,
    `${SERIES}?grain=month&grain=year`,
    `${SERIES}?programme=a&programme=b`,
    `${SERIES}?horizon=-1`,
    `${SERIES}?as_of=9999999-01-01T00:00:00Z`,
    `${SERIES}?from=0001-01-01&to=9999-12-31&grain=day`,
    '/v1/metrics/pair-survival/triangle?periods=-1',
    '/v1/metrics/pair-survival/triangle?cohort=month&cohort=year',
    '/v1/attention?limit=-1',
    '/v1/access-log?limit=-1',
  ])('in an address is refused by name: %s', async (url) => {
    const answer = await (await open()).inject(url);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it.each([
    ['a metric that is null', '{"queries":[{"metric":null}]}', 200],
    ['a metric in a list', '{"queries":[{"metric":["pairings"]}]}', 200],
    ['an inherited name for a metric', '{"queries":[{"metric":"constructor"}]}', 200],
    ['a key of every object', '{"__proto__":{"queries":[]},"queries":[{"metric":"pairings"}]}', 400],
    ['depth without end', deep(20_000), 200],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d]), 400],
    ['more than a body may hold', `"${'x'.repeat(300_000)}"`, 413],
    ['nothing', '', 400],
  ])('with %s in its body gets a problem', async (_name, payload, status) => {
    const app = await open();
    const headers = { 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/v1/query', headers, payload });
    expect(answer.statusCode).toBe(status);
    if (status === 200) expect(answer.json().data[0].problem.status).toBeLessThan(500);
    else expect(answer.json().status).toBe(status);
  });
});
