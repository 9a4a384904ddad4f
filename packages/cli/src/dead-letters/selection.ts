/** Which dead letters a command is about: those that are named, or the open ones that a filter finds. */
import { deadLetterTopic, streams, topicOf } from '@rapport/events';
import { readDeadLetterMark } from '@rapport/log';
import { type DeadLetterFilter, type DeadLetterSummary, listDeadLetters, showDeadLetter } from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import { warehouseGroup } from '../lag.ts';
import type { Connections } from '../platform.ts';
import { parsePlace, placeText } from './places.ts';

export type Selection = { places: readonly string[]; all?: boolean; code?: string; topic?: string; since?: number };

const MOST_LETTERS = 100_000;

/** A stream's name stands for its topic. */
function fullTopic(name: string, topicPrefix: string): string {
  const stream = streams.find((known) => known.name === name);
  return stream === undefined ? name : topicOf(stream.name, topicPrefix);
}

/** What the user asked for as a filter of the list. */
export function filterOf({ code, topic, since }: Omit<Selection, 'places'>, topicPrefix: string): DeadLetterFilter {
  return {
    ...(code === undefined ? {} : { code }),
    ...(topic === undefined ? {} : { topic: fullTopic(topic, topicPrefix) }),
    ...(since === undefined ? {} : { sinceMs: since }),
  };
}

async function named({ warehouse }: Connections, places: readonly string[]): Promise<DeadLetterSummary[]> {
  const letters: DeadLetterSummary[] = [];
  for (const place of new Set(places)) {
    const letter = await showDeadLetter(warehouse, parsePlace(place));
    if (letter === undefined) throw new CliError(`there is no dead letter at ${place}`, exitCodes.notFound);
    letters.push(letter);
  }
  return letters;
}

// What was marked a moment ago stands on the log before it stands in the list: nothing is to be done twice meanwhile.
async function justMarked({ log }: Connections, topicPrefix: string): Promise<Map<string, 'retried' | 'discarded'>> {
  const topic = deadLetterTopic(topicPrefix);
  const [begins, ends, committed] = await Promise.all([
    log.beginOffsets(topic),
    log.endOffsets(topic),
    log.committed(warehouseGroup, topic),
  ]);
  const marked = new Map<string, 'retried' | 'discarded'>();
  for (const [partition, end] of ends) {
    const first = committed.get(partition)?.offset ?? begins.get(partition) ?? 0n;
    for await (const record of log.scanRecords(topic, partition, first, end)) {
      const mark = readDeadLetterMark(partition, record);
      if (mark !== undefined) marked.set(placeText(mark), mark.status);
    }
  }
  return marked;
}

/**
 * The dead letters that are named (whatever their state), or the open ones that the filter finds, oldest first.
 * @throws CliError when nothing was named and no filter given (usage), or a named one does not exist (not found)
 */
export async function selectLetters(
  connections: Connections,
  topicPrefix: string,
  selection: Selection,
): Promise<DeadLetterSummary[]> {
  const { places, all, code, topic, since } = selection;
  const filtered = all === true || code !== undefined || topic !== undefined || since !== undefined;
  if (places.length > 0 === filtered) {
    throw new CliError('name dead letters, or say which with --code, --topic, --since or --all', exitCodes.usage);
  }
  const filter = { ...filterOf(selection, topicPrefix), state: 'open' as const, limit: MOST_LETTERS };
  const letters = filtered
    ? (await listDeadLetters(connections.warehouse, filter)).toReversed()
    : await named(connections, places);
  const marked = await justMarked(connections, topicPrefix);
  const current = letters.map((letter) => ({ ...letter, state: marked.get(placeText(letter)) ?? letter.state }));
  return filtered ? current.filter(({ state }) => state === 'open') : current;
}
