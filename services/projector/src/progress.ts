/** How far the projection has come: lag in messages and seconds, and the time up to which everything is queryable. */
import type { ChunkedConsumer, LogClient } from '@rapport/log';
import { createStandstillWatch, type Standstill } from './standstill.ts';

type Offsets = Pick<LogClient, 'committed' | 'endOffsets'>;

/** Where a partition of this process stands: `messages` of it wait, the next one at offset `position`. */
export type PartitionState = { topic: string; partition: number; position: bigint; messages: number };

export type ProjectionState = {
  partitions: readonly PartitionState[];
  /** Epoch seconds; undefined while a partition that is behind has not stored anything in this process. */
  watermarkSeconds: number | undefined;
  /** The clock’s distance to the watermark; 0 when nothing waits. */
  lagSeconds: number | undefined;
  /** Offsets stored over offsets on the log; 1 when the log is empty. */
  progressRatio: number;
  /** Partitions with a chunk that was announced and not confirmed. */
  pendingChunks: number;
  /** The partition that has not moved for longest although records wait in it, if any. */
  standstill: Standstill | undefined;
};

export type Progress = {
  /** Remembers the Kafka time of the latest stored record of a partition. */
  storedUntil(topic: string, partition: number, timestampMs: number): void;
  /** Asks Kafka. Rejects with LogError. */
  state(): Promise<ProjectionState>;
};

type Deps = {
  offsets: Offsets;
  groupId: string;
  assigned: ChunkedConsumer['assigned'];
  /** Where a bounded reading ends, by topic and partition; elsewhere the log’s end counts. */
  until?: ReadonlyMap<string, ReadonlyMap<number, bigint>> | undefined;
  /** After so long without a move a partition with records waiting is said to stand still. */
  standstillMs?: number | undefined;
  now?: () => number;
};

type Asked = PartitionState & { end: bigint; pending: boolean };

const STANDSTILL_MS = 60_000;

const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

function ratioOf(asked: readonly Asked[]): number {
  const all = asked.reduce((sum, { end }) => sum + Number(end), 0);
  return all === 0 ? 1 : asked.reduce((sum, { end, position }) => sum + Number(smaller(position, end)), 0) / all;
}

/** Reads lag and watermark when asked; nothing runs in between. */
export function createProgress({ offsets, groupId, assigned, until, ...deps }: Deps): Progress {
  const { now = Date.now, standstillMs = STANDSTILL_MS } = deps;
  const latest = new Map<string, number>();
  const look = createStandstillWatch(standstillMs);

  async function ask(topic: string, own: readonly number[]): Promise<Asked[]> {
    const [ends, committed] = await Promise.all([offsets.endOffsets(topic), offsets.committed(groupId, topic)]);
    return own.map((partition) => {
      const found = committed.get(partition);
      const position = found?.offset ?? 0n;
      const logEnd = ends.get(partition) ?? position;
      const end = smaller(logEnd, until?.get(topic)?.get(partition) ?? logEnd);
      const messages = Math.max(0, Number(end - position));
      return { topic, partition, position, messages, end, pending: found?.pending !== undefined };
    });
  }

  function storedUntil(topic: string, partition: number, timestampMs: number): void {
    const key = keyOf(topic, partition);
    latest.set(key, Math.max(timestampMs, latest.get(key) ?? timestampMs));
  }

  async function state(): Promise<ProjectionState> {
    const askedMs = now();
    const asked = (await Promise.all([...assigned()].map(([topic, own]) => ask(topic, own)))).flat();
    // Nothing waited then: so a topic that was quiet for a day is not a day behind at its next record.
    for (const { topic, partition, messages } of asked) if (messages === 0) storedUntil(topic, partition, askedMs);
    const times = asked.map(({ topic, partition }) => latest.get(keyOf(topic, partition)));
    const known = times.every((time) => time !== undefined) && times.length > 0;
    const watermarkMs = known ? Math.min(...times) : undefined;
    return {
      partitions: asked.map(({ topic, partition, position, messages }) => ({ topic, partition, position, messages })),
      watermarkSeconds: watermarkMs === undefined ? undefined : watermarkMs / 1_000,
      lagSeconds: watermarkMs === undefined ? undefined : Math.max(0, askedMs - watermarkMs) / 1_000,
      progressRatio: ratioOf(asked),
      pendingChunks: asked.filter(({ pending }) => pending).length,
      standstill: look(asked, askedMs),
    };
  }

  return { storedUntil, state };
}
