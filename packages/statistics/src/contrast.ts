import upperGamma from '@stdlib/math-base-special-gammainc';
import { normalCritical } from './critical-value.ts';
import { DEFAULT_LEVEL, type Estimate, isLevel, undefinedEstimate } from './estimate.ts';

/** A number with its limits, whatever estimator they come from, and the units behind it. */
export type Side = { value: number; low: number; high: number; n: number };

function refuse({ value, low, high, n }: Side): boolean {
  return ![value, low, high, n].every(Number.isFinite) || low > value || high < value;
}

/**
 * Difference of two independent estimates, first minus second, from their own intervals (MOVER: Zou & Donner 2008).
 * Of two shares with Wilson limits this is Newcombe's method 10. Both sides' limits must be of this level.
 */
export function estimateDifference(first: Side, second: Side, level = DEFAULT_LEVEL): Estimate {
  const n = first.n + second.n;
  if (refuse(first) || refuse(second) || !isLevel(level)) return undefinedEstimate('invalid_input', n);
  const value = first.value - second.value;
  const low = value - Math.hypot(first.value - first.low, second.high - second.value);
  const high = value + Math.hypot(first.high - first.value, second.value - second.low);
  return { value, n, ci: { low, high, level, method: 'mover' } };
}

/**
 * Ratio of two independent estimates, first over second, from their own intervals (MOVER-R: Donner & Zou 2012, eq. 8 and 9).
 * Both must be positive and the second's lower limit above 0, else the ratio has no upper limit: `no_events`.
 */
export function estimateRatio(first: Side, second: Side, level = DEFAULT_LEVEL): Estimate {
  const n = first.n + second.n;
  if (refuse(first) || refuse(second) || !isLevel(level)) return undefinedEstimate('invalid_input', n);
  if (second.value <= 0 || first.value < 0) return undefinedEstimate('no_events', n);
  const value = first.value / second.value;
  if (second.low <= 0 || first.low < 0) return { value, n, ci: null, reason: 'no_events' };
  const product = first.value * second.value;
  const root = (of: number, by: number) =>
    Math.sqrt(Math.max(0, product ** 2 - of * by * (2 * first.value - of) * (2 * second.value - by)));
  const low = (product - root(first.low, second.high)) / (second.high * (2 * second.value - second.high));
  const high = (product + root(first.high, second.low)) / (second.low * (2 * second.value - second.low));
  // Beyond twice its value the second's upper limit turns the formula over: no lower limit but 0 can be told.
  const bounded = second.high < 2 * second.value ? low : 0;
  return { value, n, ci: { low: Math.min(bounded, value), high: Math.max(high, value), level, method: 'mover_ratio' } };
}

/**
 * Two-sided p value that an interval of a difference implies: normal, with the standard error of the side that faces 0.
 * For ranking many gaps (Benjamini–Hochberg), not for a verdict. Null where there is no interval.
 */
export function impliedP(difference: Estimate): { p: number } | null {
  const { value, ci } = difference;
  if (value === null || ci === null) return null;
  const half = value >= 0 ? value - ci.low : ci.high - value;
  if (half <= 0) return null;
  const z = (Math.abs(value) / half) * normalCritical(ci.level);
  // Q(1/2, z²/2) is the two-sided normal tail, computed as a tail.
  return { p: upperGamma((z * z) / 2, 0.5, true, true) };
}

/** Standard error that an interval implies: its width over twice the critical value. */
export function impliedStandardError({ low, high }: { low: number; high: number }, level = DEFAULT_LEVEL): number {
  return (high - low) / (2 * normalCritical(level));
}

/**
 * Smallest difference that such a comparison would find with this power at this two-sided level:
 * (z of the level + z of the power) × the standard error of the difference.
 */
export function detectableDifference(standardError: number, power = 0.8, level = DEFAULT_LEVEL): number {
  return (normalCritical(level) + normalCritical(2 * power - 1)) * standardError;
}
