import { readFileSync } from 'node:fs';

/** A process, told from a later one with the same pid by the moment it started (clock ticks since boot; Linux only). */
export type ProcessIdentity = { pid: number; startTicks: number | undefined };

type Stat = { state: string; startTicks: number };

// The name in brackets may hold blanks and brackets itself, so fields are counted from the last bracket.
function readStat(pid: number): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state: fields[0] ?? '?', startTicks: Number(fields[19]) };
  } catch {
    return undefined;
  }
}

/** The identity of a running process. */
export function identify(pid: number): ProcessIdentity {
  return { pid, startTicks: readStat(pid)?.startTicks };
}

/** Whether exactly this process still runs; a zombie does not. */
export function isAlive(identity: ProcessIdentity): boolean {
  const stat = readStat(identity.pid);
  if (stat !== undefined) return stat.state !== 'Z' && stat.startTicks === identity.startTicks;
  if (process.platform === 'linux') return false;
  try {
    process.kill(identity.pid, 0);
    return true;
  } catch {
    return false;
  }
}
