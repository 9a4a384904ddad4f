/** How far the log reaches and how far the warehouse's group has come on it, of every topic. */
import { deadLetterTopic, streams, topicOf } from '@rapport/events';
import type { LogClient } from '@rapport/log';
import { groupIdOf, warehouseProjection } from '@rapport/warehouse';

type Reading = Pick<LogClient, 'beginOffsets' | 'endOffsets' | 'committed' | 'exists'>;

/** Offsets of one partition. `next` is the first that the group has not confirmed. */
export type LogPartition = { topic: string; partition: number; begin: bigint; end: bigint; next: bigint };

/** Looks at the log. Throws LogError, or TimeoutError after some seconds: who asks waits for a page. */
export type ReadLog = () => Promise<LogPartition[]>;

const LONGEST_MS = 4_000;

/** A promise that fails where the other has not come to an end in time. */
async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, late]);
}

/** Topics of one installation, those of its streams and the dead letters'. */
export function createLogReading(log: Reading, topicPrefix: string): ReadLog {
  const topics = [...streams.map(({ name }) => topicOf(name, topicPrefix)), deadLetterTopic(topicPrefix)];

  async function readTopic(topic: string): Promise<LogPartition[]> {
    // A stream that is newer than the installation has no topic until something that sends is started anew.
    if (!(await log.exists(topic))) return [];
    const [begins, ends, committed] = await Promise.all([
      log.beginOffsets(topic),
      log.endOffsets(topic),
      log.committed(groupIdOf(warehouseProjection), topic),
    ]);
    return [...ends].map(([partition, end]) => {
      const begin = begins.get(partition) ?? 0n;
      const at = committed.get(partition)?.offset ?? begin;
      return { topic, partition, begin, end, next: at < begin ? begin : at };
    });
  }

  return async () => (await within(Promise.all(topics.map(readTopic)), LONGEST_MS)).flat();
}
