import { estimateDifference } from './contrast.ts';
import { normalCritical } from './critical-value.ts';
import type { Estimate, KnownEstimate } from './estimate.ts';
import { DEFAULT_LEVEL, undefinedEstimate } from './estimate.ts';
import { type NpsSummary, nps } from './nps.ts';

/**
 * Difference of two independent net promoter scores, first minus second, in points: variances added, cut to ±200. Where a
 * group's answers fall in one category its variance is 0, so that the difference is made from both intervals (`mover`).
 */
export function npsDifference(first: NpsSummary, second: NpsSummary, level = DEFAULT_LEVEL): Estimate {
  const [one, two] = [nps(first, level), nps(second, level)];
  const n = one.n + two.n;
  if (one.value === null || one.ci === null) return undefinedEstimate(one.reason, n);
  if (two.value === null || two.ci === null) return undefinedEstimate(two.reason, n);
  if (one.ci.method !== 'nps_wald' || two.ci.method !== 'nps_wald') {
    return estimateDifference(sideOf(one, one.ci), sideOf(two, two.ci), level);
  }
  const value = one.value - two.value;
  const half = 100 * normalCritical(level) * Math.sqrt(variance(first) + variance(second));
  const [low, high] = [Math.max(-200, value - half), Math.min(200, value + half)];
  return { value, n, ci: { low, high, level, method: 'nps_wald' } };
}

function sideOf({ value, n }: KnownEstimate, { low, high }: { low: number; high: number }) {
  return { value, n, low, high };
}

function variance({ n, promoters, detractors }: NpsSummary): number {
  const [p, d] = [promoters / n, detractors / n];
  return (p + d - (p - d) ** 2) / n;
}
