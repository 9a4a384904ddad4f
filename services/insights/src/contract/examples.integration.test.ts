import { fileURLToPath } from 'node:url';
import { createLogger, createRegistry } from '@rapport/service';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { busyHistory } from '../../../../packages/metrics/src/testing/busy-history.ts';
import { createScenario, event, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createInsights } from '../app.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';
import { type Recorded, recordedFile, shortened } from './examples.ts';

const NOW = '2024-06-01T00:00:00Z';
const AS_OF = 'as_of=2024-05-01T00:00:00Z&known_at=2024-05-01T00:00:00Z';

/** What the engine's own clock says of when rows came in, which no two runs share. */
const ownClock: Readonly<Record<string, unknown>> = {
  stored_at: '2024-06-01T00:00:00.000Z',
  written_at: '2024-06-01T00:00:00.000Z',
  to_warehouse: 1.2,
};
const steady = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (name, value: unknown) => (name in ownClock ? ownClock[name] : value)));

describe('the examples of the document', () => {
  let scenario: Scenario;
  let app: FastifyInstance;
  const tokens = createOwnTokens();
  const { authorization } = tokens.give('admin');
  const alert = event('alert.raised', '2024-05-20T06:00:00Z', {
    ...{
      programme_id: 'g1',
      pairing_id: 'p1',
      alert_id: 'alert-of-the-example',
      rule_id: 'no-meeting',
      rule_version: 1,
    },
    ...{ score: 3, since_at: Date.parse('2024-04-08T12:00:00Z'), judged_at: Date.parse('2024-05-20T06:00:00Z') },
    ...{ data_until_at: Date.parse('2024-05-20T05:58:00Z') },
    observed: { days_since_meeting: '42', cadence_days: '14', meetings_held: '6' },
  });
  const events = [...busyHistory(60), alert];
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), NOW);
    await scenario.load(events);
    app = await createInsights({
      ...{ warehouse: scenario.warehouse, clock: () => Date.parse(NOW), tokens: tokens.source, settleSeconds: 1 },
      ...{ logger: createLogger('examples', 'silent'), registry: createRegistry('examples') },
    });
  });
  afterAll(async () => {
    await app.close();
    await scenario.close();
  });

  async function ask(url: string, body?: object): Promise<unknown> {
    const headers = { authorization };
    const answer = await app.inject(
      body === undefined ? { url, headers } : { url, headers, method: 'POST', payload: body },
    );
    expect([url, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([url, 200, '']);
    return answer.json();
  }

  it('are what the API answers about a history that is always the same', async () => {
    const held = events.find(({ type }) => type === 'meeting.held');
    const attention = '/v1/attention?state=raised,acknowledged,snoozed,resolved&limit=1';
    const { data } = (await ask(attention)) as { data: { alert_id: string }[] };
    expect(data).toHaveLength(1);
    const survival = '/v1/metrics/pair-survival';
    const quarters = 'grain=quarter&from=2023-04-01&to=2023-10-01';
    const many = { queries: [{ metric: 'pairings', programme: 'g0' }, { metric: 'parings' }] };
    const questions: Record<string, readonly [url: string, body?: object]> = {
      'GET /v1/programmes': ['/v1/programmes'],
      'GET /v1/metrics': ['/v1/metrics'],
      'GET /v1/metrics/{id}': [survival],
      'GET /v1/metrics/{id}/versions': [`${survival}/versions`],
      'GET /v1/metrics/{id}/series': [`/v1/metrics/meetings-per-pair-month/series?programme=g0&${quarters}&${AS_OF}`],
      'GET /v1/metrics/{id}/triangle': [`${survival}/triangle?cohort=year&periods=2&${AS_OF}`],
      'GET /v1/metrics/{id}/diff': ['/v1/metrics/pairings/diff?between=2023-02-01T00:00:00Z,2023-03-01T00:00:00Z'],
      'GET /v1/metrics/{id}/lineage': [`${survival}/lineage?programme=g0&${AS_OF}`],
      'POST /v1/query': ['/v1/query', many],
      'GET /v1/event-types': ['/v1/event-types'],
      'GET /v1/health': ['/v1/health'],
      'GET /v1/dictionary': ['/v1/dictionary'],
      'GET /v1/attention': [attention],
      'GET /v1/attention/rules': ['/v1/attention/rules'],
      'GET /v1/alerts/{id}': [`/v1/alerts/${data[0]?.alert_id}`],
      'GET /v1/pairings/{id}/timeline': ['/v1/pairings/p0/timeline'],
      'GET /v1/events/{id}': [`/v1/events/${held?.event_id}`],
      'GET /v1/feed/{stream}': ['/v1/feed/meeting?limit=1'],
    };
    const recorded: Recorded = {};
    for (const [operation, [asked, body]] of Object.entries(questions)) {
      const answer = shortened(steady(await ask(asked, body)));
      recorded[operation] = { asked, ...(body === undefined ? {} : { body }), answer };
    }
    await expect(`${JSON.stringify(recorded, null, 2)}\n`).toMatchFileSnapshot(fileURLToPath(recordedFile));
  });
});
