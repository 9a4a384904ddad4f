import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, isWholeCount, undefinedEstimate } from './estimate.ts';
import { poissonLimits } from './poisson-limits.ts';

/** `events` seen in `exposure` (pair-months, person-years, …) contributed by `n` units. Mergeable by adding. */
export type RateSummary = { n: number; events: number; exposure: number };

/**
 * Events per unit of exposure with the exact Poisson interval (Garwood 1936). Right only when events are independent;
 * those of one mentor or one pairing rarely are, so prefer `clusteredRate`. Lower limit exactly 0 at 0 events;
 * exposure 0: `no_exposure`.
 */
export function rate({ n, events, exposure }: RateSummary, level = DEFAULT_LEVEL): Estimate {
  if (!isCount(n) || !isWholeCount(events) || !isCount(exposure) || !isLevel(level)) {
    return undefinedEstimate('invalid_input', n);
  }
  if (exposure === 0) return undefinedEstimate('no_exposure', n);
  const { low, high } = poissonLimits(events, (1 - level) / 2);
  return {
    value: events / exposure,
    n,
    ci: { low: low / exposure, high: high / exposure, level, method: 'garwood_exact' },
  };
}
