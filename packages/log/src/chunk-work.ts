/**
 * One chunk from "these records" to "stored and committed": pending commit, store, final commit, in that order. What can
 * die between the steps leaves either nothing or a pending range, and the next owner stores exactly that range again.
 */
import type { Slot } from './admission.ts';
import { type BackoffOptions, backoffMs, waitFor } from './backoff.ts';
import type { Chunk } from './chunk.ts';
import type { LogLogger } from './log-logger.ts';
import type { PendingRange } from './offset-metadata.ts';

/** What the handler of a chunk may ask while it works. */
export type ChunkControl = {
  /** True once the partition belongs to somebody else, or must be read again from elsewhere: stop, store nothing more. */
  isStale(): boolean;
  /** 1 for the first try, then one more for each repetition after a retriable failure. */
  attempt: number;
};

/** Stores a chunk. An error with `retriable: true` is tried again without limit, any other one ends the consumer. */
export type OnChunk = (chunk: Chunk, control: ChunkControl) => Promise<void>;

/** What is being tried again and again at present, for health checks. */
export type Trouble = { code: string; message: string; attempts: number; sinceMs: number };

export type ChunkWork = {
  epoch: number;
  onChunk: OnChunk;
  /** Commits a position, with the pending range as its metadata. Rejects when the group has moved on. */
  commit(position: bigint, pending: PendingRange | undefined): Promise<void>;
  /** The partition is still this consumer's. */
  isOwned(): boolean;
  /** No stop and no rebalance has been asked for: new work may begin and failed work may be repeated. */
  mayContinue(): boolean;
  /** Ends waits early on stop and rebalance. */
  signal: AbortSignal;
  /** Leave to store: bounds how many chunks of all partitions are being stored at once. */
  slot: Slot;
  backoff: BackoffOptions;
  logger: LogLogger;
  onTrouble(trouble: Trouble | undefined): void;
  /** The chunk that is to be stored next, if one is waiting. */
  next(): Chunk | undefined;
  /** Stored and committed. */
  onStored(chunk: Chunk): void;
  /** What a failed store says of the size of chunks to come. */
  onFailed(error: unknown): void;
  now?: () => number;
};

/** `done`: all that waited is durable and committed. `abandoned`: not so, whoever owns the partition next will do it. */
export type ChunkOutcome = 'done' | 'abandoned';

type Failure = Error & { code?: string; retriable?: boolean };

function createTroubleReport(work: ChunkWork, place: { topic: string; partition: number }) {
  const now = work.now ?? Date.now;
  const sinceMs = now();
  let trouble: Trouble | undefined;

  // An outage of an hour is two lines in the log, not ten thousand.
  function failed(error: Failure, attempts: number): void {
    const code = error.code ?? error.name;
    if (trouble?.code !== code) {
      const fields = { ...place, code, attempts, reason: error.message };
      work.logger.warn(fields, 'storing a chunk failed, trying again until it works');
    }
    trouble = { code, message: error.message, attempts, sinceMs };
    work.onTrouble(trouble);
  }

  function over(): void {
    if (trouble === undefined) return;
    work.logger.info({ ...place, attempts: trouble.attempts, ms: now() - sinceMs }, 'storing works again');
    work.onTrouble(undefined);
  }

  function left(): void {
    if (trouble !== undefined) work.onTrouble(undefined);
  }

  return { failed, over, left };
}

async function storeUntilDone(chunk: Chunk, work: ChunkWork): Promise<ChunkOutcome> {
  const report = createTroubleReport(work, { topic: chunk.topic, partition: chunk.partition });
  const isStale = () => !work.isOwned();
  for (let attempt = 1; ; attempt += 1) {
    if (isStale() || (attempt > 1 && !work.mayContinue())) {
      report.left();
      return 'abandoned';
    }
    try {
      await work.onChunk(chunk, { isStale, attempt });
      report.over();
      return 'done';
    } catch (error) {
      if ((error as Failure).retriable !== true) throw error;
      work.onFailed(error);
      report.failed(error as Failure, attempt);
    }
    work.slot.release();
    await waitFor(backoffMs(attempt, work.backoff), work.signal);
    await work.slot.acquire();
  }
}

function pendingOf(chunk: Chunk | undefined, { epoch }: ChunkWork): PendingRange | undefined {
  return chunk && { first: chunk.firstOffset, last: chunk.lastOffset, epoch };
}

// The slot is held: between a pending commit, which a newer owner's generation refuses, and its store nothing is waited for.
async function workWhileAny(work: ChunkWork): Promise<ChunkOutcome> {
  if (!work.isOwned() || !work.mayContinue()) return 'abandoned';
  let chunk = work.next();
  if (chunk === undefined) return 'done';
  await work.commit(chunk.firstOffset, pendingOf(chunk, work));
  while (chunk !== undefined) {
    if ((await storeUntilDone(chunk, work)) === 'abandoned' || !work.isOwned()) return 'abandoned';
    const next: Chunk | undefined = work.mayContinue() && !work.slot.contended() ? work.next() : undefined;
    if (next === undefined) work.slot.release();
    await work.commit(chunk.lastOffset + 1n, pendingOf(next, work));
    work.onStored(chunk);
    chunk = next;
  }
  return 'done';
}

/**
 * Takes the chunk that is next through its steps, and then those that wait behind it: the final commit of one is the
 * pending commit of the next, in one request. Lets other partitions go first when they wait for a slot.
 * @throws what `commit` throws (the caller then knows nothing of the partition any more and must read the committed
 * position again), what `next` throws, and what `onChunk` throws without `retriable`.
 */
export async function workChunks(work: ChunkWork): Promise<ChunkOutcome> {
  await work.slot.acquire();
  try {
    return await workWhileAny(work);
  } finally {
    work.slot.release();
  }
}
