/** Which points of a curve may be shown: each step down is somebody's date, unless enough people share it. */

/** A point of a curve. ends: units that have ended by then (in any way that the curve tells); atRisk: those still watched. */
export type CurvePoint = { readonly day: number; readonly ends: number; readonly atRisk: number };

/** Days between points that may be told apart: a month. */
export const MONTH = 30;

/** Whether what happened between two points was nothing, or happened to k or more. */
export const isCrowd = (count: number, k: number) => count <= 0 || count >= k;

/**
 * The points to show, of points in order of time at fixed days: the curve is cut where fewer than k are at risk, points lie a month
 * or more apart, and between two of them, and before the first, nobody or at least k ended, and nobody or at least k left the
 * watch; a step of fewer is merged with the next. `n`: units at the start.
 */
export function mergedSteps<Point extends CurvePoint>(points: readonly Point[], n: number, k: number): Point[] {
  const shown: Point[] = [];
  let last: CurvePoint = { day: 0, ends: 0, atRisk: n };
  for (const point of points) {
    if (point.atRisk < k) break;
    const apart = point.day - last.day >= MONTH;
    if (!apart || !isCrowd(point.ends - last.ends, k) || !isCrowd(last.atRisk - point.atRisk, k)) continue;
    shown.push(point);
    last = point;
  }
  return shown;
}

/** Whether the p-quantile of n people's amounts may be shown: it is somebody's amount, so that k must lie on either side of 2k or more. */
export function isCrowdedQuantile(p: number, n: number, k: number): boolean {
  // 1 − 0.9 is a little less than 0.1.
  return n >= 2 * k && n * Math.min(p, 1 - p) >= k - 1e-9;
}
