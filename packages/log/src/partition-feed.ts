/**
 * One partition within one membership: what was fetched of it and waits, and the worker that takes chunks of it through
 * their steps. While a chunk is being stored the next one grows, so chunks are as small as the store is quick.
 */
import { createBell } from './bell.ts';
import type { Chunk } from './chunk.ts';
import type { ChunkPacing } from './chunk-pacing.ts';
import { type ChunkWork, workChunks } from './chunk-work.ts';
import { type Chunker, type CutChunk, createChunker } from './chunker.ts';
import type { FetchedBatch } from './record-set.ts';
import type { StartPosition } from './start-position.ts';

export type FeedOptions = {
  topic: string;
  partition: number;
  start: StartPosition;
  /** Exclusive end of a bounded reading. */
  until: bigint | undefined;
  pacing: ChunkPacing;
  work: Omit<ChunkWork, 'next' | 'onStored' | 'onFailed'>;
  /** Something was cut or stored: there is room again. */
  onRoom(): void;
  onStored(): void;
  now?: () => number;
};

export type PartitionFeed = ReturnType<typeof createPartitionFeed>;

/** What waits, and when a chunk of it is due. */
function createSupply(chunker: Chunker, pacing: ChunkPacing, now: () => number) {
  let waitingSinceMs = 0;
  let full = false;

  function push(batches: readonly FetchedBatch[]): void {
    if (chunker.bytes() === 0) waitingSinceMs = now();
    chunker.push(batches);
  }

  /** 0: a chunk can be cut now. Infinity: only what is still to come can change that. */
  function msUntilCut(): number {
    const readiness = chunker.readiness(pacing.limits());
    if (readiness === 'none') return Number.POSITIVE_INFINITY;
    return readiness === 'full' || full ? 0 : Math.max(0, waitingSinceMs + pacing.holdMs() - now());
  }

  function cut(): CutChunk | undefined {
    if (msUntilCut() > 0) return undefined;
    waitingSinceMs = now();
    return chunker.take(pacing.limits());
  }

  /** `yes`: nothing more is fetched for the time being, so waiting longer makes no chunk larger. */
  function setFull(yes: boolean): void {
    full = yes;
  }

  return { push, msUntilCut, cut, setFull };
}

export function createPartitionFeed(options: FeedOptions) {
  const { topic, partition, start, until, pacing, work, now = Date.now } = options;
  const chunker = createChunker({ topic, partition, ...start, ...(until === undefined ? {} : { until }) });
  const supply = createSupply(chunker, pacing, now);
  const bell = createBell();
  let committed = start.position;
  let highWatermark = start.position;
  let inFlightBytes = 0;
  let storingSinceMs: number | undefined;

  /** Takes a fetch in; its bytes are kept until they are stored. `end` is the partition's high watermark. */
  function push(batches: readonly FetchedBatch[], end: bigint): void {
    highWatermark = end;
    supply.push(batches);
    bell.ring();
  }

  function setFull(full: boolean): void {
    supply.setFull(full);
    bell.ring();
  }

  function next(): Chunk | undefined {
    const taken = supply.cut();
    if (taken === undefined) return undefined;
    inFlightBytes = taken.bytes;
    storingSinceMs = now();
    options.onRoom();
    return taken.chunk;
  }

  function onStored(chunk: Chunk): void {
    committed = chunk.lastOffset + 1n;
    pacing.stored();
    options.onStored();
  }

  /** Works until the membership ends. Rejects with what ends the worker before that. */
  async function run(): Promise<void> {
    const steps = { ...work, next, onStored, onFailed: pacing.failed };
    while (work.mayContinue()) {
      const ms = supply.msUntilCut();
      if (ms > 0) await bell.wait(ms, work.signal);
      else if ((await workChunks(steps)) === 'abandoned') return;
      storingSinceMs = undefined;
      inFlightBytes = 0;
      options.onRoom();
    }
  }

  return {
    topic,
    partition,
    push,
    run,
    setFull,
    /** The offset that the next fetch should begin at. */
    next: chunker.next,
    isAtEnd: chunker.isAtEnd,
    waitingBytes: chunker.bytes,
    heldBytes: () => chunker.bytes() + inFlightBytes,
    /** Whether a chunk could be cut from what waits; a pending range needs all of itself. */
    canCut: () => chunker.readiness(pacing.limits()) !== 'none',
    committed: () => committed,
    highWatermark: () => highWatermark,
    /** Since when one chunk has been on its way into the store. */
    storingSinceMs: () => storingSinceMs,
  };
}
