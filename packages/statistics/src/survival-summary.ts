import { normalCritical } from './critical-value.ts';
import type { Estimate, MedianEstimate } from './estimate.ts';
import { CROSSING_TOLERANCE, isCount, undefinedEstimate } from './estimate.ts';
import type { SurvivalCurve } from './survival.ts';

/**
 * Median time: the first time with survival <= 0.5 (where R takes the midpoint of a flat stretch at exactly 0.5),
 * else `not_reached`. Interval by inverting the curve's log–log band (Brookmeyer & Crowley 1982): low and high are
 * the first times where the lower and the upper band are <= 0.5. The band does not exist at survival 0, so a limit
 * that would only be crossed there stays null, as in R.
 */
export function medianSurvival(curve: SurvivalCurve): MedianEstimate {
  if (curve.reason) return undefinedEstimate(curve.reason, curve.n);
  const half = 0.5 + CROSSING_TOLERANCE;
  const value = curve.steps.find((step) => step.survival <= half)?.time;
  const low = curve.steps.find((step) => step.band && step.band.low <= half)?.time ?? null;
  const high = curve.steps.find((step) => step.band && step.band.high <= half)?.time ?? null;
  const noLimits = low === null && high === null;
  const ci = noLimits ? null : { low, high, level: curve.level, method: 'brookmeyer_crowley_log_log' as const };
  if (value === undefined) return { value: null, n: curve.n, ci, reason: 'not_reached' };
  return noLimits ? { value, n: curve.n, ci: null, reason: 'too_few_units' } : { value, n: curve.n, ci };
}

/**
 * Restricted mean: the area under the curve from 0 to `tau`, in the unit of time (days). Variance of the estimate
 * Σ A_i² d_i / (n_i (n_i − d_i)), A_i the area from t_i to tau (Klein & Moeschberger §4.5); normal interval, cut to
 * [0, tau]. `follow_up_too_short` when tau lies beyond the last time, unless survival had reached 0 by then.
 */
export function restrictedMean(curve: SurvivalCurve, tau: number): Estimate {
  if (curve.reason) return undefinedEstimate(curve.reason, curve.n);
  if (!isCount(tau)) return undefinedEstimate('invalid_input', curve.n);
  const last = curve.steps.at(-1);
  if (last && tau > last.time && last.survival > 0) return undefinedEstimate('follow_up_too_short', curve.n);
  const { area, variance } = areaTo(curve, tau);
  if (variance === 0) return { value: area, n: curve.n, ci: null, reason: 'zero_variance' };
  const half = normalCritical(curve.level) * Math.sqrt(variance);
  const low = Math.max(0, area - half);
  const high = Math.min(tau, area + half);
  return { value: area, n: curve.n, ci: { low, high, level: curve.level, method: 'greenwood_normal' } };
}

/** Area to tau and its variance. Walks back from tau, so that the area from each time to tau is at hand when its variance term needs it. */
export function areaTo(curve: SurvivalCurve, tau: number): { area: number; variance: number } {
  let area = 0;
  let variance = 0;
  let right = tau;
  for (const step of curve.steps.filter(({ time }) => time < tau).reverse()) {
    area += step.survival * (right - step.time);
    // Where all end at once nothing lies to the right: A_i is 0 and so is the term.
    if (step.ended < step.atRisk) {
      variance += (area * area * step.ended) / (step.atRisk * (step.atRisk - step.ended));
    }
    right = step.time;
  }
  return { area: area + right, variance };
}
