import { randomUUID } from 'node:crypto';
import { encodeEvent, eventIdFrom, latestSchema, type RapportEvent, type StreamName, streamOf } from '@rapport/events';
import { createLogger, createRegistry } from '@rapport/service';
import {
  createChunkSink,
  createWarehouse,
  keepReport,
  migrate,
  sinkChunkFromRows,
  type Warehouse,
} from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  freshnessAnswer,
  metricListAnswer,
  problemAnswer,
  programmesAnswer,
  seriesAnswer,
  versionsAnswer,
} from './answers.ts';
import { createInsights } from './app.ts';
import { frozenListAnswer } from './frozen-answers.ts';
import { dictionaryAnswer, diffAnswer, explainAnswer, manyAnswer, triangleAnswer } from './question-answers.ts';
import { watchAnswers } from './testing/described-answers.ts';

const DAY_MS = 86_400_000;
const start = Date.UTC(2024, 0, 1);
const envelope = (key: string, at: number) => ({
  event_id: eventIdFrom('insights-test', key),
  occurred_at: at,
  recorded_at: at,
  source: 'insights-test',
  programme_id: 'north',
});

/** Twelve pairings of twelve people each side, one a day; mentor 0 to 1 are alone in their department. */
function history(): RapportEvent[] {
  const people = Array.from({ length: 12 }, (_, index) => ({ index, id: `m${index}`, at: start + index * DAY_MS }));
  return [
    { ...envelope('programme', start), type: 'programme.configured', name: 'North', time_zone: 'Europe/London' },
    ...people.map(
      ({ index, id }): RapportEvent => ({
        ...envelope(`registered ${id}`, start),
        type: 'participant.registered',
        participant_id: id,
        attributes: { department: index < 2 ? 'small' : index < 7 ? 'middle' : 'large' },
      }),
    ),
    ...people.map(
      ({ id, index, at }): RapportEvent => ({
        ...envelope(`activated ${id}`, at),
        type: 'pairing.activated',
        pairing_id: `p${index}`,
        mentor_id: id,
        mentee_id: `e${index}`,
        attributes: {},
      }),
    ),
  ];
}

async function store(warehouse: Warehouse, events: readonly RapportEvent[]): Promise<void> {
  const sink = createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 });
  for (const [stream, own] of Map.groupBy(events, ({ type }): StreamName => streamOf(type))) {
    const schemaId = latestSchema(stream).id;
    const rows = own.map((event, index) => ({
      offset: BigInt(index),
      timestampMs: event.recorded_at,
      schemaId,
      datum: encodeEvent(event).subarray(5),
    }));
    const topic = `mentorship.${stream}.v1`;
    const lastOffset = BigInt(own.length - 1);
    await sink.write(sinkChunkFromRows({ stream, topic, partition: 0, firstOffset: 0n, lastOffset, rows, dead: 0 }));
  }
}

describe('the read API over a real warehouse', () => {
  let warehouse: Warehouse;
  let app: FastifyInstance;
  let watched: ReturnType<typeof watchAnswers>;
  beforeAll(async () => {
    const database = `insights_${randomUUID().replaceAll('-', '')}`;
    warehouse = createWarehouse({ url: inject('clickhouseUrl'), database });
    await migrate(warehouse);
    await store(warehouse, history());
    app = await createInsights({
      warehouse,
      logger: createLogger('insights-test', 'silent'),
      registry: createRegistry('insights-test'),
      clock: () => Date.UTC(2024, 5, 1),
    });
    watched = watchAnswers(app);
  });
  afterAll(async () => {
    await app.close();
    await warehouse.exec(`DROP DATABASE ${warehouse.database}`);
    await warehouse.close();
  });
  const get = async (url: string) => app.inject({ method: 'GET', url });

  it('is ready when ClickHouse answers', async () => {
    expect((await get('/readyz')).statusCode).toBe(200);
  });

  it('answers in the shapes that its document promises', async () => {
    seriesAnswer.parse((await get('/v1/metrics/pair-survival/series?programme=north')).json());
    metricListAnswer.parse((await get('/v1/metrics')).json());
    programmesAnswer.parse((await get('/v1/programmes')).json());
    freshnessAnswer.parse((await get('/v1/freshness')).json());
    problemAnswer.parse((await get('/v1/metrics/nothing')).json());
    const metric = '/v1/metrics/pair-survival';
    explainAnswer.parse((await get(`${metric}/explain?programme=north`)).json());
    triangleAnswer.parse((await get(`${metric}/triangle?programme=north&cohort=month&periods=3`)).json());
    versionsAnswer.parse((await get(`${metric}/versions`)).json());
    dictionaryAnswer.parse((await get('/v1/dictionary')).json());
    frozenListAnswer.parse((await get('/v1/frozen-reports')).json());
    diffAnswer.parse((await get(`${metric}/diff?between=2024-01-05T12:00:00Z`)).json());
  });

  it('says what changed between two moments, without an event’s name', async () => {
    const between = '2024-01-06T12:00:00Z,2024-01-12T12:00:00Z';
    const url = `/v1/metrics/pairings/diff?programme=north&as_of=2024-02-01T00:00:00Z&between=${between}`;
    const { data } = (await get(url)).json();
    expect(data.rows).toMatchObject([{ before: { value: 6 }, after: { value: 12 }, difference: 6 }]);
    expect(data.events).toEqual({
      told: 6,
      units: 6,
      total: 6,
      counts: [{ type: 'pairing.activated', class: 'new', events: 6 }],
    });
    const hidden = (await get(`${url}&f.mentor_department=small`)).json();
    expect(hidden.data).toMatchObject({ rows: [], hidden_rows: 1, events: null });
    const wrong = await get('/v1/metrics/pairings/diff?between=soon');
    expect(wrong.json()).toMatchObject({ status: 400, errors: [{ parameter: 'between' }] });
  });

  it('shows no frozen report that hides fewer people than it does itself', async () => {
    const content = JSON.stringify({ name: 'own', answers: [] });
    const report = { name: 'own', sha256: 'x', content, answers: 0, frozenAt: start, asOf: start, knownAt: start };
    await keepReport(warehouse, { ...report, id: 'own-none', smallestGroup: 0 });
    await keepReport(warehouse, { ...report, id: 'own-three', smallestGroup: 3 });
    expect((await get('/v1/frozen-reports')).json().data).toEqual([]);
    for (const id of ['own-none', 'own-three', 'nothing']) {
      expect((await get(`/v1/frozen-reports/${id}`)).json()).toMatchObject({ status: 404, code: 'UNKNOWN_REPORT' });
      expect((await get(`/v1/frozen-reports/${id}/reissue`)).statusCode).toBe(404);
    }
  });

  it('answers many questions at once, each for itself', async () => {
    const ask = (queries: unknown) => app.inject({ method: 'POST', url: '/v1/query', payload: { queries } });
    const answer = await ask([
      { metric: 'pairings', programme: 'north' },
      { metric: 'pairings', programme: 'nort' },
    ]);
    const { data } = manyAnswer.parse(answer.json());
    expect(data).toMatchObject([{ data: [{ value: 12 }] }, { problem: { status: 400, code: 'UNKNOWN_PROGRAMME' } }]);
    for (const wrong of [undefined, [], Array.from({ length: 21 }, () => ({ metric: 'nps' }))]) {
      expect((await ask(wrong)).json()).toMatchObject({ status: 400, code: 'INVALID_QUERIES' });
    }
  });

  it('counts pairings by month in the programme’s zone', async () => {
    const answer = (await get('/v1/metrics/pairings/series?programme=north&grain=month&to=2024-03-01')).json();
    expect(
      answer.data.map((row: { bucket: string; state: string; value: number }) => [row.bucket, row.state, row.value]),
    ).toEqual([
      ['2024-01', 'value', 12],
      ['2024-02', 'zero', 0],
    ]);
    expect(answer.meta.time_zones).toEqual(['Europe/London']);
  });

  it('hides the small department and the next smallest, whatever the caller says', async () => {
    const answer = (await get('/v1/metrics/pairings/series?programme=north&group_by=mentor_department')).json();
    const shown = answer.data.map((row: { group: Record<string, string>; state: string; value: number | null }) => [
      row.group['mentor_department'],
      row.state,
      row.value,
    ]);
    expect(shown).toEqual([
      ['large', 'suppressed', null],
      ['middle', 'value', 5],
      ['small', 'suppressed', null],
    ]);
    expect(answer.meta).toMatchObject({ suppressed_cells: 2, protection: { k: 5 } });
    const filtered = (await get('/v1/metrics/pairings/series?programme=north&f.mentor_department=small')).json();
    expect(filtered.data).toMatchObject([{ state: 'suppressed', value: null, n: null, reason: 'small_group' }]);
  });

  it('refuses a programme that does not exist, naming the one that was meant', async () => {
    const answer = await get('/v1/metrics/pairings/series?programme=nort');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'UNKNOWN_PROGRAMME', errors: [{ parameter: 'programme' }] });
  });

  it('lists programmes and says how far each topic has been read', async () => {
    expect((await get('/v1/programmes')).json().data).toEqual([
      {
        ...{ id: 'north', name: 'North', time_zone: 'Europe/London', cadence_days: null },
        ...{ first_event_on: '2024-01-01', last_event_on: '2024-01-12' },
      },
    ]);
    const freshness = (await get('/v1/freshness')).json();
    const pairings = freshness.data.find((row: { topic: string }) => row.topic === 'mentorship.pairing.v1');
    expect(pairings).toMatchObject({
      stream: 'pairing',
      partitions: [{ partition: 0, last_offset: 11 }],
      latest_record_at: '2024-01-12T00:00:00.000Z',
    });
  });

  it('takes a hostile value for what it is: a text that nobody has', async () => {
    const value = encodeURIComponent("x') OR 1=1 --");
    const answer = (await get(`/v1/metrics/pairings/series?programme=north&f.mentor_department=${value}`)).json();
    expect(answer.data).toMatchObject([{ state: 'zero', value: 0 }]);
  });

  it('gave no answer that its document does not describe', () => {
    expect(watched.seen()).toBeGreaterThan(10);
    expect(watched.faults).toEqual([]);
  });
});
