/** Reading up to fixed ends: knows when every assigned partition has been stored up to its own. */
import { backoffMs, waitFor } from './backoff.ts';
import type { PartitionProgress } from './consumer-options.ts';
import type { Membership } from './membership.ts';

export type BoundedReadingDeps = {
  membership: Membership;
  /** Exclusive end of a partition. */
  endOf(topic: string, partition: number): bigint;
  /** Where a partition stands by its committed offset. */
  committed(topic: string, partition: number): Promise<bigint>;
  progress(): PartitionProgress[];
  onDone(): void;
};

const RETRY = { initialMs: 200, maxMs: 5_000 };
const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;

export function createBoundedReading({ membership, endOf, committed, progress, onDone }: BoundedReadingDeps) {
  // Partitions with nothing left to read never show up in the progress: what was committed before is asked for.
  let begun: ReadonlyMap<string, bigint> | undefined;

  const partitions = () =>
    [...membership.assigned()].flatMap(([topic, own]) => own.map((partition) => ({ topic, partition })));

  function check(): void {
    if (begun === undefined) return;
    const positions = new Map(begun);
    for (const { topic, partition, position } of progress()) positions.set(keyOf(topic, partition), position);
    const done = partitions().every(({ topic, partition }) => {
      return (positions.get(keyOf(topic, partition)) ?? -1n) >= endOf(topic, partition);
    });
    if (done) onDone();
  }

  async function readCommitted(): Promise<Map<string, bigint>> {
    const positions = partitions().map(async ({ topic, partition }) => {
      return [keyOf(topic, partition), await committed(topic, partition)] as const;
    });
    return new Map(await Promise.all(positions));
  }

  /** A membership has begun. Asks until it has an answer or the membership is over. */
  async function joined(): Promise<void> {
    begun = undefined;
    const { signal } = membership.current().ending;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        const positions = await readCommitted();
        if (!signal.aborted) begun = positions;
        return check();
      } catch {
        // The log is away: whoever reads from it says so.
        await waitFor(backoffMs(attempt, RETRY), signal);
      }
    }
  }

  return { joined, stored: check };
}
