import type { RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { migrate } from '../migrate.ts';
import { createDelivery, emptyTables } from '../testing/deliver.ts';
import { keptAndFolded } from '../testing/kept-and-folded.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { diceFrom, historySpan, randomHistory, seededRandom } from '../testing/random-history.ts';
import { createFactKeeper, type FactKeeper } from './keeper.ts';

const DAY = 86_400_000;
const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
beforeAll(async () => {
  await migrate(warehouse);
});
afterAll(drop);

async function expectKeptIsFolded(keeper: FactKeeper, now: number): Promise<void> {
  const { kept, folded } = await keptAndFolded(warehouse, keeper, now);
  expect(kept).toEqual(folded);
}

/** The events in four or five random portions, some of them twice, in any order. */
function portions(events: readonly RapportEvent[], random: () => number): RapportEvent[][] {
  const repeated = [...events, ...events.filter(() => random() < 0.2)];
  const shuffled = repeated
    .map((event) => ({ event, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event);
  const parts: RapportEvent[][] = [];
  while (shuffled.length > 0) parts.push(shuffled.splice(0, 20 + Math.floor(random() * 20)));
  return parts;
}

// The first takes changed groups into the filling nearly every time, the second never.
describe.each([
  { seed: 1, absorbAfter: 6 },
  { seed: 2, absorbAfter: 50_000 },
])('history $seed', ({ seed, absorbAfter }) => {
  test('is kept as it is folded, filled, made anew portion by portion, and after a restart', async () => {
    const random = seededRandom(seed * 104_729);
    const dice = diceFrom(random);
    await emptyTables(warehouse);
    await warehouse.exec('DROP TABLE IF EXISTS kept_state SYNC');
    const deliver = createDelivery(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: seed }));
    // Some events lie in the future of the first refreshings and come due later.
    let now = historySpan.from + 60 * DAY;
    const make = () => createFactKeeper({ warehouse, clock: () => now, absorbAfter });
    let keeper = make();
    for (const [index, part] of portions(randomHistory(seed, 70 + dice.below(60)), random).entries()) {
      await deliver(part);
      await keeper.refresh();
      if (index % 2 === 1) await expectKeptIsFolded(keeper, now);
      now += dice.below(6) * DAY;
      if (index !== 2) continue;
      // The lease of the one that is gone has run out by then.
      now += DAY;
      keeper = make();
    }
    await keeper.refresh();
    await expectKeptIsFolded(keeper, now);
  });
});
