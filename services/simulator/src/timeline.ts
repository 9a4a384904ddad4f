/** Programme days to instants. A life is drawn in days since the programme's start; people act in working hours. */
import { SimulationOptionError } from './model.ts';

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const OPENS_MS = 8 * HOUR_MS;
const OPEN_MS = 10 * HOUR_MS;

export type Timeline = { startMs: number; endMs: number; days: number; instant(day: number): number };

/** `start` and `end` (the horizon: nothing is known later) as dates such as 2026-11-01, at midnight UTC. */
export function createTimeline(start: string, end: string): Timeline {
  const startMs = midnight(start);
  const endMs = midnight(end);
  const days = (endMs - startMs) / DAY_MS;
  if (days < 60) throw new SimulationOptionError('end must be at least 60 days after start');
  /**
   * Presses each day into 08:00–18:00 UTC. Order is kept, and so is whether a whole number of days has passed between
   * two instants: survival at whole days, and anything else that compares with them, is exactly that of the hazards.
   */
  function instant(day: number): number {
    const midnightBefore = Math.floor(day);
    // The difference rounds to a whole day just before midnight; that instant is still before closing time.
    const intoDay = Math.min(Math.floor((day - midnightBefore) * OPEN_MS), OPEN_MS - 1);
    return startMs + midnightBefore * DAY_MS + OPENS_MS + intoDay;
  }
  return { startMs, endMs, days, instant };
}

function midnight(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new SimulationOptionError(`${date} is not a date such as 2026-11-01`);
  return ms;
}
