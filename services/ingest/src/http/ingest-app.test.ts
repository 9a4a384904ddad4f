import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { createLogger, createRegistry } from '@rapport/service';
import { describe, expect, it, vi } from 'vitest';
import { createIngestApp, type IngestAppDeps } from './ingest-app.ts';
import { exampleBatch, exampleCloudEvent, exampleEvent, exampleProblem, exampleResults } from './openapi-examples.ts';

const NOW = Date.UTC(2026, 2, 5);
const HELD = { ...exampleEvent };

function open(deps: Partial<IngestAppDeps> = {}) {
  const sent: RapportEvent[] = [];
  const app = createIngestApp({
    producer: { send: async (events) => sent.push(...events) },
    logger: createLogger('ingest-test', 'silent'),
    registry: createRegistry('ingest-test'),
    readiness: {},
    clock: () => NOW,
    ...deps,
  });
  // Async, so that the request begins now and not when somebody waits for it.
  const post = async (payload: unknown, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: '/v1/events',
      headers: { 'content-type': type },
      payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    });
  return { app, post, sent };
}

describe('POST /v1/events, one event', () => {
  it('answers 202 with the id, once the event is sent', async () => {
    const { post, sent } = open();
    const answer = await post(HELD);
    expect([answer.statusCode, answer.json()]).toEqual([202, { event_id: HELD.event_id, status: 'accepted' }]);
    expect(sent).toEqual([{ ...HELD, occurred_at: Date.UTC(2026, 2, 2, 15, 30), recorded_at: NOW }]);
  });

  it('makes a time-ordered id where there is none', async () => {
    const { post, sent } = open();
    const { event_id: _, ...anonymous } = HELD;
    const made = (await post(anonymous)).json() as { event_id: string };
    expect(made.event_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(sent[0]?.event_id).toBe(made.event_id);
  });

  it('refuses what only Rapport itself tells, however its type is spelt', async () => {
    const { post, sent } = open();
    const saved = { item_id: 'v1', title: 'Mine', page: '/', visibility: 'own', actor_id: 'token:of-another' };
    const event = { type: 'workspace.view_saved', occurred_at: '2026-03-02T15:30:00Z', ...saved };
    const cloud = {
      ...{ specversion: '1.0', id: 'a', source: 's', type: 'org.example.mentorship.workspace.view_saved.v1' },
      ...{ time: '2026-03-02T15:30:00Z', data: saved },
    };
    for (const answer of [await post(event), await post(cloud, 'application/cloudevents+json')]) {
      expect([answer.statusCode, answer.json().errors[0]]).toMatchObject([422, { code: 'NOT_FOR_PRODUCERS' }]);
    }
    expect(sent).toEqual([]);
  });

  it('names the field that breaks the contract by JSON pointer', async () => {
    const { post, sent } = open();
    const { pairing_id: _, ...without } = HELD;
    const answer = await post(without);
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toEqual({ ...exampleProblem, trace_id: expect.any(String) });
    const unknown = await post({ ...HELD, attributes: { 'Full Name': 'x' }, colour: 'red' });
    expect(
      unknown
        .json()
        .errors.map((error: { pointer: string }) => error.pointer)
        .sort(),
    ).toEqual(['/attributes/Full Name', '/colour']);
    expect((await post({ ...HELD, recorded_at: '2026-01-01T00:00:00Z' })).json().errors[0]).toMatchObject({
      pointer: '/recorded_at',
      code: 'NOT_YOURS',
    });
    expect(sent).toEqual([]);
  });

  it.each([
    ['{"type": ', 400, 'MALFORMED_JSON'],
    ['', 400, 'MALFORMED_JSON'],
    [Buffer.from([0x7b, 0xff, 0x7d]), 400, 'MALFORMED_JSON'],
    ['3', 422, 'EVENT_INVALID'],
    ['null', 422, 'EVENT_INVALID'],
    ['{"type":"meeting.hold"}', 422, 'EVENT_INVALID'],
    ['[]', 422, 'EMPTY_BATCH'],
  ])('refuses %j with %i %s', async (payload, status, code) => {
    const { post, sent } = open();
    const answer = await post(payload);
    expect([answer.statusCode, answer.json().code, sent.length]).toEqual([status, code, 0]);
  });

  it('refuses other media types, and bodies and batches over the limit', async () => {
    const { post, sent } = open({ limits: { bodyBytes: 2_000, batchEvents: 3 } });
    expect((await post('a=b', 'text/plain')).statusCode).toBe(415);
    expect((await post({ ...HELD, mode: 'x'.repeat(3_000) })).json()).toMatchObject({
      status: 413,
      code: 'BODY_TOO_LARGE',
    });
    expect((await post([HELD, HELD, HELD, HELD])).json()).toMatchObject({ status: 413, code: 'BATCH_TOO_LARGE' });
    expect((await post([HELD, HELD, HELD])).statusCode).toBe(202);
    expect(sent).toHaveLength(3);
  });
});

describe('POST /v1/events, a batch', () => {
  it('accepts what is right and says of each other event what is wrong with it', async () => {
    const { post, sent } = open();
    const answer = await post(exampleBatch);
    expect([answer.statusCode, answer.json()]).toEqual([207, exampleResults]);
    expect(sent.map((event) => event.event_id)).toEqual([HELD.event_id]);
  });

  it('may stand in an object under events, alone', async () => {
    const { post, sent } = open();
    expect((await post({ events: [HELD] })).statusCode).toBe(202);
    const answer = await post({ events: [HELD], programme_id: 'for-all' });
    expect(answer.json()).toMatchObject({ status: 422, code: 'WRONG_SHAPE', errors: [{ pointer: '/programme_id' }] });
    expect(sent).toHaveLength(1);
  });

  it('answers 202 when all are accepted, the same id twice included', async () => {
    const answer = await open().post([HELD, HELD]);
    expect([answer.statusCode, answer.json()]).toMatchObject([202, { accepted: 2, rejected: 0 }]);
  });

  it('is a problem when none is accepted', async () => {
    const answer = await open().post([{ ...HELD, meeting_id: 'ann@example.org' }, 7]);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'EVENTS_INVALID',
      accepted: 0,
      rejected: 2,
      errors: [
        { pointer: '/0/meeting_id', code: 'INVALID' },
        { pointer: '/1', code: 'NOT_AN_OBJECT' },
      ],
    });
  });
});

describe('CloudEvents', () => {
  const CE = 'application/cloudevents+json';

  it('become events: id and source make the event id, time is occurred_at, data the fields', async () => {
    const { post, sent } = open();
    const id = eventIdFrom('/hr/pairings', 'hr-48112');
    expect((await post(exampleCloudEvent, CE)).json()).toEqual({ event_id: id, status: 'accepted' });
    expect(sent[0]).toEqual({
      event_id: id,
      type: 'pairing.activated',
      occurred_at: Date.UTC(2026, 0, 12, 8),
      recorded_at: NOW,
      source: '/hr/pairings',
      ...exampleCloudEvent.data,
    });
  });

  it('keep an id that is a UUID, and may spell the type in three ways', async () => {
    const { post, sent } = open();
    for (const type of [
      'pairing.activated',
      'mentorship.pairing.activated.v1',
      'a.b-c.mentorship.pairing.activated.v1',
    ]) {
      const answer = await post({ ...exampleCloudEvent, type, id: HELD.event_id.toUpperCase() });
      expect(answer.json()).toMatchObject({ event_id: HELD.event_id });
    }
    expect(new Set(sent.map((event) => event.type))).toEqual(new Set(['pairing.activated']));
    expect((await post({ ...exampleCloudEvent, type: 'mentorship.pairing.activated.v2' }, CE)).statusCode).toBe(422);
  });

  it('carry goals and assessments of skills, and are told what those are called', async () => {
    const { post, sent } = open();
    const data = {
      ...{ programme_id: 'engineering-2026', participant_id: 'p-8', skill: 'feedback', instrument_id: 'sheet' },
      ...{ rater: 'manager', score: 4.5, phase: 'after' },
    };
    const assessed = { ...exampleCloudEvent, id: 'hr-3', type: 'mentorship.goal.skill_assessed.v1', data };
    expect((await post(assessed, CE)).statusCode).toBe(202);
    expect(sent[0]).toMatchObject({ type: 'goal.skill_assessed', ...data });
    const progressed = { programme_id: 'engineering-2026', pairing_id: 'pair-17', goal_id: 'g-1', progress: 40 };
    const inPercent = await post({ ...exampleCloudEvent, type: 'goal.progressed', data: progressed }, CE);
    expect(inPercent.json().errors).toMatchObject([{ pointer: '/data/progress', message: 'must be 0 to 1' }]);
    const misnamed = await post({ ...assessed, type: 'skill.assessed' }, CE);
    expect(misnamed.json().errors[0].message).toMatch(/did you mean goal.skill_assessed/);
  });

  it('come in batches', async () => {
    const { post, sent } = open();
    const second = { ...exampleCloudEvent, id: 'hr-2', data: { ...exampleCloudEvent.data, mentor_id: 'two words' } };
    const answer = await post([exampleCloudEvent, second], 'application/cloudevents-batch+json');
    expect([answer.statusCode, sent.length]).toEqual([207, 1]);
    expect(answer.json().results[1].errors[0].pointer).toBe('/1/data/mentor_id');
    expect((await post(exampleCloudEvent, 'application/cloudevents-batch+json')).statusCode).toBe(422);
    expect((await post([exampleCloudEvent], CE)).statusCode).toBe(422);
  });

  it('have their faults told where they stand', async () => {
    const { post } = open();
    const pointers = async (changes: object) =>
      ((await post({ ...exampleCloudEvent, ...changes }, CE)).json().errors as { pointer: string }[]).map(
        (e) => e.pointer,
      );
    expect(await pointers({ time: 'yesterday' })).toEqual(['/time']);
    expect(await pointers({ time: undefined })).toEqual(['/time']);
    expect(await pointers({ type: 'x.y' })).toEqual(['/type']);
    expect(await pointers({ id: undefined, source: 7 })).toEqual(['/id', '/source']);
    expect(await pointers({ data: { ...exampleCloudEvent.data, mentor_id: undefined } })).toEqual(['/data/mentor_id']);
    expect(await pointers({ data: { ...exampleCloudEvent.data, source: 'x' } })).toEqual(['/data/source']);
    expect(await pointers({ data: 'text' })).toEqual(['/data']);
    expect(await pointers({ specversion: '0.3' })).toEqual(['/specversion']);
  });
});

describe('when Kafka is away', () => {
  const down = Object.assign(new Error('no broker'), { code: 'KAFKA_UNAVAILABLE', retriable: true });

  it('answers 503 with Retry-After and claims nothing', async () => {
    const { app, post } = open({ producer: { send: () => Promise.reject(down) } });
    for (const body of [HELD, exampleBatch]) {
      const answer = await post(body);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
      expect(answer.json()).toMatchObject({ code: 'KAFKA_UNAVAILABLE' });
      expect(answer.body).not.toContain('"accepted"');
    }
    const metrics = (await app.inject('/metrics')).body;
    expect(metrics).toContain('rapport_ingest_requests_refused_total{code="KAFKA_UNAVAILABLE"} 2');
    expect(metrics).not.toContain('rapport_events_accepted_total{');
  });

  it('turns new events away while too many wait', async () => {
    const acknowledgements: (() => void)[] = [];
    const send = () => new Promise<void>((resolve) => acknowledgements.push(resolve));
    const { post } = open({ producer: { send }, limits: { pendingEvents: 2 } });
    const waiting = post([HELD, HELD]);
    await vi.waitFor(() => expect(acknowledgements).toHaveLength(1));
    expect((await post(HELD)).json()).toMatchObject({ status: 503, code: 'BUSY' });
    acknowledgements[0]?.();
    expect((await waiting).statusCode).toBe(202);
  });
});

describe('around it', () => {
  it('counts what was accepted by type and what was refused by code', async () => {
    const { app, post } = open();
    await post(exampleBatch);
    await post('{');
    const metrics = (await app.inject('/metrics')).body;
    expect(metrics).toContain('rapport_events_accepted_total{type="meeting.held"} 1');
    expect(metrics).toContain('rapport_events_rejected_total{code="MISSING"} 1');
    expect(metrics).toContain('rapport_ingest_requests_refused_total{code="MALFORMED_JSON"} 1');
  });

  it('describes itself: every event type, every reference resolves, the limits are the real ones', async () => {
    const { app } = open();
    const document = (await app.inject('/openapi.json')).json();
    const schemas = document.components.schemas;
    expect(Object.keys(document.components.schemas.Event.discriminator.mapping)).toContain('survey.response_submitted');
    expect(schemas.MeetingHeld.required).toEqual(
      expect.arrayContaining(['type', 'occurred_at', 'meeting_id', 'pairing_id']),
    );
    expect(schemas.MeetingHeld.required).not.toContain('event_id');
    expect(schemas.MeetingHeld.properties.recorded_at).toBeUndefined();
    const references = JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g);
    for (const [, name] of references) expect(schemas, name).toHaveProperty(name ?? '');
    expect(JSON.stringify(document.paths['/v1/events'])).toContain('"maxItems":1000');
  });
});
