/** How much of the log is stored: what stands on it and is not known yet could change any verdict. */
import { setTimeout as sleep } from 'node:timers/promises';
import { streams, topicOf } from '@rapport/events';
import { groupIdOf, warehouseProjection } from '@rapport/warehouse';
import type { Stored } from './round.ts';

/** What it takes of the log's client. */
export type LogPositions = {
  endOffsets(topic: string): Promise<ReadonlyMap<number, bigint>>;
  beginOffsets(topic: string): Promise<ReadonlyMap<number, bigint>>;
  committed(groupId: string, topic: string): Promise<ReadonlyMap<number, { offset: bigint }>>;
};

export type StoredLogOptions = {
  log: LogPositions;
  topicPrefix: string;
  clock: () => number;
  /** For how long to wait for the projector; 0 looks once. */
  patienceMs: number;
  signal?: AbortSignal;
};

const POLL_MS = 200;
const group = groupIdOf(warehouseProjection);

type Ends = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

async function endsOf(log: LogPositions, topics: readonly string[]): Promise<Ends> {
  return new Map(await Promise.all(topics.map(async (topic) => [topic, await log.endOffsets(topic)] as const)));
}

/** Records before `ends` that are not stored. */
async function waitingBefore(log: LogPositions, ends: Ends): Promise<bigint> {
  let waiting = 0n;
  for (const [topic, partitions] of ends) {
    const [begins, committed] = await Promise.all([log.beginOffsets(topic), log.committed(group, topic)]);
    for (const [partition, end] of partitions) {
      const first = begins.get(partition) ?? 0n;
      const done = committed.get(partition)?.offset ?? first;
      const next = done < first ? first : done;
      if (next < end) waiting += end - next;
    }
  }
  return waiting;
}

/** Looks where the log ends now, and waits until all before that is stored. @throws what the log throws */
export async function storedLog(options: StoredLogOptions): Promise<Stored> {
  const { log, topicPrefix, clock, patienceMs, signal } = options;
  const knownAt = clock();
  const ends = await endsOf(
    log,
    streams.map(({ name }) => topicOf(name, topicPrefix)),
  );
  for (;;) {
    const waiting = await waitingBefore(log, ends);
    if (waiting === 0n) return { ok: true, knownAt };
    if (clock() - knownAt >= patienceMs || signal?.aborted) return { ok: false, waiting };
    await sleep(POLL_MS);
  }
}
