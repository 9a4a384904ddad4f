import type { UndefinedReason } from './estimate.ts';
import { isCount } from './estimate.ts';
import { type MeanSummary, mean } from './mean.ts';
import type { ProportionSummary } from './proportion.ts';
import { isShare } from './proportion-ratio.ts';

/** A difference in standard deviations: how far two groups are apart before anything happened. No interval: it is a distance. */
export type Standardised = { value: number; reason?: never } | { value: null; reason: UndefinedReason };

/**
 * (treated − control) / √((s₁² + s₂²)/2) (Austin 2009). An empty group `no_units`, one of one unit `too_few_units`; all alike in
 * both: 0 where the means are equal, else null, `zero_variance`.
 */
export function standardisedMeanDifference(treated: MeanSummary, control: MeanSummary): Standardised {
  const missing = [treated, control]
    .map((group) => mean(group).reason)
    .find((reason) => reason !== 'zero_variance' && reason);
  if (missing) return { value: null, reason: missing };
  return standardised((treated.mean ?? 0) - (control.mean ?? 0), treated.variance ?? 0, control.variance ?? 0);
}

/** The same for a share: (p₁ − p₂) / √((p₁q₁ + p₂q₂)/2). */
export function standardisedShareDifference(treated: ProportionSummary, control: ProportionSummary): Standardised {
  if (!isShare(treated) || !isShare(control)) return { value: null, reason: 'invalid_input' };
  if (treated.n === 0 || control.n === 0) return { value: null, reason: 'no_units' };
  const [p1, p2] = [treated.k / treated.n, control.k / control.n];
  return standardised(p1 - p2, p1 * (1 - p1), p2 * (1 - p2));
}

/** A difference by the root of the average of two variances. */
export function standardised(difference: number, one: number, two: number): Standardised {
  if (difference === 0) return { value: 0 };
  const spread = Math.sqrt((one + two) / 2);
  return spread > 0 ? { value: difference / spread } : { value: null, reason: 'zero_variance' };
}

/** Counts as the mean and variance of a value that is 1 or 0. */
export function shareAsMean({ n, k }: ProportionSummary): MeanSummary {
  if (!isCount(n) || n === 0) return { n, mean: null, variance: null };
  return { n, mean: k / n, variance: n < 2 ? null : (k * (n - k)) / (n * (n - 1)) };
}
