import { normalCritical } from './critical-value.ts';
import type { Estimate, Interval } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';
import { wilsonLimits } from './proportion.ts';

/** Answers on a 0–10 scale: `promoters` 9–10, `detractors` 0–6, the rest passives. Mergeable by adding. */
export type NpsSummary = { n: number; promoters: number; detractors: number };

/**
 * Net promoter score 100 (p − d) in points, with the Wald interval of variance (p + d − (p − d)²) / n (divisor n),
 * cut to [−100, 100]. When all answers fall in one category that variance is 0 and Wilson's limits stand in, see
 * `oneCategory`. No answers: `no_units`.
 */
export function nps({ n, promoters, detractors }: NpsSummary, level = DEFAULT_LEVEL): Estimate {
  const counts = isCount(n) && isCount(promoters) && isCount(detractors);
  if (!counts || promoters + detractors > n || !isLevel(level)) return undefinedEstimate('invalid_input', n);
  if (n === 0) return undefinedEstimate('no_units', 0);
  if ([promoters, detractors, n - promoters - detractors].includes(n)) {
    const value = (100 * (promoters - detractors)) / n;
    return { value, n, ci: oneCategory({ n, promoters, detractors }, level) };
  }
  const p = promoters / n;
  const d = detractors / n;
  const half = 100 * normalCritical(level) * Math.sqrt((p + d - (p - d) ** 2) / n);
  const value = 100 * (p - d);
  const low = Math.max(-100, value - half);
  const high = Math.min(100, value + half);
  return { value, n, ci: { low, high, level, method: 'nps_wald' } };
}

/**
 * All promoters: Wilson on p, in points, the unseen rest counted as passives; all detractors its mirror image. All
 * passives: as many unseen promoters (or detractors) as Wilson allows at 0 of n, on either side.
 */
function oneCategory({ n, promoters, detractors }: NpsSummary, level: number): Interval {
  const all = 100 * wilsonLimits({ n, k: n }, level).low;
  const none = 100 * wilsonLimits({ n, k: 0 }, level).high;
  if (promoters === n) return { low: all, high: 100, level, method: 'nps_wilson_on_promoters' };
  if (detractors === n) return { low: -100, high: -all, level, method: 'nps_wilson_on_detractors' };
  return { low: -none, high: none, level, method: 'nps_wilson_on_passives' };
}
