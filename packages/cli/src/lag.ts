/** Waiting until what stands on the log can be queried. */
import { streams, topicOf } from '@rapport/events';
import type { LogClient } from '@rapport/log';
import { groupIdOf, warehouseProjection } from '@rapport/warehouse';
import { CliError, exitCodes } from './cli-error.ts';
import type { Progress } from './terminal.ts';

export const warehouseGroup = groupIdOf(warehouseProjection);

const POLL_MS = 200;

/** Records on the streams' topics, and how many of them the projector has made queryable. */
export async function readPositions(log: LogClient, topicPrefix: string): Promise<{ end: bigint; done: bigint }> {
  const perTopic = await Promise.all(
    streams.map(async ({ name }) => {
      const topic = topicOf(name, topicPrefix);
      const [ends, begins, committed] = await Promise.all([
        log.endOffsets(topic),
        log.beginOffsets(topic),
        log.committed(warehouseGroup, topic),
      ]);
      let end = 0n;
      let done = 0n;
      for (const [partition, last] of ends) {
        const first = begins.get(partition) ?? 0n;
        end += last - first;
        const at = committed.get(partition)?.offset ?? first;
        done += at < first ? 0n : at - first;
      }
      return { end, done };
    }),
  );
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
