/** Putting dead letters on their topics again, and marking what was done. */
import { deadLetterTopic } from '@rapport/events';
import {
  type DeadLetterMark,
  deadLetterMarkRecord,
  type EventProducer,
  type LogClient,
  originalRecord,
  type RawRecord,
} from '@rapport/log';
import type { DeadLetterSummary } from '@rapport/warehouse';
import { readOriginals } from './originals.ts';
import { placeText } from './places.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** Who does it, when (epoch milliseconds), and why. */
export type Deed = { by: string; atMs: number; reason: string };

export type Judged = { letter: DeadLetterSummary; verdict: Verdict };
export type Result = { place: string; outcome: 'done' | Exclude<Verdict['outcome'], 'good'>; why: string };

type Dependencies = { log: LogClient; topicPrefix: string };
type Producer = Pick<EventProducer, 'sendRaw'>;

const AT_ONCE = 500;
const GONE = 'its record is no longer on the log';

function pagesOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, page) =>
    items.slice(page * AT_ONCE, (page + 1) * AT_ONCE),
  );
}

const markOf = ({ topic, partition, offset }: DeadLetterSummary, { by, atMs, reason }: Deed) => ({
  ...{ topic, partition, offset },
  ...{ markedAtMs: atMs, markedBy: by, reason },
});

type Sendable = { letter: DeadLetterSummary; original: RawRecord };

// The record first, its mark when the record is acknowledged: cut off in between, a second retry sends the same event again,
// which its id makes one.
async function send(
  { topicPrefix }: Dependencies,
  producer: Producer,
  items: readonly Sendable[],
  deed: Deed,
): Promise<Result[]> {
  const placed = await producer.sendRaw(items.map(({ letter, original }) => originalRecord(letter.topic, original)));
  const marks = items.map(({ letter, original }, index) => {
    const at = placed[index];
    const mark: DeadLetterMark = {
      ...markOf(letter, deed),
      status: 'retried',
      ...(at === undefined ? {} : { retriedAs: { partition: at.partition, offset: at.offset } }),
    };
    return deadLetterMarkRecord(deadLetterTopic(topicPrefix), mark, original.key);
  });
  await producer.sendRaw(marks);
  return items.map(({ letter }, index) => {
    const at = placed[index];
    return { place: placeText(letter), outcome: 'done', why: at === undefined ? '' : `now at ${placeText(at)}` };
  });
}

const done = ({ verdict }: Judged): boolean => verdict.outcome === 'good';

/** What a retry would do with each; nothing is sent. Results come in the order of the letters. */
export async function judge(
  { log, topicPrefix }: Dependencies,
  letters: readonly DeadLetterSummary[],
  force: boolean,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const page of pagesOf(letters)) {
    const originals = await readOriginals(log, topicPrefix, page);
    for (const letter of page) {
      const verdict = verdictOn(letter, originals.get(placeText(letter)), { topicPrefix, force });
      judged.push({ letter, verdict });
    }
  }
  return judged;
}

/** Why a judged letter is left where it is. */
export function leftResult({ letter, verdict }: Judged): Result {
  const place = placeText(letter);
  return verdict.outcome === 'good'
    ? { place, outcome: 'done', why: 'would be put on its topic again' }
    : { place, outcome: verdict.outcome, why: verdict.why };
}

/** Puts the good ones on their topics again with key, value and headers of before, and marks them as retried. */
export async function retry(
  dependencies: Dependencies & { producer: Producer },
  judged: readonly Judged[],
  deed: Deed,
  onProgress: (sent: number) => void,
): Promise<Result[]> {
  const results = judged.filter((one) => !done(one)).map(leftResult);
  let sent = 0;
  for (const page of pagesOf(judged.filter(done).map(({ letter }) => letter))) {
    const originals = await readOriginals(dependencies.log, dependencies.topicPrefix, page);
    const items = page.flatMap((letter) => {
      const original = originals.get(placeText(letter));
      return original === undefined ? [] : [{ letter, original }];
    });
    // Judged a moment ago, and taken by retention since.
    const vanished = page.filter((letter) => !originals.has(placeText(letter)));
    results.push(...vanished.map((letter): Result => ({ place: placeText(letter), outcome: 'gone', why: GONE })));
    results.push(...(await send(dependencies, dependencies.producer, items, deed)));
    sent += page.length;
    onProgress(sent);
  }
  return results;
}

/** Marks letters as given up. */
export async function discard(
  { topicPrefix, producer }: Omit<Dependencies, 'log'> & { producer: Producer },
  letters: readonly DeadLetterSummary[],
  deed: Deed,
  onProgress: (marked: number) => void,
): Promise<Result[]> {
  let marked = 0;
  for (const page of pagesOf(letters)) {
    const marks = page.map((letter) => ({ ...markOf(letter, deed), status: 'discarded' as const }));
    await producer.sendRaw(marks.map((mark) => deadLetterMarkRecord(deadLetterTopic(topicPrefix), mark, null)));
    marked += page.length;
    onProgress(marked);
  }
  return letters.map((letter) => ({ place: placeText(letter), outcome: 'done', why: deed.reason }));
}
