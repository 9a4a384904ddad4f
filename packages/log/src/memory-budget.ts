/** What has been fetched and is not stored yet, over all partitions: beyond the budget partitions are paused. */
import type { PartitionFeed } from './partition-feed.ts';

export type MemoryBudget = {
  /** Pauses the feed's partition when the budget is used up. `pause` gives what resumes it. */
  charge(feed: PartitionFeed, pause: () => () => void): void;
  /** Looks whether paused partitions may go on. */
  release(): void;
  /** The feed is no more: nothing of it stays paused. */
  drop(feed: PartitionFeed): void;
};

// Fetching begins again some time before everything is stored, so that the store never waits for the network.
const RESUME_SHARE = 0.7;

/** `feeds` gives those that hold bytes at present. */
export function createMemoryBudget(maxBytes: number, feeds: () => Iterable<PartitionFeed>): MemoryBudget {
  const paused = new Map<PartitionFeed, () => void>();

  function heldBytes(): number {
    let sum = 0;
    for (const feed of feeds()) sum += feed.heldBytes();
    return sum;
  }

  function charge(feed: PartitionFeed, pause: () => () => void): void {
    // Whoever waits for the rest of a pending range must get it, or nothing would ever be stored and released.
    if (paused.has(feed) || !feed.canCut() || heldBytes() < maxBytes) return;
    paused.set(feed, pause());
    feed.setFull(true);
  }

  function resume(feed: PartitionFeed): void {
    paused.get(feed)?.();
    paused.delete(feed);
    feed.setFull(false);
  }

  function release(): void {
    if (paused.size === 0) return;
    const room = heldBytes() < maxBytes * RESUME_SHARE;
    // One partition that cannot be stored must not keep the others, which have nothing waiting, from being read.
    for (const feed of [...paused.keys()]) if (room || feed.waitingBytes() === 0) resume(feed);
  }

  return {
    charge,
    release,
    drop: (feed) => {
      if (paused.has(feed)) resume(feed);
      release();
    },
  };
}
