/**
 * How large the chunks to come are, by what the store says of those before: too many small ones make the next wait to
 * grow, one too large for its memory makes the next smaller. A chunk that failed keeps its range whatever is said here.
 */
import type { ChunkLimits } from './chunker.ts';

/** What an error of `onChunk` may say besides `retriable`. */
type SizeWish = { wantsLargerChunks?: boolean; wantsSmallerChunks?: boolean };

export type ChunkPacing = {
  /** Milliseconds that records wait for more to join them before they are cut into a chunk. */
  holdMs(): number;
  limits(): ChunkLimits;
  failed(error: unknown): void;
  stored(): void;
};

const FIRST_HOLD_MS = 100;
const MAX_HOLD_MS = 10_000;
const SMALLEST_SHARE = 1 / 256;
// A limit that was hit is approached again slowly: some dozen chunks from one halving to its undoing.
const HOLD_DECAY = 0.9;
const SHARE_GROWTH = 1.05;

/** One for all partitions of a consumer: they fill the same store. */
export function createChunkPacing({ maxRows, maxBytes }: ChunkLimits): ChunkPacing {
  let hold = 0;
  let share = 1;

  function failed(error: unknown): void {
    const { wantsLargerChunks, wantsSmallerChunks } = error as SizeWish;
    if (wantsLargerChunks === true) hold = Math.min(MAX_HOLD_MS, Math.max(FIRST_HOLD_MS, hold * 2));
    if (wantsSmallerChunks === true) share = Math.max(SMALLEST_SHARE, share / 2);
  }

  function stored(): void {
    hold = hold * HOLD_DECAY < FIRST_HOLD_MS / 2 ? 0 : hold * HOLD_DECAY;
    share = Math.min(1, share * SHARE_GROWTH);
  }

  const part = (limit: number) => Math.max(1, Math.floor(limit * share));

  return {
    holdMs: () => hold,
    limits: () => ({ maxRows: part(maxRows), maxBytes: part(maxBytes) }),
    failed,
    stored,
  };
}
