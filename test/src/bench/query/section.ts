/** `npm run bench -- query`: what questions cost on a store of 10 million events. */
import { migrate } from '@rapport/warehouse';
import { dropDatabase, whenQuiet } from '../measure.ts';
import { rapport } from '../movers.ts';
import { type Rig, say } from '../rig.ts';
import { measureAnswers, measureTogether, type Times } from './answer-times.ts';
import { type Filled, fillStore } from './data.ts';
import { programmes } from './data-pairs.ts';
import { type Insights, startInsights } from './insights-process.ts';
import { type FactSource, whenKept } from './kept-fact.ts';
import { measureProtection, type Protection } from './protection.ts';
import { asOfQuestions, overviewOf, questionOf } from './questions.ts';
import { compareByHand, type SideBySide } from './side-by-side.ts';
import { measureVisible, type Visible } from './visible.ts';

const ROUNDS = { answers: 5, smaller: 3, overview: 10, asOf: 2, byHand: 7, protection: 5 };
const VISIBLE = { perSecond: 200, seconds: 30 };
const MILLION = 1_000_000;

export type QueryWish = { events: number; seed: number; huge: boolean; only: string | undefined };

/** A store of one size. Seconds to fill it, seconds until insights was ready and kept its facts, MB at its peak. */
export type StoreFigures = {
  filled: Filled;
  fillSeconds: number;
  readySeconds: number;
  peakMb: number;
  answers: readonly Times[];
  overview: readonly number[];
};

/** The store of the wish with everything, and smaller or larger ones for the growth. */
export type QueryFigures = {
  stores: readonly StoreFigures[];
  store: StoreFigures;
  ofOneProgramme: readonly number[];
  asOf: readonly Times[];
  byHand: readonly SideBySide[];
  protection: Protection;
  visible: Visible;
};

type Extra = Pick<QueryFigures, 'ofOneProgramme' | 'asOf' | 'byHand' | 'protection' | 'visible'>;

async function measureVisibleOn(rig: Rig, database: string, insights: Insights, seed: number): Promise<Visible> {
  const load = { prefix: 'query.', partitions: 4, events: 0, seed };
  await rig.makeTopics(load.prefix, load.partitions);
  const warehouse = rig.warehouse(database);
  const running = await rapport(rig, load, { full: true, database }).start(warehouse);
  const producer = await rig.log(load.prefix).createProducer();
  try {
    return await measureVisible({ warehouse, producer, insights }, { ...VISIBLE, seed });
  } finally {
    await producer.close();
    await running.stop();
  }
}

type Open = { database: string; insights: Insights; fact: FactSource };

async function measureAll(rig: Rig, { database, insights, fact }: Open, seed: number): Promise<Extra> {
  const largest = programmes[0]?.id ?? '';
  const ofOneProgramme = await measureTogether(insights, overviewOf(insights.metrics, largest), ROUNDS.overview);
  say('by hand …');
  const warehouse = rig.warehouse(database);
  const byHand = await compareByHand({ insights, warehouse, fact }, ROUNDS.byHand);
  say('as of a day in the past …');
  const asOf = await measureAnswers(insights, asOfQuestions(insights.metrics.map(questionOf)), ROUNDS.asOf);
  say('protected and released …');
  const protection = await measureProtection(rig.warehouse(database, 1_800_000), ROUNDS.protection);
  say('event → visible …');
  const visible = await measureVisibleOn(rig, database, insights, seed);
  return { ofOneProgramme, byHand, asOf, protection, visible };
}

async function measureStore<T>(
  rig: Rig,
  { events, seed, only, rounds }: { events: number; seed: number; only: string | undefined; rounds: number },
  more: (open: Open) => Promise<T>,
): Promise<{ store: StoreFigures; more: T }> {
  const database = `query_${events}`;
  const warehouse = rig.warehouse(database);
  await migrate(warehouse);
  say(`filling a store with about ${events.toLocaleString('en')} events …`);
  const began = performance.now();
  const filled = await fillStore(warehouse, { events, seed });
  const fillSeconds = (performance.now() - began) / 1_000;
  await whenQuiet(rig);
  say('starting insights …');
  const started = performance.now();
  const insights = await startInsights(rig, database);
  try {
    const fact = await whenKept(warehouse);
    const readySeconds = (performance.now() - started) / 1_000;
    await whenQuiet(rig);
    const asked = insights.metrics.filter(({ id }) => only === undefined || id.includes(only));
    say(`${asked.length} metrics …`);
    const answers = await measureAnswers(insights, asked.map(questionOf), rounds);
    const overview = await measureTogether(insights, overviewOf(insights.metrics), ROUNDS.overview);
    const also = await more({ database, insights, fact });
    const figures = { fillSeconds, readySeconds, peakMb: insights.peakMb() };
    return { store: { filled, ...figures, answers, overview }, more: also };
  } finally {
    await insights.stop();
    await dropDatabase(rig, database);
  }
}

/** A tenth of the wish, the wish with everything, and 50 million where asked for. */
export async function querySection(rig: Rig, { events, seed, huge, only }: QueryWish): Promise<QueryFigures> {
  const nothing = async () => undefined;
  const tenth = await measureStore(
    rig,
    { events: Math.round(events / 10), seed, only, rounds: ROUNDS.smaller },
    nothing,
  );
  const whole = await measureStore(rig, { events, seed, only, rounds: ROUNDS.answers }, (open) =>
    measureAll(rig, open, seed),
  );
  const larger = huge
    ? [await measureStore(rig, { events: 50 * MILLION, seed, only, rounds: ROUNDS.smaller }, nothing)]
    : [];
  const stores = [tenth, whole, ...larger].map(({ store }) => store);
  return { stores, store: whole.store, ...whole.more };
}
