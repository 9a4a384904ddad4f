import { normalCritical } from './critical-value.ts';
import type { Estimate, Interval, Method } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';
import type { ProportionSummary } from './proportion.ts';

/**
 * Relative risk p₁/p₂ with Katz's log interval (Katz et al. 1978), nothing added to empty cells. Empty group: `no_units`. None
 * in the second: null, `no_events`; none in the first: 0 without interval; all in both: `zero_variance`.
 */
export function riskRatio(first: ProportionSummary, second: ProportionSummary, level = DEFAULT_LEVEL): Estimate {
  const n = first.n + second.n;
  if (!isShare(first) || !isShare(second) || !isLevel(level)) return undefinedEstimate('invalid_input', n);
  if (first.n === 0 || second.n === 0) return undefinedEstimate('no_units', n);
  if (second.k === 0) return undefinedEstimate('no_events', n);
  const value = (first.k * second.n) / (first.n * second.k);
  if (first.k === 0) return { value, n, ci: null, reason: 'no_events' };
  const variance = (first.n - first.k) / (first.k * first.n) + (second.n - second.k) / (second.k * second.n);
  return onLogScale({ value, n, variance, level, method: 'katz_log' });
}

/** Odds ratio with Woolf's log interval (Woolf 1955). Any empty cell: no interval; 0 in the denominator: null, `no_events`. */
export function oddsRatio(first: ProportionSummary, second: ProportionSummary, level = DEFAULT_LEVEL): Estimate {
  const n = first.n + second.n;
  if (!isShare(first) || !isShare(second) || !isLevel(level)) return undefinedEstimate('invalid_input', n);
  if (first.n === 0 || second.n === 0) return undefinedEstimate('no_units', n);
  const [a, b, c, d] = [first.k, first.n - first.k, second.k, second.n - second.k];
  if (b * c === 0) return undefinedEstimate('no_events', n);
  const value = (a * d) / (b * c);
  if (value === 0) return { value, n, ci: null, reason: 'no_events' };
  return onLogScale({ value, n, variance: 1 / a + 1 / b + 1 / c + 1 / d, level, method: 'woolf_log' });
}

/** A positive value with its interval by the delta method on the log scale; variance 0: none. */
export function onLogScale(
  ratio: { value: number; n: number; variance: number } & Pick<Interval, 'level'> & { method: Method },
): Estimate {
  const { value, n, variance, level, method } = ratio;
  if (variance === 0) return { value, n, ci: null, reason: 'zero_variance' };
  const factor = Math.exp(normalCritical(level) * Math.sqrt(variance));
  return { value, n, ci: { low: value / factor, high: value * factor, level, method } };
}

/** Whether k of n is possible. */
export function isShare({ n, k }: ProportionSummary): boolean {
  return isCount(n) && isCount(k) && k <= n;
}
