import type { MedianEstimate } from './estimate.ts';
import { CROSSING_TOLERANCE, undefinedEstimate } from './estimate.ts';
import type { IncidenceCurve } from './incidence.ts';

/**
 * First time at which half of all units have had the event of interest, competing events counted as never having it
 * (not the median among those who had it). Often `not_reached`. Interval by inverting the log–log band: low and high
 * are the first times where the upper and the lower band are >= 0.5.
 */
export function medianIncidence(curve: IncidenceCurve): MedianEstimate {
  if (curve.reason) return undefinedEstimate(curve.reason, curve.n);
  const half = 0.5 - CROSSING_TOLERANCE;
  const value = curve.steps.find((step) => step.incidence >= half)?.time;
  const low = curve.steps.find((step) => step.band && step.band.high >= half)?.time ?? null;
  const high = curve.steps.find((step) => step.band && step.band.low >= half)?.time ?? null;
  const noLimits = low === null && high === null;
  const ci = noLimits ? null : { low, high, level: curve.level, method: 'brookmeyer_crowley_log_log' as const };
  if (value === undefined) return { value: null, n: curve.n, ci, reason: 'not_reached' };
  return noLimits ? { value, n: curve.n, ci: null, reason: 'too_few_units' } : { value, n: curve.n, ci };
}
