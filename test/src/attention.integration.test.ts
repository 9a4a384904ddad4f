/** Alerts from end to end: raised by the running service, seen and handled over HTTP and by the command, once each. */
import { createRound, storedLog } from '@rapport/attention';
import { eventIdFrom, newEventId, type RapportEvent } from '@rapport/events';
import { listProcesses } from '@rapport/local-stack';
import { createLogClient, type EventProducer, type LogClient } from '@rapport/log';
import { createWarehouse, type Warehouse } from '@rapport/warehouse';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { eventually } from './eventually.ts';
import { createRapportCommand, type RapportCommand } from './rapport-command.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 });

const DAY_MS = 86_400_000;
const now = Date.now();
const stack = { kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') };
const quick = { RAPPORT_ATTENTION_EVERY_SECONDS: '1', RAPPORT_ATTENTION_SETTLE_SECONDS: '1' };

let rapport: RapportCommand;
let log: LogClient;
let producer: EventProducer;
let warehouse: Warehouse;

/** `ago` days ago; told just then, as a running source tells. */
function event(type: RapportEvent['type'], ago: number, fields: Record<string, unknown>): RapportEvent {
  const occurred_at = now - ago * DAY_MS;
  return {
    ...{ event_id: eventIdFrom('e2e', JSON.stringify([type, ago, fields])), type, occurred_at, recorded_at: now },
    ...{ source: 'test', programme_id: 'alpha', ...fields },
  } as RapportEvent;
}
const pair = (pairing_id: string, ago: number) =>
  event('pairing.activated', ago, {
    ...{ pairing_id, mentor_id: `m-${pairing_id}`, mentee_id: `e-${pairing_id}`, cadence_days: 14 },
  });
const held = (pairing_id: string, ago: number) =>
  event('meeting.held', ago, { pairing_id, meeting_id: `${pairing_id}-${ago}` });
const rated = (pairing_id: string, ago: number) =>
  event('meeting.rated', ago, { pairing_id, meeting_id: `${pairing_id}-${ago}`, side: 'mentee', rating: 1 });

const history = [
  ...[pair('quiet', 60), held('quiet', 40), pair('fine', 60), held('fine', 2)],
  ...[pair('unhappy', 60), held('unhappy', 12), rated('unhappy', 12), held('unhappy', 3), rated('unhappy', 3)],
  event('pairing.activated', 30, {
    ...{ programme_id: 'beta', pairing_id: 'late', mentor_id: 'm-late', mentee_id: 'e-late', cadence_days: 14 },
  }),
];

beforeAll(async () => {
  rapport = createRapportCommand(stack, quick);
  const up = await rapport.run('up');
  expect(up, up.stderr).toMatchObject({ code: 0 });
  log = createLogClient({ brokers: stack.kafkaBrokers, clientId: 'test', topicPrefix: rapport.topicPrefix });
  producer = await log.createProducer();
  warehouse = createWarehouse({ url: stack.clickhouseUrl, database: rapport.database });
  await producer.send(history);
});

afterAll(async () => {
  await producer?.close();
  await log?.close();
  await rapport?.remove();
  await warehouse?.exec(`DROP DATABASE IF EXISTS ${rapport.database}`);
  await warehouse?.close();
});

type Alert = {
  alert_id: string;
  pairing_id: string;
  state: string;
  reason: { rule: string; text: string };
  since: string | null;
  evidence: Record<string, string>;
  last_actor: string | null;
};

function address(path: string): string {
  const found = listProcesses(rapport.home).find(({ name, alive }) => name === 'insights' && alive);
  return `http://127.0.0.1:${found?.port}${path}`;
}

async function alerts(query = ''): Promise<Alert[]> {
  const answer = await fetch(address(`/v1/attention${query}`));
  return ((await answer.json()) as { data: Alert[] }).data;
}

async function post(path: string, body: unknown, key?: string): Promise<number> {
  const headers = { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) };
  return (await fetch(address(path), { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

const about = async (pairing: string, query = '') => (await alerts(query)).find((one) => one.pairing_id === pairing);

const stored = (type: string) =>
  warehouse
    .query<{ n: string }>(`SELECT toString(count()) AS n FROM events_alert FINAL WHERE type = '${type}'`)
    .then(([row]) => Number(row?.n));

it('raises one alert for each pair that needs somebody, says why, and nothing of what people told', async () => {
  const rules = async () => (await alerts()).map(({ reason }) => reason.rule).sort();
  const expected = ['check-in', 'first-meeting-late', 'no-meeting'];
  await eventually('three alerts', async () => JSON.stringify(await rules()) === JSON.stringify(expected));
  expect(await about('quiet')).toMatchObject({
    ...{ state: 'raised', since: new Date(now - 40 * DAY_MS).toISOString() },
    reason: { rule: 'no-meeting', text: 'no meeting for 40 days; they mean to meet every 14' },
  });
  expect(await about('late', '?programme=beta')).toMatchObject({ reason: { rule: 'first-meeting-late' } });
  const unhappy = await about('unhappy');
  expect(unhappy).toMatchObject({ since: null, score: null, evidence: {}, reason: { rule: 'check-in' } });
  expect(JSON.stringify(unhappy)).not.toMatch(/rating|low/);
  expect(await about('fine')).toBeUndefined();
});

it('pages, filters, and refuses what it does not know', async () => {
  expect(await alerts('?rule=no-meeting&state=raised')).toHaveLength(1);
  expect(await alerts('?programme=nobody')).toEqual([]);
  const pages: string[] = [];
  let next: string | null = '/v1/attention?limit=1';
  while (next !== null) {
    const page = (await (await fetch(address(next))).json()) as { data: Alert[]; links: { next: string | null } };
    pages.push(...page.data.map(({ pairing_id }) => pairing_id));
    next = page.links.next;
  }
  expect(pages.sort()).toEqual(['late', 'quiet', 'unhappy']);
  expect((await fetch(address('/v1/attention?order=score'))).status).toBe(400);
  expect((await fetch(address('/v1/alerts/nobody'))).status).toBe(404);
});

it('knows nothing of a private alert by the id that could be guessed', async () => {
  const [row] = await warehouse.query<{ alert_id: string }>(
    `SELECT alert_id FROM events_alert WHERE rule_id = 'low-rating'`,
  );
  expect((await fetch(address(`/v1/alerts/${row?.alert_id}`))).status).toBe(404);
});

it('writes nothing twice when rounds run side by side, or after a crash that forgot what was sent', async () => {
  const sent: string[] = [];
  const roundWith = (forgets: boolean) =>
    createRound({
      query: async (sql, params) => (forgets && sql.includes('pairingState') ? [] : warehouse.query(sql, params)),
      send: async (events) => {
        sent.push(...events.map(({ event_id }) => event_id));
        await producer.send(events);
      },
      stored: () => storedLog({ log, topicPrefix: rapport.topicPrefix, clock: Date.now, patienceMs: 30_000 }),
      gaps: async () => 0,
      clock: Date.now,
      settleSeconds: 0,
    });
  const both = await Promise.all([roundWith(false)(), roundWith(false)()]);
  expect(both).toMatchObject([
    { raised: 0, resolved: 0 },
    { raised: 0, resolved: 0 },
  ]);
  // It sends the very same events once more: on the log they are twice, in the warehouse once.
  expect(await roundWith(true)()).toMatchObject({ raised: 3 });
  expect(new Set(sent).size).toBe(3);
  await eventually('six records', async () => {
    const [row] = await warehouse.query<{ n: string }>(
      `SELECT toString(count()) AS n FROM event_receipts FINAL WHERE stream = 'alert'`,
    );
    return Number(row?.n) === 6;
  });
  const ids = await warehouse.query<{ id: string }>('SELECT DISTINCT toString(event_id) AS id FROM events_alert');
  expect(ids.map(({ id }) => id).sort()).toEqual(sent.sort());
  expect(await alerts()).toHaveLength(3);
});

it('cannot tell while records wait, and says so', async () => {
  const round = createRound({
    query: () => Promise.reject(new Error('must not be asked')),
    send: () => Promise.reject(new Error('must not be sent')),
    stored: async () => ({ ok: false, waiting: 7n }),
    gaps: async () => 0,
    clock: Date.now,
    settleSeconds: 1,
  });
  expect(await round()).toMatchObject({ judged: 0, cannotTell: [{ code: 'records_waiting', programme: null }] });
});

it('keeps who acknowledged, snoozed and resolved, one event a request however often it comes', async () => {
  const quiet = await about('quiet');
  const path = `/v1/alerts/${quiet?.alert_id}`;
  const sent = await Promise.all(['k', 'k', 'k'].map((key) => post(`${path}/acknowledge`, {}, key)));
  expect(sent).toEqual([202, 202, 202]);
  await eventually('the acknowledgement', async () => (await about('quiet'))?.state === 'acknowledged');
  expect(await post(`${path}/acknowledge`, {})).toBe(200);
  const [row] = await warehouse.query<{ n: string; who: string }>(
    `SELECT toString(uniqExact(event_id)) AS n, any(actor_id) AS who FROM events_alert WHERE type = 'acknowledged'`,
  );
  expect(row).toEqual({ n: '1', who: 'demo' });
  const until = new Date(Date.now() + DAY_MS).toISOString();
  expect(await post(`${path}/snooze`, { until, note: 'she is ill' })).toBe(400);
  expect(await post(`${path}/snooze`, { until: new Date(now).toISOString() })).toBe(400);
  expect(await post(`${path}/snooze`, { until, note: 'on_leave' })).toBe(202);
  await eventually('the snooze', async () => (await about('quiet')) === undefined);
  expect(await about('quiet', '?state=snoozed')).toMatchObject({ state: 'snoozed', last_actor: 'demo' });
});

it('resolves what has ended by itself, what the command resolves, and raises none of it again', async () => {
  await producer.send([
    { ...held('quiet', 0), event_id: newEventId(), occurred_at: Date.now(), recorded_at: Date.now() } as RapportEvent,
  ]);
  const resolved = async (pairing: string) => await about(pairing, '?state=resolved');
  const quiet = await eventually('the end of silence', () => resolved('quiet'));
  expect(quiet).toMatchObject({ state: 'resolved', outcome: 'condition_ended' });
  const unhappy = await about('unhappy');
  const done = await rapport.run('attention', 'resolve', unhappy?.alert_id ?? '', '--outcome', 'contacted');
  expect(done, done.stderr).toMatchObject({ code: 0 });
  await eventually('the resolution', () => resolved('unhappy'));
  expect(await post(`/v1/alerts/${unhappy?.alert_id}/acknowledge`, {})).toBe(409);
  const listed = await rapport.run('attention', 'list', '--format', 'json');
  expect(JSON.parse(listed.stdout).map((one: Alert) => one.pairing_id)).toEqual(['late']);
  expect(await stored('raised')).toBe(3);
});
