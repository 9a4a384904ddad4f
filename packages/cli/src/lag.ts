/** Waiting until what stands on the log can be queried. */
import { streams, topicOf } from '@rapport/events';
import type { LogClient } from '@rapport/log';
import { groupIdOf, warehouseProjection } from '@rapport/warehouse';
import { CliError, exitCodes } from './cli-error.ts';
import type { Progress } from './terminal.ts';

export const warehouseGroup = groupIdOf(warehouseProjection);

const POLL_MS = 200;

/** How far the projector is with one stream. */
export type StreamLag = {
  stream: string;
  /** Records that the log holds. */
  end: bigint;
  /** Those of them that are queryable. */
  done: bigint;
  /** Kafka's time of the oldest record that is not queryable yet, epoch milliseconds; undefined when there is none. */
  oldestWaitingMs: number | undefined;
};

type Reading = Pick<LogClient, 'beginOffsets' | 'endOffsets' | 'committed' | 'scanRecords'>;
type Unread = { partition: number; first: bigint; end: bigint };

async function positionsOf(log: Omit<Reading, 'scanRecords'>, topic: string) {
  const [ends, begins, committed] = await Promise.all([
    log.endOffsets(topic),
    log.beginOffsets(topic),
    log.committed(warehouseGroup, topic),
  ]);
  const unread: Unread[] = [];
  let end = 0n;
  let done = 0n;
  for (const [partition, last] of ends) {
    const first = begins.get(partition) ?? 0n;
    const at = committed.get(partition)?.offset ?? first;
    const next = at < first ? first : at;
    end += last - first;
    done += next - first;
    if (next < last) unread.push({ partition, first: next, end: last });
  }
  return { end, done, unread };
}

async function oldestOf(log: Reading, topic: string, unread: readonly Unread[]): Promise<number | undefined> {
  const times = await Promise.all(
    unread.map(async ({ partition, first, end }) => {
      for await (const { timestampMs } of log.scanRecords(topic, partition, first, end)) return timestampMs;
      return undefined;
    }),
  );
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** How far the projector is, stream by stream. Markers of transactions count as records until they are read over. */
export async function readLags(log: Reading, topicPrefix: string): Promise<StreamLag[]> {
  return Promise.all(
    streams.map(async ({ name }) => {
      const topic = topicOf(name, topicPrefix);
      const { end, done, unread } = await positionsOf(log, topic);
      return { stream: name, end, done, oldestWaitingMs: await oldestOf(log, topic, unread) };
    }),
  );
}

/** Records on the streams' topics, and how many of them the projector has made queryable. */
async function readPositions(log: LogClient, topicPrefix: string): Promise<{ end: bigint; done: bigint }> {
  const perTopic = await Promise.all(streams.map(({ name }) => positionsOf(log, topicOf(name, topicPrefix))));
  return perTopic.reduce((sum, next) => ({ end: sum.end + next.end, done: sum.done + next.done }), {
    end: 0n,
    done: 0n,
  });
}

/**
 * Resolves when everything on the log at the time of the call is queryable.
 * @throws CliError (try again) when nothing moves for `stallMs`.
 */
export async function waitUntilQueryable(
  log: LogClient,
  topicPrefix: string,
  progress: Progress,
  stallMs = 60_000,
): Promise<bigint> {
  const { end: target } = await readPositions(log, topicPrefix);
  let best = -1n;
  let movedAt = Date.now();
  for (;;) {
    const { done } = await readPositions(log, topicPrefix);
    progress.update(Number(done), Number(target));
    if (done >= target) return target;
    if (done > best) {
      best = done;
      movedAt = Date.now();
    }
    if (Date.now() - movedAt > stallMs) {
      throw new CliError(
        `the projector has not moved for ${stallMs / 1000} s: its log is logs/projector.log in the home folder`,
        exitCodes.tryAgain,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
