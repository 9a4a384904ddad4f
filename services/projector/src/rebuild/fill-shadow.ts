/** Reads the log again, from its start to the rebuild's ends, into the shadow: the ordinary projector with another sink. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogClient } from '@rapport/log';
import { createRegistry, type Logger } from '@rapport/service';
import type { EndOffsets, RebuildState, Warehouse } from '@rapport/warehouse';
import { createProjector, type Projector, type ProjectorOptions } from '../projector.ts';
import { createWarehouseSink } from '../warehouse-sink.ts';
import { createShadowProducer } from './shadow-producer.ts';

export type FillDeps = { log: LogClient; live: Warehouse; shadow: Warehouse; logger: Logger };

export type FillOptions = {
  limits?: ProjectorOptions['limits'];
  /** Records read again and records to read, whenever that was asked. */
  onProgress?(done: bigint, total: bigint): void;
  /** Ends the reading in order: what has been stored stays, and another call goes on from there. */
  signal: AbortSignal;
};

// A rebuild has much to read and nobody waits for its newest record: large chunks.
const LIMITS = { maxRows: 100_000, maxBytes: 16 * 1024 * 1024, maxAgeMs: 250 };
const POLL_MS = 500;

/** Sum over all partitions of what lies between two positions. */
export function distance(from: EndOffsets, to: EndOffsets): bigint {
  let sum = 0n;
  for (const [topic, own] of to) {
    for (const [partition, end] of own) {
      const begin = from.get(topic)?.get(partition) ?? 0n;
      if (end > begin) sum += end - begin;
    }
  }
  return sum;
}

async function position(log: LogClient, { groupId, begins, ends }: RebuildState): Promise<EndOffsets> {
  const topics = await Promise.all(
    [...ends].map(async ([topic, own]) => {
      const committed = await log.committed(groupId, topic);
      const reached = [...own].map(([partition, end]): [number, bigint] => {
        const at = committed.get(partition)?.offset ?? begins.get(topic)?.get(partition) ?? 0n;
        return [partition, at < end ? at : end];
      });
      return [topic, new Map(reached)] as const;
    }),
  );
  return new Map(topics);
}

async function reportUntil(over: AbortSignal, log: LogClient, state: RebuildState, options: FillOptions) {
  const total = distance(state.begins, state.ends);
  while (!over.aborted) {
    options.onProgress?.(distance(state.begins, await position(log, state)), total);
    await sleep(POLL_MS, undefined, { signal: over }).catch(() => undefined);
  }
}

async function run(projector: Projector, signal: AbortSignal): Promise<void> {
  const stop = () => void projector.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return;
    await Promise.race([projector.start(), projector.finished]);
    await projector.finished;
  } finally {
    signal.removeEventListener('abort', stop);
    await projector.stop();
  }
}

/** What is still to be read, as `until` of a bounded reading: partitions with nothing to read are not named. */
function openEnds(reached: EndOffsets, ends: EndOffsets): EndOffsets {
  const open = [...ends].map(([topic, own]) => {
    const left = [...own].filter(([partition, end]) => end > (reached.get(topic)?.get(partition) ?? 0n));
    return [topic, new Map(left)] as const;
  });
  return new Map(open.filter(([, own]) => own.size > 0));
}

/**
 * Fills the shadow up to the state's ends, in the rebuild's own consumer group: goes on where an earlier call, or another
 * process, has stopped. Resolves early when the signal fires. Rejects with LogError, SinkError, WarehouseError.
 */
export async function fillShadow(deps: FillDeps, state: RebuildState, options: FillOptions): Promise<void> {
  const { log, live, shadow, logger } = deps;
  const until = openEnds(await position(log, state), state.ends);
  if (until.size === 0) return;
  const sink = createWarehouseSink(shadow, state);
  const projector = createProjector(
    { log, producer: createShadowProducer(live, sink), sink, logger, registry: createRegistry('rebuild') },
    {
      projection: state.projection,
      epoch: state.epoch,
      topicPrefix: state.topicPrefix,
      groupId: state.groupId,
      topics: [...until.keys()],
      until,
      limits: options.limits ?? LIMITS,
    },
  );
  const over = new AbortController();
  const reporting = reportUntil(over.signal, log, state, options);
  // A report that fails is no failure of the rebuild.
  reporting.catch((error: unknown) => logger.debug({ err: error }, 'progress could not be read'));
  try {
    await run(projector, options.signal);
  } finally {
    over.abort();
    await reporting.catch(() => undefined);
  }
}
