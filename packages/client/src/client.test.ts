import { describe, expect, test } from 'vitest';
import { asked, createIngestClient, createRapportClient, everyItem } from './client.ts';

type Sent = { url: string; authorization: string | null };

function answering(answers: readonly Response[], sent: Sent[] = []) {
  const left = [...answers];
  const fetch = async (request: Request) => {
    sent.push({ url: request.url, authorization: request.headers.get('authorization') });
    return left.shift() ?? new Response('', { status: 500 });
  };
  return { client: createRapportClient({ baseUrl: 'http://rapport.test', token: 'rpt_x', fetch }), sent };
}

const problem = {
  type: 'about:blank',
  title: 'No',
  status: 404,
  detail: 'there is no metric "x"',
  code: 'UNKNOWN_METRIC',
};

describe('the client', () => {
  test('puts parameters and the token where they belong', async () => {
    const { client, sent } = answering([Response.json({ data: [] })]);
    const query = { programme: 'north & south', group_by: 'mentee_department', 'f.department': 'it,hr' };
    await client.GET('/v1/metrics/{id}/series', { params: { path: { id: 'pair-survival' }, query } });
    expect(sent).toEqual([
      {
        url: 'http://rapport.test/v1/metrics/pair-survival/series?programme=north%20%26%20south&group_by=mentee_department&f.department=it%2Chr',
        authorization: 'Bearer rpt_x',
      },
    ]);
  });

  test('sends files to ingest as JSON', async () => {
    const sent: { url: string; body: unknown }[] = [];
    const fetch = async (request: Request) => {
      sent.push({ url: request.url, body: await request.json() });
      return Response.json({ rows: 3 });
    };
    const order = { mapping: 'version: 1', files: [{ name: 'a.csv', text: 'x' }] };
    const client = createIngestClient({ baseUrl: 'http://rapport.test', fetch });
    const answer = await asked(client.POST('/v1/imports/preview', { body: order }));
    expect(sent).toEqual([{ url: 'http://rapport.test/v1/imports/preview', body: order }]);
    expect(answer.ok && answer.body.rows).toBe(3);
  });

  test('gives a problem as a value', async () => {
    const { client } = answering([
      Response.json(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } }),
    ]);
    const answer = await asked(client.GET('/v1/metrics/{id}', { params: { path: { id: 'x' } } }));
    expect(answer).toMatchObject({ ok: false, problem: { code: 'UNKNOWN_METRIC' } });
  });

  test('says so where something in between answers', async () => {
    const { client } = answering([new Response('Bad Gateway', { status: 502, statusText: 'Bad Gateway' })]);
    const answer = await asked(client.GET('/v1/programmes'));
    expect(answer).toMatchObject({ ok: false, problem: { code: 'NOT_OURS', status: 502, detail: 'Bad Gateway' } });
  });

  test('throws what is no answer at all', async () => {
    const fetch = async () => {
      throw new TypeError('fetch failed');
    };
    await expect(createRapportClient({ baseUrl: 'http://rapport.test', fetch }).GET('/v1/programmes')).rejects.toThrow(
      'fetch failed',
    );
  });
});

describe('a list', () => {
  const page = (data: unknown[], next: string | null) => Response.json({ data, meta: {}, links: { self: '', next } });

  test('is given page by page until there is no next one', async () => {
    const { client, sent } = answering([
      page([{ alert: 1 }], '/v1/attention?limit=1&cursor=abc'),
      page([{ alert: 2 }], null),
    ]);
    const found: unknown[] = [];
    for await (const one of everyItem((cursor) =>
      asked(
        client.GET('/v1/attention', { params: { query: { limit: 1, ...(cursor === undefined ? {} : { cursor }) } } }),
      ),
    ))
      found.push(one);
    expect(found).toEqual([{ item: { alert: 1 } }, { item: { alert: 2 } }]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(['?limit=1', '?limit=1&cursor=abc']);
  });

  test('ends with the problem that stopped it', async () => {
    const { client } = answering([
      page([], '/v1/attention?cursor=abc'),
      Response.json({ ...problem, status: 401 }, { status: 401 }),
    ]);
    const found: unknown[] = [];
    for await (const one of everyItem((cursor) =>
      asked(client.GET('/v1/attention', { params: { query: cursor === undefined ? {} : { cursor } } })),
    ))
      found.push(one);
    expect(found).toEqual([{ problem: { ...problem, status: 401 } }]);
  });
});
