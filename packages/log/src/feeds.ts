/** The feeds of all partitions that are read in a membership, and what becomes of their workers. */
import { backoffMs, waitFor } from './backoff.ts';
import type { Trouble } from './chunk-work.ts';
import type { PartitionProgress } from './consumer-options.ts';
import { isOwnershipLost } from './log-error.ts';
import type { LogLogger } from './log-logger.ts';
import type { Member } from './membership.ts';
import { createMemoryBudget } from './memory-budget.ts';
import type { FeedOptions, PartitionFeed } from './partition-feed.ts';

/** What a feed tells of itself. */
export type FeedHooks = Pick<FeedOptions, 'onRoom' | 'onStored'>;

/** Reads where the partition's owner begins, and makes its feed. */
type OpenFeed = (hooks: FeedHooks) => Promise<PartitionFeed>;

type Place = { topic: string; partition: number };

export type FeedsDeps = {
  maxBufferedBytes: number;
  /** Makes kafkajs fetch from this offset next. */
  seek(topic: string, partition: number, offset: bigint): void;
  onTrouble(topic: string, partition: number, trouble: Trouble | undefined): void;
  onFatal(error: unknown): void;
  onStored(): void;
  logger: LogLogger;
};

type Held = { feed: PartitionFeed; member: Member };

const REOPEN = { initialMs: 200, maxMs: 5_000 };

const keyOf = ({ topic, partition }: Place) => `${topic}/${partition}`;

// Faults of the log itself can be got over by reading the committed position again; anything else came from storing.
function isKafkaFault(error: unknown): boolean {
  const fault = error as Error & { retriable?: boolean };
  return fault.name.startsWith('KafkaJS') || (fault.name === 'LogError' && fault.retriable === true);
}

/** Runs a feed's worker, and sees to what it ends with. */
function createSupervision(deps: FeedsDeps, forget: (key: string, held: Held) => void) {
  const faults = new Map<string, number>();

  async function getOver(key: string, { feed, member }: Held, error: Error & { code?: string }): Promise<void> {
    const { topic, partition } = feed;
    const attempts = (faults.get(key) ?? 0) + 1;
    faults.set(key, attempts);
    const { code = error.name, message } = error;
    if (attempts === 1) deps.logger.warn({ topic, partition, code, reason: message }, 'reading the partition again');
    deps.onTrouble(topic, partition, { code, message, attempts, sinceMs: Date.now() });
    await waitFor(backoffMs(attempts, REOPEN), member.ending.signal);
    deps.onTrouble(topic, partition, undefined);
    if (!member.ending.signal.aborted) deps.seek(topic, partition, feed.committed());
  }

  async function superviseFeed(key: string, held: Held): Promise<void> {
    const { feed, member } = held;
    try {
      await feed.run();
      forget(key, held);
    } catch (error) {
      forget(key, held);
      deps.onTrouble(feed.topic, feed.partition, undefined);
      // The chunks in flight may finish, the group waits for them; nothing new is begun.
      if (isOwnershipLost(error)) return member.ending.abort(error);
      if (!isKafkaFault(error)) return deps.onFatal(error);
      await getOver(key, held, error as Error);
    }
  }

  return { superviseFeed, over: (key: string) => void faults.delete(key) };
}

export function createFeeds(deps: FeedsDeps) {
  const feeds = new Map<string, Held>();
  const opening = new Map<string, Promise<Held>>();
  const running = new Map<string, Promise<void>>();
  const { superviseFeed, over } = createSupervision(deps, forget);
  const budget = createMemoryBudget(deps.maxBufferedBytes, function* held() {
    for (const { feed } of feeds.values()) yield feed;
  });

  function onStored(key: string): void {
    over(key);
    deps.onStored();
  }

  function forget(key: string, held: Held): void {
    if (feeds.get(key) === held) feeds.delete(key);
    budget.drop(held.feed);
  }

  // Two workers of one partition never overlap, whatever happened to the membership of the first.
  function start(key: string, held: Held): void {
    const before = running.get(key) ?? Promise.resolve();
    const run = before.then(() => superviseFeed(key, held));
    running.set(key, run);
    void run.then(() => running.get(key) === run && running.delete(key));
  }

  async function openFeed(key: string, member: Member, open: OpenFeed): Promise<Held> {
    const held = { feed: await open({ onRoom: budget.release, onStored: () => onStored(key) }), member };
    if (!member.ending.signal.aborted) {
      feeds.set(key, held);
      start(key, held);
    }
    return held;
  }

  /** The partition's feed in this membership; made from the committed offset on first sight. */
  async function feedOf(place: Place, member: Member, open: OpenFeed): Promise<PartitionFeed> {
    const key = keyOf(place);
    const known = feeds.get(key);
    if (known?.member === member) return known.feed;
    const asked = `${key}/${member.generation}`;
    const pending = opening.get(asked) ?? openFeed(key, member, open);
    opening.set(asked, pending);
    try {
      return (await pending).feed;
    } finally {
      opening.delete(asked);
    }
  }

  /** Resolves when no worker is at work any more, or after `ms`. */
  async function drained(ms: number): Promise<void> {
    const patience = new AbortController();
    const all = Promise.all(running.values()).then(() => patience.abort());
    await Promise.race([all, waitFor(ms, patience.signal)]);
    patience.abort();
  }

  function progress(member: Member): PartitionProgress[] {
    const own = [...feeds.values()].filter((held) => held.member === member);
    return own.map(({ feed }) => ({
      topic: feed.topic,
      partition: feed.partition,
      position: feed.committed(),
      highWatermark: feed.highWatermark(),
    }));
  }

  return {
    feedOf,
    drained,
    progress,
    /** Pauses the partition when too much is held. */
    charge: budget.charge,
    /** Since when the chunk that has been on its way longest is being stored. */
    storingSinceMs: () =>
      Math.min(...[...feeds.values()].map(({ feed }) => feed.storingSinceMs() ?? Number.POSITIVE_INFINITY)),
  };
}
