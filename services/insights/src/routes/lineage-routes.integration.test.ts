import type { RapportEvent } from '@rapport/events';
import { createLogger, createRegistry } from '@rapport/service';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createScenario, event, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createInsights } from '../app.ts';
import { eventAnswer, lineageAnswer, timelineAnswer } from '../lineage-answers.ts';
import { watchAnswers } from '../testing/described-answers.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';

const NOW = '2024-06-01T00:00:00Z';
const LINEAGE = '/v1/metrics/pair-survival/lineage';

function programme(programme_id: string): RapportEvent[] {
  const own = { programme_id };
  const pair = (index: number) =>
    event('pairing.activated', `2024-01-0${index + 1}T09:00:00Z`, {
      ...{ ...own, pairing_id: `${programme_id}-${index}`, mentor_id: `m${index}`, mentee_id: `e${index}` },
    });
  return [
    event('programme.configured', '2023-12-01T00:00:00Z', { ...own, time_zone: 'UTC' }),
    ...Array.from({ length: 8 }, (_, index) => pair(index)),
  ];
}
const people = Array.from({ length: 8 }, (_, index) =>
  event('participant.registered', '2023-12-01T00:00:00Z', {
    ...{ participant_id: `e${index}`, attributes: { department: index < 6 ? 'sales' : 'it' } },
  }),
);
const held = event('meeting.held', '2024-01-20T09:00:00Z', {
  ...{ programme_id: 'north', pairing_id: 'north-1', meeting_id: 'k1' },
});
const rated = event('meeting.rated', '2024-01-21T09:00:00Z', {
  ...{ programme_id: 'north', pairing_id: 'north-1', meeting_id: 'k1', side: 'mentee', rating: 2 },
});

describe('lineage over HTTP', () => {
  const tokens = createOwnTokens();
  let scenario: Scenario;
  let app: FastifyInstance;
  let demo: FastifyInstance;
  let watched: ReturnType<typeof watchAnswers>[];
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), NOW);
    await scenario.load([...people, ...programme('north'), ...programme('south'), held, rated]);
    const made = (name: string) => {
      const logger = createLogger(name, 'silent');
      return { warehouse: scenario.warehouse, logger, registry: createRegistry(name), clock: () => Date.parse(NOW) };
    };
    app = await createInsights({ ...made('lineage-test'), tokens: tokens.source });
    demo = await createInsights(made('lineage-demo'));
    watched = [watchAnswers(app), watchAnswers(demo)];
  });
  afterAll(async () => {
    await app.close();
    await demo.close();
    await scenario.close();
  });

  const admin = tokens.give('admin');
  const lead = tokens.give('lead', { programmes: ['north'] });
  const analyst = tokens.give('analyst');
  const data = tokens.give('data');
  const ask = (url: string, { authorization }: { authorization: string }) =>
    app.inject({ url, headers: { authorization } });

  it('lists units and events to administrators, page by page', async () => {
    const url = `${LINEAGE}?programme=north&limit=5&events=true`;
    const first = (await ask(url, admin)).json();
    expect(lineageAnswer.parse(first)).toBeTruthy();
    expect(first.data.cell).toMatchObject({ n: 8 });
    expect(first.data.units).toHaveLength(5);
    expect(first.data.units[1].events.map(({ type }: { type: string }) => type)).toContain('meeting.held');
    const rest = (await ask(`${url}&cursor=${first.meta.next_cursor}`, admin)).json();
    const ids = [first, rest].flatMap((page) => page.data.units.map(({ unit }: never) => unit['pairing_id']));
    expect(ids).toEqual(Array.from({ length: 8 }, (_, index) => `north-${index}`));
    expect(rest.meta).toMatchObject({ detail: 'units', next_cursor: null });
  });

  it('answers a hidden cell as it answers one that nobody has, to administrators too', async () => {
    const cell = (name: string) =>
      `${LINEAGE}?programme=north&group_by=mentee_department&cell=mentee_department%3D${name}`;
    for (const caller of [admin, undefined]) {
      const answers = ['it', 'no'].map(async (name) => {
        const url = cell(name);
        const answer = caller === undefined ? await demo.inject({ url }) : await ask(url, caller);
        expect(answer.statusCode).toBe(200);
        return answer.body.replaceAll(`%3D${name}`, '');
      });
      const [hidden, absent] = await Promise.all(answers);
      expect(hidden).toBe(absent);
      expect(hidden).toContain('"cell":null');
    }
  });

  it('shows counts and no unit where nobody has a token', async () => {
    const answer = (await demo.inject({ url: `${LINEAGE}?programme=north` })).json();
    expect(lineageAnswer.parse(answer)).toBeTruthy();
    expect(answer.meta.detail).toBe('counts');
    expect(answer.data).toMatchObject({ units: null, cell: { n: 8 } });
    // One meeting and one rating are of one pair.
    expect(answer.data.events.map(({ type, events }: never) => [type, events])).toEqual([
      ['programme.configured', 1],
      ['participant.registered', 8],
      ['pairing.activated', 8],
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/north-\d/);
  });

  it('shows where a number comes from, and no number, to tokens that see releases', async () => {
    for (const caller of [analyst, lead, data]) {
      const answer = (await ask(`${LINEAGE}?programme=north`, caller)).json();
      expect(answer.meta.detail).toBe('sources');
      expect(answer.data).toMatchObject({ cell: null, units: null, events: null });
      const topics = answer.data.sources.streams.map(({ topic }: { topic: string }) => topic);
      expect(topics).toContain('mentorship.pairing.v1');
    }
    expect((await ask(`${LINEAGE}?programme=south`, lead)).json()).toMatchObject({ code: 'UNKNOWN_PROGRAMME' });
  });

  it('shows a pairing’s timeline to who runs its programme, and to others as one that nobody has', async () => {
    const own = await ask('/v1/pairings/north-1/timeline', lead);
    expect(timelineAnswer.parse(own.json())).toBeTruthy();
    const types = own.json().data[0].events.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['pairing.activated', 'meeting.held']);
    // Offsets count what others send, too: only administrators see where an event lies.
    expect(own.json().data[0].events[1]).toMatchObject({ partition: null, offset: null });
    const whole = await ask('/v1/pairings/north-1/timeline', admin);
    expect(whole.json().data[0].events[1]).toMatchObject({ partition: 0, offset: '0' });
    const [foreign, absent] = await Promise.all(
      ['south-1', 'south-9'].map((id) => ask(`/v1/pairings/${id}/timeline`, lead)),
    );
    expect(foreign?.statusCode).toBe(404);
    const told = (answer: typeof foreign) => ({ ...answer?.json(), trace_id: '', instance: '' });
    expect(told(foreign)).toEqual(told(absent));
    for (const caller of [analyst, data]) {
      const answers = await Promise.all(['north-1', 'x'].map((id) => ask(`/v1/pairings/${id}/timeline`, caller)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403]);
    }
    expect((await ask('/v1/pairings/north-1/timeline?as_of=yesterday', lead)).statusCode).toBe(400);
    const early = await ask('/v1/pairings/north-1/timeline?as_of=2024-01-10T00:00:00Z', lead);
    expect(early.json().data[0].events).toHaveLength(1);
  });

  it('shows an event to administrators whole, to leads as the timeline does, and confidential ones to no lead', async () => {
    const whole = (await ask(`/v1/events/${rated.event_id}`, admin)).json();
    expect(eventAnswer.parse(whole)).toBeTruthy();
    expect(whole.data[0]).toMatchObject({ fields: { rating: 2 }, receipts: [{ offset: '1' }] });
    const own = (await ask(`/v1/events/${held.event_id}`, lead)).json();
    const shown = { event_id: held.event_id, partition: null, offset: null, fields: { meeting_id: 'k1' } };
    expect(own.data).toMatchObject([{ event: shown }]);
    const foreign = programme('south')[3]?.event_id;
    for (const id of [rated.event_id, foreign, '00000000-0000-4000-8000-000000000000', 'x']) {
      expect((await ask(`/v1/events/${id}`, lead)).statusCode).toBe(404);
    }
    expect((await ask(`/v1/events/${held.event_id}`, analyst)).statusCode).toBe(403);
  });

  it('refuses what makes no sense with the parameter at fault', async () => {
    const refused = async (query: string) => (await ask(`${LINEAGE}?${query}`, admin)).json();
    expect(await refused('cell=side%3Dmentor')).toMatchObject({ status: 400, errors: [{ parameter: 'cell' }] });
    expect(await refused('limit=0')).toMatchObject({ status: 400, errors: [{ parameter: 'limit' }] });
    expect(await refused('limit=many')).toMatchObject({ status: 400, errors: [{ parameter: 'limit' }] });
    expect(await refused('cursor=x')).toMatchObject({ status: 400, errors: [{ parameter: 'cursor' }] });
    expect(await refused('compare=previous')).toMatchObject({ status: 400, errors: [{ parameter: 'compare' }] });
  });

  it('gave no answer that the document does not describe', () => {
    expect(watched.flatMap(({ faults }) => faults)).toEqual([]);
    expect(watched.reduce((sum, { seen }) => sum + seen(), 0)).toBeGreaterThan(10);
  });
});
