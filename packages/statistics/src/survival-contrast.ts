import { normalCritical } from './critical-value.ts';
import type { Estimate } from './estimate.ts';
import { undefinedEstimate } from './estimate.ts';
import { countPassed, type SurvivalCurve, survivalAt } from './survival.ts';
import { areaTo, restrictedMean } from './survival-summary.ts';

/**
 * Difference of two survival curves at a day, first minus second: Greenwood's variances added, normal interval cut to ±1. A day
 * that either curve does not reach: `follow_up_too_short`. A curve still at 1, or at 0, has no variance there: no
 * interval, `no_events` or `everyone_ended`. Levels of the curves must be one.
 */
export function survivalDifference(first: SurvivalCurve, second: SurvivalCurve, day: number): Estimate {
  const n = first.n + second.n;
  const [one, two] = [survivalAt(first, day), survivalAt(second, day)];
  if (first.level !== second.level) return undefinedEstimate('invalid_input', n);
  if (one.survival === null) return undefinedEstimate(one.reason ?? 'no_units', n);
  if (two.survival === null) return undefinedEstimate(two.reason ?? 'no_units', n);
  const value = one.survival - two.survival;
  const both = [one.survival, two.survival];
  if (both.includes(0)) return { value, n, ci: null, reason: 'everyone_ended' };
  if (both.includes(1)) return { value, n, ci: null, reason: 'no_events' };
  const variance = one.survival ** 2 * greenwoodAt(first, day) + two.survival ** 2 * greenwoodAt(second, day);
  const half = normalCritical(first.level) * Math.sqrt(variance);
  const [low, high] = [Math.max(-1, value - half), Math.min(1, value + half)];
  return { value, n, ci: { low, high, level: first.level, method: 'greenwood_normal' } };
}

/**
 * Difference of restricted means up to `tau`, first minus second, variances added (Royston & Parmar 2013), cut to ±tau. tau
 * beyond the shorter curve: `follow_up_too_short`; a group without spread: no interval, `zero_variance`.
 */
export function restrictedMeanDifference(first: SurvivalCurve, second: SurvivalCurve, tau: number): Estimate {
  const n = first.n + second.n;
  const [one, two] = [restrictedMean(first, tau), restrictedMean(second, tau)];
  if (first.level !== second.level) return undefinedEstimate('invalid_input', n);
  if (one.value === null) return undefinedEstimate(one.reason, n);
  if (two.value === null) return undefinedEstimate(two.reason, n);
  const value = one.value - two.value;
  const [before, after] = [areaTo(first, tau).variance, areaTo(second, tau).variance];
  if (before === 0 || after === 0) return { value, n, ci: null, reason: 'zero_variance' };
  const half = normalCritical(first.level) * Math.sqrt(before + after);
  const [low, high] = [Math.max(-tau, value - half), Math.min(tau, value + half)];
  return { value, n, ci: { low, high, level: first.level, method: 'greenwood_normal' } };
}

function greenwoodAt(curve: SurvivalCurve, day: number): number {
  return curve.steps[countPassed(curve.steps, day) - 1]?.greenwood ?? 0;
}
