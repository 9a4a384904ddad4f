import { binomialAtMost } from './binomial.ts';
import { isWholeCount } from './estimate.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import { normalTwoSided } from './tails.ts';

/** Of `n` matched pairs, those where only the first, or only the second, has the property. */
export type DiscordantPairs = { n: number; onlyFirst: number; onlySecond: number };

/** Discordant pairs below which the exact form is used. */
const LEAST_DISCORDANT = 25;

/**
 * McNemar's test of matched pairs: (b − c)²/(b + c), χ² with 1 df, no correction; exact binomial when b + c < 25. No pairs
 * `no_units`; no discordant pair says anything: `no_events`.
 */
export function mcnemar({ n, onlyFirst, onlySecond }: DiscordantPairs): Test {
  const discordant = onlyFirst + onlySecond;
  const whole = [n, onlyFirst, onlySecond].every(isWholeCount);
  if (!whole || discordant > n) return undefinedTest('mcnemar', 'invalid_input', n);
  if (discordant === 0) return undefinedTest('mcnemar', n === 0 ? 'no_units' : 'no_events', n);
  if (discordant < LEAST_DISCORDANT) {
    const p = Math.min(1, 2 * binomialAtMost(Math.min(onlyFirst, onlySecond), discordant, 0.5));
    return { p, statistic: null, df: null, n, method: 'mcnemar_exact' };
  }
  const z = (onlyFirst - onlySecond) / Math.sqrt(discordant);
  return { p: normalTwoSided(z), statistic: z * z, df: 1, n, method: 'mcnemar' };
}
