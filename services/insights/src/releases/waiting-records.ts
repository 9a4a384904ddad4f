/** What stands on the log and is not stored yet: a release made without it would lack what it should have. */
import { streams, topicOf } from '@rapport/events';
import type { LogClient } from '@rapport/log';
import { groupIdOf, warehouseProjection } from '@rapport/warehouse';

type Reading = Pick<LogClient, 'beginOffsets' | 'endOffsets' | 'committed'>;

/** Looks where the log ends now; asked later, says how many of the records up to there are not stored yet. */
export type SampleLog = () => Promise<() => Promise<number>>;

/** Sampling of a log whose projector reads it as the usual group. Throws LogError. */
export function createLogSampler(log: Reading, topicPrefix: string): SampleLog {
  const topics = streams.map(({ name }) => topicOf(name, topicPrefix));

  async function waitingIn(topic: string, ends: ReadonlyMap<number, bigint>): Promise<bigint> {
    const [begins, committed] = await Promise.all([
      log.beginOffsets(topic),
      log.committed(groupIdOf(warehouseProjection), topic),
    ]);
    let waiting = 0n;
    for (const [partition, end] of ends) {
      const first = begins.get(partition) ?? 0n;
      const at = committed.get(partition)?.offset ?? first;
      const next = at < first ? first : at;
      if (next < end) waiting += end - next;
    }
    return waiting;
  }

  return async () => {
    const ends = await Promise.all(topics.map(async (topic) => [topic, await log.endOffsets(topic)] as const));
    return async () => {
      const waiting = await Promise.all(ends.map(([topic, own]) => waitingIn(topic, own)));
      return Number(waiting.reduce((sum, next) => sum + next, 0n));
    };
  };
}
