import { chisquareQuantile } from './critical-value.ts';
import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';

/** `events` seen in `exposure` (pair-months, person-years, …) contributed by `n` units. Mergeable by adding. */
export type RateSummary = { n: number; events: number; exposure: number };

/**
 * Events per unit of exposure with the exact Poisson interval (Garwood 1936): χ² quantiles with 2k and 2k + 2
 * degrees of freedom, halved, over the exposure. Right only when events are independent; events of one mentor or one
 * pairing rarely are, so prefer `clusteredRate`. Lower limit exactly 0 at 0 events; exposure 0: `no_exposure`.
 */
export function rate({ n, events, exposure }: RateSummary, level = DEFAULT_LEVEL): Estimate {
  if (!isCount(n) || !isCount(events) || !isCount(exposure) || !isLevel(level)) {
    return undefinedEstimate('invalid_input', n);
  }
  if (exposure === 0) return undefinedEstimate('no_exposure', n);
  const tail = (1 - level) / 2;
  const low = events === 0 ? 0 : chisquareQuantile(tail, 2 * events) / 2 / exposure;
  const high = chisquareQuantile(1 - tail, 2 * events + 2) / 2 / exposure;
  return { value: events / exposure, n, ci: { low, high, level, method: 'garwood_exact' } };
}
