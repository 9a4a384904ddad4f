import { describe, expect, it } from 'vitest';
import { silentLogger } from './log-logger.ts';
import { createStallGuard, type StallGuardDeps } from './stall-guard.ts';
import type { Standing } from './stall-watch.ts';

const STALL_MS = 60_000;

function createScene(overrides: Partial<StallGuardDeps> = {}) {
  let now = 0;
  let standing: Standing = { key: 't/0', position: 5n, end: 9n };
  const recreated: number[] = [];
  const guard = createStallGuard({
    stallMs: STALL_MS,
    standings: async () => [standing],
    storingSinceMs: () => Number.POSITIVE_INFINITY,
    isExplained: () => false,
    recreate: async () => void recreated.push(now),
    logger: silentLogger(),
    now: () => now,
    ...overrides,
  });
  async function lookFor(ms: number, changing: (at: number) => void = () => undefined): Promise<void> {
    for (const until = now + ms; now < until; ) {
      now += STALL_MS / 4;
      changing(now);
      await guard.look();
    }
  }
  return { guard, recreated, lookFor, set: (next: Partial<Standing>) => (standing = { ...standing, ...next }) };
}

describe('stall guard', () => {
  it('has the client made anew when records wait and nothing moves, counts it, and says so until it moves', async () => {
    const { guard, recreated, lookFor } = createScene();
    await lookFor(STALL_MS);
    expect(recreated).toEqual([]);
    await lookFor(STALL_MS / 4);
    expect(recreated).toHaveLength(1);
    expect([guard.stalls(), guard.trouble()?.code]).toEqual([1, 'STALLED']);
    guard.moved();
    expect(guard.trouble()).toBeUndefined();
  });

  it('gives the new client as long again before it makes another', async () => {
    const { recreated, lookFor } = createScene();
    await lookFor(STALL_MS * 4);
    expect(recreated).toHaveLength(3);
  });

  it('does not take a quiet topic for a stall, nor the first record after hours of quiet', async () => {
    const { recreated, lookFor, set } = createScene();
    set({ position: 9n });
    await lookFor(STALL_MS * 100);
    set({ end: 10n });
    await lookFor(STALL_MS);
    set({ position: 10n });
    await lookFor(STALL_MS * 10);
    expect(recreated).toEqual([]);
  });

  it('does not take a partition that lags but moves for a stall', async () => {
    const { recreated, lookFor, set } = createScene();
    await lookFor(STALL_MS * 10, (at) => set({ position: BigInt(at), end: BigInt(at) * 2n }));
    expect(recreated).toEqual([]);
  });

  it('leaves the client alone while something else explains the standstill', async () => {
    const failing = createScene({ isExplained: () => true });
    await failing.lookFor(STALL_MS * 10);
    const storing = createScene({ storingSinceMs: () => 0 });
    await storing.lookFor(STALL_MS * 10);
    const away = createScene({ standings: () => Promise.reject(new Error('away')) });
    await away.lookFor(STALL_MS * 10);
    expect([...failing.recreated, ...storing.recreated, ...away.recreated]).toEqual([]);
    expect(storing.guard.trouble()?.code).toBe('STORE_HANGS');
  });
});
