/** Where a rebuild ends, as SQL: which rows lie beyond the offsets up to which the log was read again. */
import { deadLetterTopic, type StreamName, topicOf } from '@rapport/events';

/** By topic and partition, the offset after the last one that the rebuild has read. */
export type EndOffsets = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

export type RebuildBounds = { topicPrefix: string; ends: EndOffsets };

/**
 * SQL that is true for rows at or after their partition's end. Partitions that the rebuild does not know were added later:
 * all of them lies beyond. Offsets are numbers of ours, so they stand in the text.
 */
export function beyondSql(ends: ReadonlyMap<number, bigint>, partition: string, offset: string): string {
  if (ends.size === 0) return 'true';
  const partitions = [...ends.keys()].map((one) => `toInt32(${one})`).join(', ');
  const offsets = [...ends.values()].map((one) => `toInt64(${one})`).join(', ');
  return `${offset} >= transform(${partition}, [${partitions}], [${offsets}], toInt64(0))`;
}

/** The same for a table with a topic column. */
export function beyondByTopicSql(ends: EndOffsets, partition: string, offset: string): string {
  const known = [...ends].map(([topic, own]) => `(topic = ${quoted(topic)} AND ${beyondSql(own, partition, offset)})`);
  const topics = [...ends.keys()].map(quoted).join(', ');
  return ends.size === 0 ? 'true' : `(${known.join(' OR ')} OR topic NOT IN (${topics}))`;
}

export function endsOfStream({ topicPrefix, ends }: RebuildBounds, stream: StreamName): ReadonlyMap<number, bigint> {
  return ends.get(topicOf(stream, topicPrefix)) ?? new Map();
}

/**
 * SQL that is true for dead letters that the rebuild has not seen: their record lies beyond the ends, or they stand on the
 * dead-letter topic beyond its own (a letter can be a good while younger than its record).
 */
export function laterLettersSql({ topicPrefix, ends }: RebuildBounds): string {
  const own = ends.get(deadLetterTopic(topicPrefix)) ?? new Map();
  const laterPlace = `letter_partition >= 0 AND ${beyondSql(own, 'letter_partition', 'letter_offset')}`;
  return `(${beyondByTopicSql(ends, 'partition', 'offset')} OR (${laterPlace}))`;
}

/** The same for marks: they are the dead-letter topic's own. */
export function laterMarksSql({ topicPrefix, ends }: RebuildBounds): string {
  return beyondSql(ends.get(deadLetterTopic(topicPrefix)) ?? new Map(), 'mark_partition', 'mark_offset');
}

export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
