/**
 * A store as a projector leaves it behind, made inside the engine: five years of twelve programmes in six zones. Every value
 * follows from the seed and a number, so that the same call gives the same events wherever it runs.
 */
import type { StreamName } from '@rapport/events';
import type { Warehouse } from '@rapport/warehouse';
import { goalSource, skillSource } from './data-goals.ts';
import { type EventSource, insertEvents, repeatSome, writeLedger } from './data-insert.ts';
import { meetingSource } from './data-meetings.ts';
import { pairingSource, programmeSource } from './data-pairings.ts';
import { sizesOf } from './data-pairs.ts';
import { enrolmentSource, peopleSource } from './data-people.ts';
import { createDice } from './data-sql.ts';
import { instrumentSource, surveySource } from './data-surveys.ts';

export type StoreWish = { events: number; seed: number };

/** How many records each stream got, repetitions included. */
export type Filled = { events: number; byStream: Readonly<Record<string, number>> };

// Two at a time: each insert makes its rows on one thread.
const AT_ONCE = 2;

async function inTurns(jobs: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...jobs];
  async function work(): Promise<void> {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await job();
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** One job a stream, as places in the log are counted by stream. The largest comes first. */
function jobsOf(warehouse: Warehouse, sources: readonly EventSource[]): (() => Promise<void>)[] {
  const byStream = Map.groupBy(sources, ({ stream }) => stream);
  return [...byStream].map(([stream, own]) => async () => {
    for (const source of own) await insertEvents(warehouse, source);
    await repeatSome(warehouse, stream, own[0]?.columns ?? []);
  });
}

/** Fills the migrated, empty database with about so many events. Throws WarehouseError. */
export async function fillStore(warehouse: Warehouse, { events, seed }: StoreWish): Promise<Filled> {
  const dice = createDice(seed);
  const sizes = sizesOf(events);
  const sources = [
    meetingSource(dice, sizes),
    pairingSource(dice, sizes),
    peopleSource(dice, sizes),
    enrolmentSource(dice, sizes),
    surveySource(dice, sizes),
    goalSource(dice, sizes),
    skillSource(dice, sizes),
    instrumentSource(dice),
    programmeSource(dice),
  ];
  await inTurns(jobsOf(warehouse, sources));
  await writeLedger(warehouse, [...new Set<StreamName>(sources.map(({ stream }) => stream))]);
  const rows = await warehouse.query<{ stream: string; n: string }>(
    'SELECT stream, toString(count()) AS n FROM event_receipts GROUP BY stream ORDER BY stream',
  );
  const byStream = Object.fromEntries(rows.map(({ stream, n }) => [stream, Number(n)]));
  const total = Object.values(byStream).reduce((sum, n) => sum + n, 0);
  return { events: total, byStream };
}
