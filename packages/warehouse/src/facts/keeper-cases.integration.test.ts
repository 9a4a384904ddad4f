import type { RapportEvent } from '@rapport/events';
import { eventIdFrom } from '@rapport/events';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { migrate } from '../migrate.ts';
import { createDelivery, emptyTables } from '../testing/deliver.ts';
import { keptAndFolded } from '../testing/kept-and-folded.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { createFactKeeper, type FactKeeper } from './keeper.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
let now = START;
let deliver: (events: readonly RapportEvent[]) => Promise<void>;
beforeAll(async () => {
  await migrate(warehouse);
});
afterAll(drop);
beforeEach(async () => {
  await emptyTables(warehouse);
  await warehouse.exec('DROP TABLE IF EXISTS kept_state SYNC');
  deliver = createDelivery(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 }));
  now = START + 100 * DAY;
});

const make = () => createFactKeeper({ warehouse, clock: () => now });

function event(key: string, day: number, body: Record<string, unknown>): RapportEvent {
  const at = START + day * DAY;
  return {
    ...{
      event_id: eventIdFrom('keeper', key),
      occurred_at: at,
      recorded_at: at + 1,
      source: 'test',
      programme_id: 'p',
    },
    ...body,
  } as RapportEvent;
}
const activated = (pairing_id: string) =>
  event(`activated ${pairing_id}`, 1, {
    ...{ type: 'pairing.activated', pairing_id, mentor_id: `mentor-${pairing_id}`, mentee_id: `mentee-${pairing_id}` },
  });
const held = (meeting_id: string, pairing_id: string, day: number, supersedes?: string) =>
  event(`held ${meeting_id} ${pairing_id} ${day}`, day, {
    ...{ type: 'meeting.held', meeting_id, pairing_id, duration_minutes: 45, evidence: 'calendar' },
    ...(supersedes === undefined ? {} : { supersedes }),
  });

/** How many meetings each pairing held, as it is kept, after a look that everything kept is as it is folded. */
async function keptHeld(keeper: FactKeeper): Promise<Record<string, number>> {
  const { kept, folded } = await keptAndFolded(warehouse, keeper, now);
  expect(kept).toEqual(folded);
  const rows = kept['fact_pairing'] as { pairing_id: string; meetings_held: number }[];
  return Object.fromEntries(rows.map((row) => [row.pairing_id, row.meetings_held]));
}

test('a meeting that moves to another pairing leaves the first', async () => {
  const keeper = make();
  await deliver([activated('a'), activated('b'), held('m', 'a', 10), held('n', 'a', 11)]);
  expect(await keeper.refresh()).toEqual({ did: 'filled', why: 'there were none' });
  expect(await keptHeld(keeper)).toEqual({ a: 2, b: 0 });
  await deliver([
    event('moved', 12, { type: 'meeting.rated', meeting_id: 'm', pairing_id: 'b', side: 'mentee', rating: 4 }),
  ]);
  expect(await keeper.refresh()).toMatchObject({ did: 'refreshed' });
  expect(await keptHeld(keeper)).toEqual({ a: 1, b: 1 });
});

test('a correction that arrives before what it corrects takes it away all the same', async () => {
  const keeper = make();
  await deliver([activated('a'), activated('b')]);
  await keeper.refresh();
  const wrong = held('m', 'a', 10);
  await deliver([held('n', 'b', 10, wrong.event_id)]);
  await keeper.refresh();
  expect(await keptHeld(keeper)).toEqual({ a: 0, b: 1 });
  await deliver([wrong]);
  await keeper.refresh();
  expect(await keptHeld(keeper)).toEqual({ a: 0, b: 1 });
});

test('an event of the future counts once it has come due', async () => {
  const keeper = make();
  await deliver([activated('a'), held('m', 'a', 10)]);
  await keeper.refresh();
  await deliver([held('n', 'a', 102)]);
  await keeper.refresh();
  expect(await keptHeld(keeper)).toEqual({ a: 1 });
  now = START + 103 * DAY;
  expect(await keeper.refresh()).toMatchObject({ did: 'refreshed' });
  expect(await keptHeld(keeper)).toEqual({ a: 2 });
  expect(await keeper.refresh()).toEqual({ did: 'nothing' });
});

test('another epoch, which a rebuild makes, has everything filled again', async () => {
  const keeper = make();
  await deliver([activated('a'), held('m', 'a', 10)]);
  await keeper.refresh();
  await emptyTables(warehouse);
  deliver = createDelivery(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 2 }));
  await deliver([activated('b'), held('m', 'b', 10)]);
  expect(await keeper.refresh()).toEqual({ did: 'filled', why: 'the events were rebuilt' });
  expect(await keptHeld(keeper)).toEqual({ b: 1 });
});

test('of two keepers the second reads what the first writes, and takes over when the first is gone', async () => {
  const [first, second] = [make(), make()];
  await deliver([activated('a'), held('m', 'a', 10)]);
  await first.refresh();
  expect(await second.refresh()).toEqual({ did: 'left to another' });
  expect(await keptHeld(second)).toEqual({ a: 1 });
  await deliver([held('n', 'a', 11)]);
  expect(await second.refresh()).toEqual({ did: 'left to another' });
  await first.refresh();
  await second.refresh();
  expect(await keptHeld(second)).toEqual({ a: 2 });
  // No one has heard from the first for a minute.
  now += 60_000;
  await deliver([held('o', 'a', 12)]);
  expect(await second.refresh()).toMatchObject({ did: 'refreshed' });
  expect(await keptHeld(second)).toEqual({ a: 3 });
  expect(await first.refresh()).toEqual({ did: 'left to another' });
  expect(await keptHeld(first)).toEqual({ a: 3 });
});

test('a keeper that is started again goes on where the last one wrote down that it was', async () => {
  await deliver([activated('a'), held('m', 'a', 10)]);
  await make().refresh();
  now += 60_000;
  await deliver([held('n', 'a', 11)]);
  const next = make();
  expect(await next.refresh()).toMatchObject({ did: 'refreshed' });
  expect(await keptHeld(next)).toEqual({ a: 2 });
});

test('facts have one name until something is stored or comes due, and none while what is stored is not kept', async () => {
  const keeper = make();
  expect(await keeper.stamp()).toBeUndefined();
  await deliver([activated('a'), held('m', 'a', 10)]);
  await keeper.refresh();
  const first = await keeper.stamp();
  await keeper.refresh();
  expect(await keeper.stamp()).toBe(first);
  expect(first).toMatch(/./);
  await deliver([held('n', 'a', 102)]);
  expect(await keeper.stamp()).toBeUndefined();
  const refreshing = keeper.refresh();
  expect(await keeper.stamp()).toBeUndefined();
  await refreshing;
  const second = await keeper.stamp();
  expect(second).not.toBe(first);
  now = START + 103 * DAY;
  await keeper.refresh();
  expect(new Set([first, second, undefined, await keeper.stamp()]).size).toBe(4);
  // Of two, only the one that keeps them knows.
  const other = make();
  await other.refresh();
  expect(await other.stamp()).toBeUndefined();
});
