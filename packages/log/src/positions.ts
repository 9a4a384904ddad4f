/** Where partitions stand, by what the brokers say. */
import type { ConsumerOptions } from './consumer-options.ts';
import type { LogLogger } from './log-logger.ts';
import type { Standing } from './stall-watch.ts';
import { type StartPosition, startPosition } from './start-position.ts';
import type { TopicAdmin } from './topics.ts';

type Deps = { topics: Pick<TopicAdmin, 'beginOffsets' | 'endOffsets' | 'committed'>; logger: LogLogger };

/** Exclusive end of a bounded reading, if it is one; a partition that it does not name ends before it begins. */
export function endOf({ until }: Pick<ConsumerOptions, 'until'>, topic: string, partition: number): bigint | undefined {
  return until && (until.get(topic)?.get(partition) ?? 0n);
}

/** Where a new owner of the partition begins. */
export async function openPartition(
  { topics, logger }: Deps,
  groupId: string,
  topic: string,
  partition: number,
): Promise<StartPosition> {
  const [begins, ends, committed] = await Promise.all([
    topics.beginOffsets(topic),
    topics.endOffsets(topic),
    topics.committed(groupId, topic),
  ]);
  const [begin, end] = [begins.get(partition) ?? 0n, ends.get(partition) ?? 0n];
  const start = startPosition({ topic, partition, begin, end, committed: committed.get(partition) }, logger);
  if (start.pending !== undefined) {
    const { first, last } = start.pending;
    const range = { first: String(first), last: String(last) };
    logger.info({ topic, partition, ...range }, 'an earlier owner left this range unconfirmed: storing it again');
  }
  return start;
}

/** Where every assigned partition stands, by what the brokers say. */
export async function readStandings(
  topics: Deps['topics'],
  options: ConsumerOptions,
  assigned: ReadonlyMap<string, readonly number[]>,
): Promise<Standing[]> {
  const standings = [...assigned].map(async ([topic, partitions]) => {
    const [begins, ends, committed] = await Promise.all([
      topics.beginOffsets(topic),
      topics.endOffsets(topic),
      topics.committed(options.groupId, topic),
    ]);
    return partitions.map((partition) => {
      const position = committed.get(partition)?.offset ?? begins.get(partition) ?? 0n;
      const [end, until] = [ends.get(partition) ?? 0n, endOf(options, topic, partition)];
      return { key: `${topic}/${partition}`, position, end: until !== undefined && until < end ? until : end };
    });
  });
  return (await Promise.all(standings)).flat();
}
