import { binomialAtLeast, binomialAtMost } from './binomial.ts';
import { estimateDifference } from './contrast.ts';
import type { Estimate, UndefinedReason } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, isWholeCount, undefinedEstimate } from './estimate.ts';
import { noLikelierThan } from './exact-probability.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import { type RateSummary, rate } from './rate.ts';
import { bisectUnit } from './tails.ts';

const METHOD = 'poisson_conditional_exact';

/**
 * Ratio of two independent Poisson rates with the exact conditional interval and test: given the total, the first
 * group's events are binomial (as R poisson.test; Clopper–Pearson). As wrong as any Poisson form when events hang together.
 * No exposure: `no_exposure`; no events in the second: null, `no_events`.
 */
export function rateRatio(first: RateSummary, second: RateSummary, level = DEFAULT_LEVEL): Estimate & { test: Test } {
  const n = first.n + second.n;
  const missing = (reason: UndefinedReason) => {
    return { ...undefinedEstimate(reason, n), test: undefinedTest(METHOD, reason, n) };
  };
  if (!isRate(first) || !isRate(second) || !isLevel(level)) return missing('invalid_input');
  if (first.exposure === 0 || second.exposure === 0) return missing('no_exposure');
  const events = first.events + second.events;
  if (events === 0) return missing('no_events');
  const test: Test = { p: conditionalP(first, second), statistic: null, df: null, n, method: METHOD };
  if (second.events === 0) return { ...undefinedEstimate('no_events', n), test };
  const tail = (1 - level) / 2;
  const scale = second.exposure / first.exposure;
  const odds = (share: number) => (scale * share) / (1 - share);
  const low = first.events === 0 ? 0 : odds(bisectUnit((p) => binomialAtLeast(first.events, events, p) < tail));
  const high = odds(bisectUnit((p) => binomialAtMost(first.events, events, p) > tail));
  const value = (first.events / second.events) * scale;
  return { value, n, ci: { low, high, level, method: 'conditional_exact' }, test };
}

/** Difference of two independent Poisson rates, first minus second, from their Garwood intervals (MOVER). */
export function rateDifference(first: RateSummary, second: RateSummary, level = DEFAULT_LEVEL): Estimate {
  const [one, two] = [rate(first, level), rate(second, level)];
  const n = one.n + two.n;
  if (one.ci === null) return undefinedEstimate(one.reason, n);
  if (two.ci === null) return undefinedEstimate(two.reason, n);
  return estimateDifference(
    { ...one.ci, value: one.value, n: one.n },
    { ...two.ci, value: two.value, n: two.n },
    level,
  );
}

function conditionalP(first: RateSummary, second: RateSummary): number {
  const events = first.events + second.events;
  const share = first.exposure / (first.exposure + second.exposure);
  const odds = first.exposure / second.exposure;
  const mode = Math.min(events, Math.floor((events + 1) * share));
  const up = (k: number) => ((events - k) / (k + 1)) * odds;
  return noLikelierThan(first.events, { least: 0, most: events, mode, up });
}

function isRate({ n, events, exposure }: RateSummary): boolean {
  return isCount(n) && isWholeCount(events) && isCount(exposure);
}
