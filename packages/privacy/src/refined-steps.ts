/** Which further points of a curve may be shown between those that are told already. */
import { isCrowd, MONTH } from './merged-steps.ts';

/** What is, or would be, told by a day. `counts`: running numbers of units, one for each way of leaving the watch that could be told apart. */
export type ToldDay = { readonly day: number; readonly counts: readonly number[] };

/** A point that could be shown. `atRisk`: units that are still watched. */
type Candidate = ToldDay & { readonly atRisk: number };

/** Whether between two days nobody, or k and more, left the watch in each of the ways. */
export const isCrowdedBetween = (before: ToldDay, after: ToldDay, k: number): boolean =>
  before.counts.every((count, way) => isCrowd((after.counts[way] ?? count) - count, k));

/**
 * The candidates to show, in order of time at fixed days, beside what is told already (`told`: day 0, points that everybody sees, a median, and
 * the totals at day Infinity). Each lies a month or more from everything told, and between it and any of that nobody or at least k left in each
 * way: so that no two numbers side by side tell of fewer. Cut where fewer than k are at risk.
 */
export function refinedSteps<Point extends Candidate>(
  candidates: readonly Point[],
  told: readonly ToldDay[],
  k: number,
): Point[] {
  const shown: Point[] = [];
  const all: ToldDay[] = [...told];
  for (const point of candidates) {
    if (point.atRisk < k) break;
    // Against all, not only its neighbours: of a day of which little is told, few may have left before it.
    const mayStandBeside = (one: ToldDay) =>
      Math.abs(one.day - point.day) >= MONTH &&
      (one.day < point.day ? isCrowdedBetween(one, point, k) : isCrowdedBetween(point, one, k));
    if (!all.every(mayStandBeside)) continue;
    shown.push(point);
    all.push(point);
  }
  return shown;
}
