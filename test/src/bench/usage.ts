/** What a process costs, as Linux counts it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

// Clock ticks a second: the same on every Linux that Node runs on.
const TICKS_PER_SECOND = 100;

/** CPU seconds (user and system, all threads) and peak resident memory in MB. */
export type Usage = { cpuSeconds: number; peakMb: number };

const peakPattern = /VmHWM:\s+(\d+) kB/;

/** What the process has used so far; throws when there is no such process. */
export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name before it may hold blanks, so fields are counted from behind its bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const peakKb = Number(peakPattern.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);
  return { cpuSeconds: ticks / TICKS_PER_SECOND, peakMb: peakKb / 1024 };
}

/** Lets the peak be counted from now on. */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** Whether this system tells what processes cost. */
export const usageIsTold = (): boolean => existsSync('/proc/self/clear_refs');
