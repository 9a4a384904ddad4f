import { tCritical } from './critical-value.ts';
import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';

/** `variance` is the sample variance (divisor n − 1; `varSamp` in SQL), null where n < 2. */
export type MeanSummary = { n: number; mean: number | null; variance: number | null };

/**
 * Arithmetic mean with Student's t interval, n − 1 degrees of freedom. n = 0: `no_units`. n = 1: the value without an
 * interval, `too_few_units`. All values equal: no interval, `zero_variance`; an interval of no width would claim
 * certainty that a handful of equal answers does not give.
 */
export function mean({ n, mean: value, variance }: MeanSummary, level = DEFAULT_LEVEL): Estimate {
  if (!isCount(n) || !isLevel(level)) return undefinedEstimate('invalid_input', n);
  if (n === 0) return undefinedEstimate('no_units', 0);
  if (value === null || !Number.isFinite(value)) return undefinedEstimate('invalid_input', n);
  if (n < 2) return { value, n, ci: null, reason: 'too_few_units' };
  if (!isCount(variance)) return undefinedEstimate('invalid_input', n);
  // Databases take the variance as a difference of sums: equal values leave rounding dust of this size.
  if (variance <= value * value * 1e-14) return { value, n, ci: null, reason: 'zero_variance' };
  const half = tCritical(level, n - 1) * Math.sqrt(variance / n);
  return { value, n, ci: { low: value - half, high: value + half, level, method: 'student_t' } };
}
