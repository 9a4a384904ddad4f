/**
 * One chunk from "these records" to "stored and committed": pending commit, store, final commit, in that order. What can
 * die between the steps leaves either nothing or a pending range, and the next owner stores exactly that range again.
 */
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
  backoff: BackoffOptions;
  logger: LogLogger;
  onTrouble(trouble: Trouble | undefined): void;
  now?: () => number;
};

/** `stored`: durable and committed. `abandoned`: not (fully) done, whoever owns the partition next will do it. */
export type ChunkOutcome = 'stored' | 'abandoned';

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
      return 'stored';
    } catch (error) {
      if ((error as Failure).retriable !== true) throw error;
      report.failed(error as Failure, attempt);
      await waitFor(backoffMs(attempt, work.backoff), work.signal);
    }
  }
}

/**
 * Takes one chunk through its steps.
 * @throws what `commit` throws (the caller then knows nothing of the partition any more and must read the committed
 * position again), and what `onChunk` throws without `retriable`.
 */
export async function workChunk(chunk: Chunk, work: ChunkWork): Promise<ChunkOutcome> {
  if (!work.isOwned() || !work.mayContinue()) return 'abandoned';
  const { firstOffset: first, lastOffset: last } = chunk;
  await work.commit(first, { first, last, epoch: work.epoch });
  const outcome = await storeUntilDone(chunk, work);
  if (outcome === 'abandoned' || !work.isOwned()) return 'abandoned';
  await work.commit(last + 1n, undefined);
  return 'stored';
}
