/** Tells a partition that does not move although records wait in it from a quiet one. */
import type { PartitionState } from './progress.ts';

type Look = { position: bigint; sinceMs: number };

export type Standstill = { topic: string; partition: number; waiting: number; forMs: number };

const numbers = new Intl.NumberFormat('en');

/** In words, for whoever asks whether the process is ready. */
export function describeStandstill({ topic, partition, waiting, forMs }: Standstill): string {
  const seconds = numbers.format(Math.round(forMs / 1_000));
  return `no progress for ${seconds} s although ${numbers.format(waiting)} records wait in ${topic}/${partition}`;
}

/**
 * Compares what it is shown with what it was shown before, so it knows no more than whoever asks shows it. Gives the
 * partition that has stood still longest, for at least `afterMs`.
 */
export function createStandstillWatch(afterMs: number) {
  let looks = new Map<string, Look>();

  return function look(partitions: readonly PartitionState[], nowMs: number): Standstill | undefined {
    const fresh = new Map<string, Look>();
    let longest: Standstill | undefined;
    for (const { topic, partition, position, messages } of partitions) {
      if (messages === 0) continue;
      const key = `${topic}/${partition}`;
      const before = looks.get(key);
      const sinceMs = before?.position === position ? before.sinceMs : nowMs;
      fresh.set(key, { position, sinceMs });
      const forMs = nowMs - sinceMs;
      if (forMs >= afterMs && forMs > (longest?.forMs ?? -1)) longest = { topic, partition, waiting: messages, forMs };
    }
    looks = fresh;
    return longest;
  };
}
