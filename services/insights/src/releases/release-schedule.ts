/** When releases are due: by the clock of the day, so that every process and every restart means the same instants. */

const HOUR_MS = 3_600_000;
const FIRST_HOUR = 2;

/** The last instant at or before `now` (epoch milliseconds) at which one was due: 02:00 UTC, and every so many hours from there. */
export function lastDue(now: number, everyHours: number): number {
  const [first, every] = [FIRST_HOUR * HOUR_MS, everyHours * HOUR_MS];
  return Math.floor((now - first) / every) * every + first;
}
