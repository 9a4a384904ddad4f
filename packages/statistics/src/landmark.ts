import type { SurvivalRow } from './survival.ts';

/** `rows`: units still there after the landmark, their clock restarted at it; the others by how they left before. */
export type Landmark = { rows: SurvivalRow[]; ended: number; censored: number };

/**
 * The units with time > `day`, with time counted from that day. Groups that are formed by something that happens on the
 * way (a first meeting within 30 days) are compared fairly only from a landmark on: counted from the start, the group
 * would be given the time it needed to qualify (immortal time).
 */
export function landmark(rows: readonly SurvivalRow[], day: number): Landmark {
  const later = rows.filter((row) => row.time > day);
  const earlier = rows.filter((row) => row.time <= day);
  return {
    rows: later.map((row) => ({ ...row, time: row.time - day })),
    ended: earlier.reduce((sum, row) => sum + row.ended, 0),
    censored: earlier.reduce((sum, row) => sum + row.censored, 0),
  };
}
