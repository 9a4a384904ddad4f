import type { RapportEvent } from '@rapport/events';
import { createLogger, createRegistry } from '@rapport/service';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createScenario, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createInsights } from '../app.ts';
import { watchAnswers } from '../testing/described-answers.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

let scenario: Scenario;
let app: FastifyInstance;
let watched: ReturnType<typeof watchAnswers>;
let sent: RapportEvent[] = [];
let isLogUp = true;
let now = NOON;
const tokens = createOwnTokens();
const admin = tokens.give('admin', { name: 'office' });
const analyst = tokens.give('analyst', { name: 'anna' });
const north = tokens.give('lead', { name: 'north lead', programmes: ['north'], k: 10 });
const south = tokens.give('lead', { name: 'south lead', programmes: ['south'], k: 10 });
const both = tokens.give('lead', { name: 'both', programmes: ['north', 'south'], k: 10 });

beforeAll(async () => {
  scenario = await createScenario(inject('clickhouseUrl'), '2026-11-23T12:00:00Z');
  app = await createInsights({
    ...{ warehouse: scenario.warehouse, clock: () => now, tokens: tokens.source },
    ...{ logger: createLogger('workspace', 'silent'), registry: createRegistry('workspace') },
    // What Kafka acknowledged is stored at once here: the way in between is the projector's and has tests of its own.
    sendWorkspace: async (events) => {
      if (!isLogUp) throw new Error('no broker');
      sent.push(...events);
      await scenario.load(events);
    },
  });
  watched = watchAnswers(app);
});
afterAll(async () => {
  await app.close();
  await scenario.close();
});
beforeEach(() => {
  now += 60_000;
  sent = [];
  isLogUp = true;
});

type Caller = { authorization: string };
type Method = NonNullable<InjectOptions['method']>;

async function ask(caller: Caller, method: Method, url: string, payload?: object, key?: string) {
  const headers = {
    authorization: caller.authorization,
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  return app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
}
const titles = async (caller: Caller, query = '') =>
  (await ask(caller, 'GET', `/v1/views${query}`)).json().data.map(({ title }: { title: string }) => title);
const texts = async (caller: Caller, query = '') =>
  (await ask(caller, 'GET', `/v1/annotations${query}`)).json().data.map(({ text }: { text: string }) => text);

const view = (title: string, more: object = {}) => ({ title, page: '/retention', ...more });

describe('a saved view', () => {
  it('comes back as it was saved, to its owner alone unless it is shared', async () => {
    const state = 'programme=north&tab=curve&f.side=mentee';
    const saved = await ask(analyst, 'POST', '/v1/views', view('Mine', { state }));
    expect(saved.statusCode).toBe(202);
    const { data } = saved.json();
    expect(data).toEqual({
      ...{ id: data.id, title: 'Mine', page: '/retention', state, programme: 'north', owner: 'anna', mine: true },
      ...{ shared: false, created_at: new Date(now).toISOString() },
    });
    expect((await ask(analyst, 'GET', `/v1/views/${data.id}`)).json().data).toEqual(data);
    expect(await titles(admin)).toEqual([]);
    expect((await ask(admin, 'GET', `/v1/views/${data.id}`)).statusCode).toBe(404);
    // The log knows the token by its public part: names may be those of people.
    expect(sent).toMatchObject([
      { type: 'workspace.view_saved', actor_id: `token:${analyst.id}`, programme_id: 'north' },
    ]);
    expect(JSON.stringify(sent)).not.toContain('anna');
  });

  it('is seen by a lead where it is about their programme and names no other', async () => {
    await ask(analyst, 'POST', '/v1/views', view('Of north', { programme: 'north', shared: true }));
    await ask(analyst, 'POST', '/v1/views', view('Of nobody', { shared: true }));
    const state = 'programme=north&f.programme=!south';
    await ask(analyst, 'POST', '/v1/views', view('Beside south', { programme: 'north', state, shared: true }));
    expect(await titles(north)).toEqual(['Of north']);
    expect(await titles(south)).toEqual([]);
    expect((await titles(both)).toSorted()).toEqual(['Beside south', 'Of north']);
    expect((await titles(admin)).toSorted()).toEqual(['Beside south', 'Of nobody', 'Of north']);
    expect(await titles(admin, '?programme=north')).toHaveLength(2);
    expect(await titles(north, '?programme=south')).toEqual([]);
  });

  it('is of the one programme of a lead, who cannot save one about another', async () => {
    const own = (await ask(north, 'POST', '/v1/views', view('Ours', { shared: true }))).json().data;
    expect(own.programme).toBe('north');
    for (const more of [
      { programme: 'south' },
      { state: 'programme=south' },
      { programme: 'north', state: 'f.programme=!south' },
      { state: 'programme=nowhere' },
    ]) {
      const refused = await ask(north, 'POST', '/v1/views', view('Theirs', more));
      expect([refused.statusCode, refused.json().code]).toEqual([400, 'UNKNOWN_PROGRAMME']);
    }
    expect((await ask(both, 'POST', '/v1/views', view('Which'))).json().code).toBe('PROGRAMME_NEEDED');
    expect(sent).toHaveLength(1);
  });

  it('is removed by its owner, or an administrator who sees it, and by nobody else', async () => {
    const { data } = (await ask(north, 'POST', '/v1/views', view('Gone', { shared: true }))).json();
    const address = `/v1/views/${data.id}`;
    expect((await ask(south, 'DELETE', address)).statusCode).toBe(404);
    expect((await ask(both, 'DELETE', address)).json().code).toBe('NOT_PERMITTED');
    expect((await ask(north, 'DELETE', address)).json().data).toEqual({ id: data.id, removed: true });
    expect((await ask(north, 'GET', address)).statusCode).toBe(404);
    expect((await ask(north, 'DELETE', address)).statusCode).toBe(404);
  });

  it('is renamed and shared by its owner alone, back and forth, and stays the view that it was', async () => {
    const { data } = (await ask(north, 'POST', '/v1/views', view('First', { shared: true }))).json();
    const address = `/v1/views/${data.id}`;
    for (const title of ['Second', 'First', 'Second']) {
      now += 1_000;
      const changed = await ask(north, 'PATCH', address, { title });
      expect([changed.statusCode, changed.json().data]).toEqual([202, { ...data, title }]);
      expect((await ask(north, 'GET', address)).json().data).toEqual({ ...data, title });
    }
    expect((await ask(both, 'PATCH', address, { title: 'Theirs' })).json().code).toBe('NOT_PERMITTED');
    expect((await ask(admin, 'PATCH', address, { title: 'Theirs' })).json().code).toBe('NOT_PERMITTED');
    expect((await ask(south, 'PATCH', address, { title: 'Theirs' })).statusCode).toBe(404);
    for (const wrong of [{}, { title: 'a@example.org' }, { page: '/' }])
      expect((await ask(north, 'PATCH', address, wrong)).statusCode).toBe(400);
    now += 1_000;
    await ask(north, 'PATCH', address, { shared: false });
    expect(await titles(both)).not.toContain('Second');
    expect((await ask(north, 'GET', address)).json().data).toEqual({ ...data, title: 'Second', shared: false });
  });

  it('stays its owner’s when the token is rotated', async () => {
    const first = tokens.give('analyst', { name: 'rotating' });
    await ask(first, 'POST', '/v1/views', view('Kept'));
    const second = tokens.give('analyst', { name: 'rotating' });
    expect(await titles(second)).toContain('Kept');
    // The same name in another role is somebody else.
    expect(await titles(tokens.give('data', { name: 'rotating', k: 10 }))).not.toContain('Kept');
  });

  it('is one, however often the same request with one key comes', async () => {
    const ids = [];
    for (const _ of [1, 2]) ids.push((await ask(analyst, 'POST', '/v1/views', view('Once'), 'key-1')).json().data.id);
    const other = await ask(analyst, 'POST', '/v1/views', view('Another'), 'key-1');
    expect(ids[0]).toBe(ids[1]);
    expect(other.json().data.id).not.toBe(ids[0]);
    expect((await titles(analyst)).filter((title: string) => title === 'Once')).toHaveLength(1);
  });

  it.each([
    [{ title: 'ask anna@example.org', page: '/' }, 'title'],
    [{ title: '', page: '/' }, 'title'],
    [{ title: 'x', page: '//evil.example' }, 'page'],
    [{ title: 'x', page: 'https://evil.example' }, 'page'],
    [{ title: 'x', page: '/', state: 'person=anna%40example.org' }, 'state'],
    [{ title: 'x', page: '/', colour: 'red' }, 'colour'],
    [{ title: 'x', page: '/', shared: 'yes' }, 'shared'],
  ])('is refused as %o', async (body, parameter) => {
    const refused = await ask(analyst, 'POST', '/v1/views', body);
    expect([refused.statusCode, refused.json().errors[0].parameter]).toEqual([400, parameter]);
    expect(sent).toEqual([]);
  });

  it('is not said to be saved where the log does not answer', async () => {
    isLogUp = false;
    const refused = await ask(analyst, 'POST', '/v1/views', view('Lost'));
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'LOG_UNAVAILABLE']);
    expect(await titles(analyst)).not.toContain('Lost');
  });
});

describe('an annotation', () => {
  const closed = { from: '2026-12-24', to: '2027-01-01', text: 'Closed', kind: 'holiday' };

  it('is seen by everybody who sees its programme, and without one by all', async () => {
    const added = await ask(north, 'POST', '/v1/annotations', closed);
    expect([added.statusCode, added.json().data]).toMatchObject([
      202,
      { ...closed, programme: 'north', owner: 'north lead', mine: true },
    ]);
    await ask(admin, 'POST', '/v1/annotations', { from: '2026-05-01', text: 'A day off', kind: 'holiday' });
    expect(await texts(north)).toEqual(['A day off', 'Closed']);
    expect(await texts(south)).toEqual(['A day off']);
    expect(await texts(analyst, '?programme=north')).toEqual(['A day off', 'Closed']);
    expect(await texts(analyst, '?programme=south')).toEqual(['A day off']);
  });

  it('is found by the days that it covers', async () => {
    expect(await texts(north, '?from=2026-12-31')).toEqual(['Closed']);
    expect(await texts(north, '?from=2027-01-02')).toEqual([]);
    expect(await texts(north, '?to=2026-12-24')).toEqual(['A day off']);
    expect(await texts(north, '?from=2026-05-01&to=2026-05-02')).toEqual(['A day off']);
    expect(await texts(north, '?from=2026-05-02&to=2026-12-24')).toEqual([]);
  });

  it.each([
    [{ ...closed, from: '2026-02-30' }, 'from'],
    [{ ...closed, to: '2026-12-23' }, 'to'],
    [{ ...closed, kind: 'party' }, 'kind'],
    [{ ...closed, text: 'write to b@example.org' }, 'text'],
  ])('is refused as %o', async (body, parameter) => {
    const refused = await ask(analyst, 'POST', '/v1/annotations', body);
    expect([refused.statusCode, refused.json().errors[0].parameter]).toEqual([400, parameter]);
  });

  it('is removed by who added it', async () => {
    const { data } = (await ask(north, 'GET', '/v1/annotations?from=2026-12-31')).json();
    const address = `/v1/annotations/${data[0].id}`;
    expect((await ask(south, 'DELETE', address)).statusCode).toBe(404);
    expect((await ask(both, 'DELETE', address)).statusCode).toBe(403);
    expect((await ask(north, 'DELETE', address)).statusCode).toBe(202);
    expect(await texts(north)).toEqual(['A day off']);
  });
});

it('gave no answer that the document does not describe', () => {
  expect(watched.seen()).toBeGreaterThan(40);
  expect([...new Set(watched.faults)]).toEqual([]);
});
