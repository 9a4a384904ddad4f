/** Waiting longer and longer between attempts, without end: an outage of hours only delays. */
import { setTimeout as sleep } from 'node:timers/promises';

export type BackoffOptions = { initialMs: number; maxMs: number; random?: () => number };

/** Milliseconds to wait before attempt `attempt` (from 1): doubling up to `maxMs`, with the upper half random. */
export function backoffMs(attempt: number, { initialMs, maxMs, random = Math.random }: BackoffOptions): number {
  const ceiling = Math.min(maxMs, initialMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}

/** Resolves after `ms`, or at once when the signal fires. Never rejects: the caller looks at its own state. */
export async function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch {
    // Only an abort ends the wait early.
  }
}
