import { normalCritical } from './critical-value.ts';
import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';
import type { ProportionSummary } from './proportion.ts';

/**
 * The group's share among successes ÷ its share among all units: (k/K) / (n/N), 1 = as expected. `whole` includes the
 * group. Log–delta interval with the group and the rest as independent binomials, so that their common total K is
 * counted right: Var ln = (1/k − 1/K)² n p q + n' p' q' / K². Empty group `no_units`; no success at all: `no_events`, also
 * without interval where the group has none; the group is everyone, or everyone succeeds: `zero_variance`.
 */
export function representationRatio(
  group: ProportionSummary,
  whole: ProportionSummary,
  level = DEFAULT_LEVEL,
): Estimate {
  const { n, k } = group;
  const rest = { n: whole.n - n, k: whole.k - k };
  const counts = [n, k, whole.n, whole.k, rest.n, rest.k].every(isCount);
  if (!counts || k > n || rest.k > rest.n || !isLevel(level)) return undefinedEstimate('invalid_input', n);
  if (n === 0) return undefinedEstimate('no_units', 0);
  if (whole.k === 0) return undefinedEstimate('no_events', n);
  const value = (k * whole.n) / (whole.k * n);
  if (k === 0) return { value, n, ci: null, reason: 'no_events' };
  const own = (1 / k - 1 / whole.k) ** 2 * binomialVariance(group);
  const variance = own + binomialVariance(rest) / whole.k ** 2;
  if (variance === 0) return { value, n, ci: null, reason: 'zero_variance' };
  const factor = Math.exp(normalCritical(level) * Math.sqrt(variance));
  return { value, n, ci: { low: value / factor, high: value * factor, level, method: 'representation_log_delta' } };
}

function binomialVariance({ n, k }: ProportionSummary): number {
  return n === 0 ? 0 : (k * (n - k)) / n;
}
