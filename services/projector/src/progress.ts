/** How far the projection has come: lag in messages, and the time up to which everything is queryable. */
import type { ChunkedConsumer, LogClient } from '@rapport/log';
import type { PartitionLag, ProjectionState } from './projection-metrics.ts';

type Offsets = Pick<LogClient, 'committed' | 'endOffsets'>;

export type Progress = {
  /** Remembers the Kafka time of the latest stored record of a partition. */
  storedUntil(topic: string, partition: number, timestampMs: number): void;
  state(): Promise<ProjectionState>;
};

type Deps = {
  offsets: Offsets;
  groupId: string;
  assigned: ChunkedConsumer['assigned'];
  now?: () => number;
};

const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;

/** Reads lag and watermark when asked; nothing runs in between. */
export function createProgress({ offsets, groupId, assigned, now = Date.now }: Deps): Progress {
  const latest = new Map<string, number>();

  async function lagsOf(topic: string, partitions: readonly number[]): Promise<PartitionLag[]> {
    const [ends, committed] = await Promise.all([offsets.endOffsets(topic), offsets.committed(groupId, topic)]);
    return partitions.map((partition) => {
      const position = committed.get(partition)?.offset ?? 0n;
      return { topic, partition, messages: Number((ends.get(partition) ?? position) - position) };
    });
  }

  async function state(): Promise<ProjectionState> {
    const asked = now();
    const lags = (await Promise.all([...assigned()].map(([topic, own]) => lagsOf(topic, own)))).flat();
    const until = lags.map(({ topic, partition, messages }) =>
      messages === 0 ? asked : latest.get(keyOf(topic, partition)),
    );
    const known = until.every((time) => time !== undefined) && until.length > 0;
    return { lags, watermarkSeconds: known ? Math.min(...(until as number[])) / 1_000 : undefined };
  }

  return {
    storedUntil: (topic, partition, timestampMs) => void latest.set(keyOf(topic, partition), timestampMs),
    state,
  };
}
