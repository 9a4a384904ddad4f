/** Looks regularly whether anything moves that should, and has the client made anew when it does not. */
import type { Trouble } from './chunk-work.ts';
import type { LogLogger } from './log-logger.ts';
import { createStallWatch, type Standing } from './stall-watch.ts';

export type StallGuardDeps = {
  stallMs: number;
  /** All assigned partitions: stored up to where, and where the log ends. */
  standings(): Promise<Standing[]>;
  /** Since when a chunk has been on its way into the store; Infinity for none. */
  storingSinceMs(): number;
  /** An error is known already that explains a standstill. */
  isExplained(): boolean;
  /** Makes the client anew. */
  recreate(): Promise<void>;
  logger: LogLogger;
  now?: () => number;
};

const LOOKS_A_STALL = 4;

export function createStallGuard({ stallMs, logger, now = Date.now, ...deps }: StallGuardDeps) {
  const watch = createStallWatch(stallMs);
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let stalls = 0;
  let trouble: Trouble | undefined;

  function report(code: string, message: string): void {
    trouble = { code, message, attempts: stalls, sinceMs: trouble?.sinceMs ?? now() };
  }

  async function lookForStall(): Promise<void> {
    if (deps.isExplained()) return watch.reset();
    if (now() - deps.storingSinceMs() >= stallMs) {
      // Another client would have to wait for the same store.
      watch.reset();
      return report('STORE_HANGS', 'a chunk has been on its way into the store for very long');
    }
    const standings = await deps.standings();
    if (standings.every(({ position, end }) => position >= end)) trouble = undefined;
    if (!watch.look(standings, now())) return;
    watch.reset();
    stalls += 1;
    report('STALLED', `records are waiting and nothing moved for ${Math.round(stallMs / 1_000)} s`);
    logger.error({ stalls, stallMs }, 'records are waiting and nothing moves: making the Kafka client anew');
    await deps.recreate();
  }

  /** One look; the timer's. Never rejects. */
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      await lookForStall();
    } catch (error) {
      // The log does not answer, which explains everything and is said elsewhere.
      watch.reset();
      logger.debug({ err: error }, 'looking for a stall failed');
    } finally {
      looking = false;
    }
  }

  function start(): void {
    timer ??= setInterval(() => void look(), stallMs / LOOKS_A_STALL).unref();
  }

  return {
    start,
    stop: () => clearInterval(timer),
    look,
    /** A chunk was stored: whatever stood still moves again. */
    moved: () => {
      trouble = undefined;
    },
    trouble: () => trouble,
    stalls: () => stalls,
  };
}
