import type { RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { migrate } from '../migrate.ts';
import { deliver, emptyTables, readFacts } from '../testing/deliver.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { diceFrom, historySpan, randomHistory, seededRandom } from '../testing/random-history.ts';

type PairingActivated = Extract<RapportEvent, { type: 'pairing.activated' }>;

const DAY = 86_400_000;
const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));

beforeAll(async () => {
  await migrate(warehouse);
});
afterAll(drop);

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

// What a source does that is imported again, or edited and imported again: the same ids, told later.
function importedAgain(event: RapportEvent, random: () => number): RapportEvent {
  const later = { ...event, recorded_at: event.recorded_at + 400 * DAY };
  return random() < 0.5 ? later : { ...later, occurred_at: event.occurred_at + 5 * DAY, source: 'edited' };
}

function redelivered(events: readonly RapportEvent[], random: () => number): RapportEvent[] {
  const repeated = events.filter(() => random() < 0.4);
  const again = events.filter(() => random() < 0.3).map((event) => importedAgain(event, random));
  return shuffled([...events, ...repeated, ...again], random);
}

describe.each(Array.from({ length: 16 }, (_, index) => index + 1))('history %i', (seed) => {
  test('gives the same facts in order as shuffled, split, repeated and imported again', async () => {
    const random = seededRandom(seed * 7919);
    const dice = diceFrom(random);
    const events = randomHistory(seed, 60 + dice.below(90));
    const moment = {
      asOf: historySpan.from + dice.below(historySpan.days) * DAY,
      knownAt: historySpan.from + dice.below(historySpan.days) * DAY,
    };
    const far = { asOf: Date.UTC(2298, 0, 1), knownAt: Date.UTC(2298, 0, 1) };

    await emptyTables(warehouse);
    await deliver(createChunkSink({ warehouse, projection: 'in-order', epoch: seed }), events, 1000);
    const live = await readFacts(warehouse);
    const then = await readFacts(warehouse, moment);
    expect(live.fact_pairing.length).toBeGreaterThan(0);
    expect(live.fact_meeting.length).toBeGreaterThan(0);
    expect(live.fact_goal.length).toBeGreaterThan(0);
    const atFar = await readFacts(warehouse, far);
    // An open pause ends with the as-of time, which is the one thing that names it.
    expect(JSON.stringify(atFar).replaceAll('2298-01-01 00:00:00.000', '2299-12-31 23:59:59.999')).toBe(
      JSON.stringify(live),
    );

    await emptyTables(warehouse);
    const mixed = redelivered(events, random);
    await deliver(createChunkSink({ warehouse, projection: 'mixed', epoch: seed }), mixed, 4 + dice.below(20));
    expect(await readFacts(warehouse)).toEqual(live);
    expect(await readFacts(warehouse, moment)).toEqual(then);
  });
});

test('copies of one event with one recording time and different content give one answer in any order', async () => {
  const base: Omit<PairingActivated, 'mentor_id'> = {
    ...{ type: 'pairing.activated', event_id: '0190b0c0-0000-7000-8000-000000000001', source: 's', programme_id: 'p' },
    ...{
      pairing_id: 'x',
      mentor_id: 'a',
      mentee_id: 'b',
      occurred_at: historySpan.from,
      recorded_at: historySpan.from,
    },
  } as const;
  const copies: RapportEvent[] = ['a', 'c', 'd'].map((mentor_id) => ({ ...base, mentor_id }));
  const answers = new Set<string>();
  for (const [epoch, order] of [copies, copies.toReversed(), [copies[1]!, copies[0]!, copies[2]!]].entries()) {
    await emptyTables(warehouse);
    await deliver(createChunkSink({ warehouse, projection: 'copies', epoch: epoch + 1 }), order, 1);
    answers.add(JSON.stringify(await readFacts(warehouse)));
  }
  expect(answers.size).toBe(1);
});
