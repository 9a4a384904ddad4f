import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import { StackError } from './stack-error.ts';

const POLL_MS = 50;

/**
 * Runs `work` while holding the lock file, which other processes wait for. A lock whose holder has died is taken over.
 * `onWait` is called once if there is something to wait for.
 */
export async function withLock<T>(
  file: string,
  options: { waitMs: number; onWait?: () => void },
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const deadline = Date.now() + options.waitMs;
  let told = false;
  while (!tryLock(file)) {
    if (Date.now() > deadline) {
      throw new StackError('STACK_LOCKED', `${file} is held by another start; wait for it, or stop that process`, {
        retriable: true,
      });
    }
    if (!told) options.onWait?.();
    told = true;
    await pause(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

let locks = 0;

function tryLock(file: string): boolean {
  locks += 1;
  const own = `${file}.${process.pid}.${locks}`;
  // Written aside and linked into place, so that nobody ever reads a lock without its holder.
  writeFileSync(own, JSON.stringify(identify(process.pid)));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    dropIfAbandoned(file, own);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function dropIfAbandoned(file: string, own: string): void {
  const holder = readHolder(file);
  if (holder === undefined || isAlive(holder)) return;
  // Two may find it abandoned at once: it is moved aside and looked at again, and put back if it had changed hands.
  const aside = `${own}.abandoned`;
  try {
    renameSync(file, aside);
    const moved = readHolder(aside);
    if (moved !== undefined && isAlive(moved)) linkSync(aside, file);
  } catch {
    // Another process was quicker; the next try sees what it made.
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(file: string): ProcessIdentity | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed)) return undefined;
    const startTicks = 'startTicks' in parsed ? Number(parsed.startTicks) : undefined;
    return { pid: Number(parsed.pid), startTicks };
  } catch {
    return undefined;
  }
}
