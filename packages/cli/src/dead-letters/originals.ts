/** The records that dead letters were made of, from the dead-letter topic: there bytes and headers are untouched. */
import { deadLetterTopic } from '@rapport/events';
import { holdsOriginal, type LogClient, type RawRecord, readDeadLetter, readDeadLetterMark } from '@rapport/log';
import type { DeadLetterSummary } from '@rapport/warehouse';
import { placeText } from './places.ts';

type Reading = Pick<LogClient, 'beginOffsets' | 'endOffsets' | 'scanRecords' | 'readRecords'>;

function isLetterOf(letter: DeadLetterSummary, at: { topic: string; partition: number }, record: RawRecord): boolean {
  if (readDeadLetterMark(at.partition, record) !== undefined) return false;
  return placeText(readDeadLetter(at, record)) === placeText(letter);
}

// Lists that are older than the knowledge of places: the topic is read through, once for all of them.
async function searchAll(log: Reading, topic: string, wanted: readonly DeadLetterSummary[]) {
  const found = new Map<string, RawRecord>();
  const names = new Set(wanted.map(placeText));
  const [begins, ends] = await Promise.all([log.beginOffsets(topic), log.endOffsets(topic)]);
  for (const [partition, end] of ends) {
    for await (const record of log.scanRecords(topic, partition, begins.get(partition) ?? 0n, end)) {
      if (readDeadLetterMark(partition, record) !== undefined) continue;
      const name = placeText(readDeadLetter({ topic, partition }, record));
      if (names.has(name)) found.set(name, record);
    }
  }
  return found;
}

// A letter that was too large for its topic says only where the record lies: it is read there.
async function originalOf(log: Reading, letter: DeadLetterSummary, record: RawRecord): Promise<RawRecord | undefined> {
  if (holdsOriginal(record)) return record;
  const { topic, partition, offset } = letter;
  return (await log.readRecords(topic, partition, [offset])).get(offset);
}

/** Records that the letters were made of, by place of their source; what is no longer there is absent. */
export async function readOriginals(
  log: Reading,
  topicPrefix: string,
  letters: readonly DeadLetterSummary[],
): Promise<Map<string, RawRecord>> {
  const topic = deadLetterTopic(topicPrefix);
  const unplaced = letters.filter(({ place }) => place === undefined);
  const found = unplaced.length === 0 ? new Map<string, RawRecord>() : await searchAll(log, topic, unplaced);
  const placed = letters.filter(({ place }) => place !== undefined);
  for (const [partition, own] of Map.groupBy(placed, ({ place }) => place?.partition ?? -1)) {
    const offsets = own.flatMap(({ place }) => (place === undefined ? [] : [place.offset]));
    const records = await log.readRecords(topic, partition, offsets);
    for (const letter of own) {
      const record = letter.place === undefined ? undefined : records.get(letter.place.offset);
      if (record !== undefined && isLetterOf(letter, { topic, partition }, record)) {
        found.set(placeText(letter), record);
      }
    }
  }
  for (const letter of letters) {
    const name = placeText(letter);
    const record = found.get(name);
    if (record === undefined) continue;
    const original = await originalOf(log, letter, record);
    if (original === undefined) found.delete(name);
    else found.set(name, original);
  }
  return found;
}
