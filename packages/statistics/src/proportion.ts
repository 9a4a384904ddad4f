import { normalCritical } from './critical-value.ts';
import type { Estimate, UndefinedEstimate } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';

/** `k` of `n` units have the property. Mergeable by adding. */
export type ProportionSummary = { n: number; k: number };

/**
 * Share k/n with Wilson's score interval, no continuity correction (Wilson 1927).
 * n = 0: `no_units`. At k = 0 the lower limit, at k = n the upper limit, is exactly 0 or 1.
 */
export function proportion(summary: ProportionSummary, level = DEFAULT_LEVEL): Estimate {
  const missing = refuse(summary, level);
  if (missing) return missing;
  const { n, k } = summary;
  return { value: k / n, n, ci: { ...wilsonLimits(summary, level), level, method: 'wilson' } };
}

/** Wilson's limits for n > 0; callers that need the limits for another estimate use this. */
export function wilsonLimits({ n, k }: ProportionSummary, level: number): { low: number; high: number } {
  const z = normalCritical(level);
  const p = k / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    // Rounding leaves 1e-17 here; an interval that excludes its own estimate by a rounding error is a lie.
    low: k === 0 ? 0 : (centre - half) / scale,
    high: k === n ? 1 : (centre + half) / scale,
  };
}

/**
 * Difference of two independent shares, first minus second, with Newcombe's hybrid score interval
 * (Newcombe 1998, method 10; no continuity correction). `n` is the total. An empty group: `no_units`.
 */
export function proportionDifference(
  first: ProportionSummary,
  second: ProportionSummary,
  level = DEFAULT_LEVEL,
): Estimate {
  const missing = refuse(first, level) ?? refuse(second, level);
  if (missing) return undefinedEstimate(missing.reason, first.n + second.n);
  const p1 = first.k / first.n;
  const p2 = second.k / second.n;
  const one = wilsonLimits(first, level);
  const two = wilsonLimits(second, level);
  const value = p1 - p2;
  const low = value - Math.hypot(p1 - one.low, two.high - p2);
  const high = value + Math.hypot(one.high - p1, p2 - two.low);
  return { value, n: first.n + second.n, ci: { low, high, level, method: 'newcombe_10' } };
}

function refuse({ n, k }: ProportionSummary, level: number): UndefinedEstimate | null {
  if (!isCount(n) || !isCount(k) || k > n || !isLevel(level)) return undefinedEstimate('invalid_input', n);
  if (n === 0) return undefinedEstimate('no_units', 0);
  return null;
}
