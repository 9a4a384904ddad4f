import { randomUUID } from 'node:crypto';
import { checkEvent, encodeEvent, eventIdFrom, latestSchema, type WorkspaceEvent } from '@rapport/events';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createChunkSink, sinkChunkFromRows } from '../chunk-sink.ts';
import { createWarehouse, type Warehouse } from '../client.ts';
import { migrate } from '../migrate.ts';
import { findSentAnswer, listDeliveries } from './delivery-log.ts';
import { listAnnotations, listSubscriptions, listViews } from './workspace-items.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

function told(type: WorkspaceEvent['type'], item_id: string, minute: number, fields: object = {}): WorkspaceEvent {
  const at = NOON + minute * 60_000;
  const checked = checkEvent({
    ...{ event_id: eventIdFrom('test', JSON.stringify([type, item_id, minute])), type, item_id },
    ...{ occurred_at: at, recorded_at: at, source: 'test', ...fields },
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  return checked.event as WorkspaceEvent;
}

const view = { title: 'How pairs last', page: '/retention', visibility: 'shared', programme_id: 'north' };
const order = { title: 'Weekly', question: '{"metric":"meetings"}', every: 'week', channel: 'email' };
const delivered = (period: string, outcome: string) => ({ period, outcome });
const events = [
  told('workspace.view_saved', 'v1', 0, { ...view, actor_id: 'token:anna' }),
  told('workspace.view_saved', 'v1', 5, { ...view, title: 'Taken over', actor_id: 'token:berta' }),
  told('workspace.view_saved', 'v2', 1, { ...view, visibility: 'own', state: 'tab=curve', actor_id: 'demo' }),
  told('workspace.view_saved', 'v3', 1, { ...view, actor_id: 'demo' }),
  told('workspace.view_removed', 'v3', 2),
  told('workspace.view_saved', 'v3', 3, { ...view, actor_id: 'demo' }),
  told('workspace.annotation_added', 'a1', 0, { kind: 'holiday', text: 'Closed', first_day: '2026-12-24' }),
  told('workspace.subscription_set', 's1', 0, { ...order, weekday: 2, actor_id: 'token:anna' }),
  told('workspace.subscription_delivered', 's1', 1, { ...delivered('2026-w46', 'sent'), answer: '{"data":[]}' }),
  told('workspace.subscription_delivered', 's1', 2, { ...delivered('2026-w47', 'waiting'), reason: 'not_complete' }),
  told('workspace.subscription_set', 's2', 0, { ...order, every: 'month', channel: 'webhook', month_day: 3 }),
];

async function stored(list: readonly WorkspaceEvent[]): Promise<Warehouse> {
  const database = `workspace_${randomUUID().replaceAll('-', '')}`;
  const warehouse = createWarehouse({ url: inject('clickhouseUrl'), database });
  await migrate(warehouse);
  const sink = createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 });
  const schemaId = latestSchema('workspace').id;
  const rows = list.map((one, index) => ({
    ...{ offset: BigInt(index), timestampMs: one.recorded_at, schemaId },
    datum: encodeEvent(one).subarray(5),
  }));
  const range = { firstOffset: 0n, lastOffset: BigInt(list.length - 1), dead: 0, partition: 0 };
  const topic = 'mentorship.workspace.v1';
  await sink.write(sinkChunkFromRows({ stream: 'workspace', topic, rows, ...range }));
  return warehouse;
}

let warehouses: Warehouse[];
beforeAll(async () => {
  // In order, and backwards with everything twice: the fold must not tell them apart.
  warehouses = [await stored(events), await stored([...events, ...events].toReversed())];
});
afterAll(async () => {
  for (const warehouse of warehouses) {
    await warehouse.exec(`DROP DATABASE ${warehouse.database}`);
    await warehouse.close();
  }
});

it('gives what was saved and not removed, in its last words, to who told of it first', async () => {
  for (const warehouse of warehouses) {
    expect(await listViews(warehouse)).toEqual([
      {
        ...{ id: 'v2', owner: 'demo', programme: 'north', at: NOON + 60_000, title: 'How pairs last' },
        ...{ page: '/retention', state: 'tab=curve', visibility: 'own' },
      },
      {
        ...{ id: 'v1', owner: 'token:anna', programme: 'north', at: NOON, title: 'Taken over' },
        ...{ page: '/retention', state: '', visibility: 'shared' },
      },
    ]);
    expect(await listAnnotations(warehouse)).toEqual([
      {
        ...{ id: 'a1', owner: '', programme: '', at: NOON },
        ...{ kind: 'holiday', text: 'Closed', firstDay: '2026-12-24', lastDay: '' },
      },
    ]);
  }
});

it('gives subscriptions with the last word on their deliveries, and the periods that are done', async () => {
  for (const warehouse of warehouses) {
    const [first, second] = await listSubscriptions(warehouse);
    expect(first).toMatchObject({
      ...{ id: 's1', owner: 'token:anna', every: 'week', weekday: 2, channel: 'email', donePeriods: ['2026-w46'] },
      last: { at: NOON + 120_000, period: '2026-w47', outcome: 'waiting', reason: 'not_complete' },
    });
    expect(second).toMatchObject({ id: 's2', every: 'month', weekday: null, monthDay: 3, last: null, donePeriods: [] });
  }
});

it('gives the deliveries of one, the newest first, and the numbers that were sent', async () => {
  for (const warehouse of warehouses) {
    expect(await listDeliveries(warehouse, 's1')).toEqual([
      { at: NOON + 120_000, period: '2026-w47', outcome: 'waiting', reason: 'not_complete', hasAnswer: false },
      { at: NOON + 60_000, period: '2026-w46', outcome: 'sent', reason: '', hasAnswer: true },
    ]);
    expect(await listDeliveries(warehouse, 's2')).toEqual([]);
    expect(await findSentAnswer(warehouse, { item: 's1', period: '2026-w46' })).toBe('{"data":[]}');
    expect(await findSentAnswer(warehouse, { item: 's1', period: '2026-w47' })).toBeUndefined();
    expect(await findSentAnswer(warehouse, { item: 's2', period: '2026-w46' })).toBeUndefined();
  }
});
