import type { RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { migrate } from '../migrate.ts';
import { type RelationName, relationNames, relationSql } from '../relations/catalogue.ts';
import { createDelivery, emptyTables } from '../testing/deliver.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { diceFrom, historySpan, randomHistory, seededRandom } from '../testing/random-history.ts';
import { createFactKeeper, type FactKeeper } from './keeper.ts';

const DAY = 86_400_000;
const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
beforeAll(async () => {
  await migrate(warehouse);
});
afterAll(drop);

const text = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
const far = text(Date.UTC(2298, 0, 1));

async function rowsOf(select: (name: RelationName) => string, asOf: string) {
  const found: Record<string, unknown[]> = {};
  for (const name of relationNames)
    found[name] = await warehouse.query(`SELECT * FROM (${select(name)}) ORDER BY ALL`, { as_of: asOf, known_at: far });
  return found;
}

async function expectKeptIsFolded(keeper: FactKeeper, now: number): Promise<void> {
  const source = keeper.source();
  if (source === undefined) throw new Error('nothing is kept');
  expect(await rowsOf(source, text(now))).toEqual(await rowsOf(relationSql, text(now)));
}

/** The events in random portions, some of them twice, in any order. */
function portions(events: readonly RapportEvent[], random: () => number): RapportEvent[][] {
  const repeated = [...events, ...events.filter(() => random() < 0.2)];
  const shuffled = repeated
    .map((event) => ({ event, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event);
  const parts: RapportEvent[][] = [];
  while (shuffled.length > 0) parts.push(shuffled.splice(0, 1 + Math.floor(random() * 25)));
  return parts;
}

describe.each([1, 2, 3, 4])('history %i', (seed) => {
  test('is kept as it is folded, after every portion, filling or not, restart or not', async () => {
    const random = seededRandom(seed * 104_729);
    const dice = diceFrom(random);
    await emptyTables(warehouse);
    await warehouse.exec('DROP TABLE IF EXISTS kept_state SYNC');
    const deliver = createDelivery(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: seed }));
    // Some events lie in the future of the first refreshings and come due later.
    let now = historySpan.from + 60 * DAY;
    const make = () => createFactKeeper({ warehouse, clock: () => now, absorbAfter: 6 });
    let keeper = make();
    for (const part of portions(randomHistory(seed, 70 + dice.below(60)), random)) {
      await deliver(part);
      await keeper.refresh();
      now += dice.below(6) * DAY;
      if (dice.chance(0.2)) {
        // The lease of the one that is gone has run out by then.
        now += DAY;
        keeper = make();
      }
      if (dice.chance(0.5)) continue;
      await keeper.refresh();
      await expectKeptIsFolded(keeper, now);
    }
    await keeper.refresh();
    await expectKeptIsFolded(keeper, now);
  });
});
