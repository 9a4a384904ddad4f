import { normalCritical } from './critical-value.ts';
import type { Estimate, UndefinedReason } from './estimate.ts';
import { DEFAULT_LEVEL, isLevel, undefinedEstimate } from './estimate.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import type { ProportionSummary } from './proportion.ts';
import { isShare, onLogScale } from './proportion-ratio.ts';
import { chiSquaredTail } from './tails.ts';

/** The two groups within one stratum (site, cohort, …). */
export type Stratum = { first: ProportionSummary; second: ProportionSummary };

/** `strata`: how many hold both groups; the others say nothing about the difference and are left out. */
export type MantelHaenszel = {
  strata: number;
  riskDifference: Estimate;
  riskRatio: Estimate;
  oddsRatio: Estimate;
  test: Test;
};

/** One stratum as a 2 × 2 table: a of n1, c of n2, N in all. */
type Table = { a: number; b: number; c: number; d: number; n1: number; n2: number; N: number };

const METHOD = 'cochran_mantel_haenszel';

/**
 * Common difference, ratio and odds ratio of two shares over strata, weighted as Mantel & Haenszel 1959. Variances: Sato 1989 for
 * the difference, Greenland & Robins 1985 for the ratio, Robins, Breslow & Greenland 1986 for the odds ratio. Test: Cochran–
 * Mantel–Haenszel χ² without continuity correction. No stratum with both groups: `no_overlap`. Else as the plain forms.
 */
export function mantelHaenszel(strata: readonly Stratum[], level = DEFAULT_LEVEL): MantelHaenszel {
  const valid = strata.every(({ first, second }) => isShare(first) && isShare(second)) && isLevel(level);
  const tables = valid ? strata.filter(({ first, second }) => first.n > 0 && second.n > 0).map(tableOf) : [];
  const n = tables.reduce((sum, table) => sum + table.N, 0);
  if (tables.length === 0) {
    const reason: UndefinedReason = valid ? 'no_overlap' : 'invalid_input';
    const none = undefinedEstimate(reason, n);
    const test = undefinedTest(METHOD, reason, n);
    return { strata: 0, riskDifference: none, riskRatio: none, oddsRatio: none, test };
  }
  const of = (term: (table: Table) => number) => tables.reduce((sum, table) => sum + term(table), 0);
  return {
    strata: tables.length,
    riskDifference: commonDifference(of, n, level),
    riskRatio: commonRatio(of, n, level),
    oddsRatio: commonOdds(of, n, level),
    test: associationTest(of, n),
  };
}

type Sum = (term: (table: Table) => number) => number;

function tableOf({ first, second }: Stratum): Table {
  const [b, d] = [first.n - first.k, second.n - second.k];
  return { a: first.k, b, c: second.k, d, n1: first.n, n2: second.n, N: first.n + second.n };
}

function commonDifference(of: Sum, n: number, level: number): Estimate {
  const weight = of(({ n1, n2, N }) => (n1 * n2) / N);
  const value = of(({ a, c, n1, n2, N }) => (a * n2 - c * n1) / N) / weight;
  const slope = of(({ a, c, n1, n2, N }) => (n1 * n1 * c - n2 * n2 * a + (n1 * n2 * (n2 - n1)) / 2) / (N * N));
  const base = of(({ a, b, c, d, N }) => (a * d + c * b) / (2 * N));
  const variance = (value * slope + base) / (weight * weight);
  if (!(variance > 0)) return { value, n, ci: null, reason: 'zero_variance' };
  const half = normalCritical(level) * Math.sqrt(variance);
  const [low, high] = [Math.max(-1, value - half), Math.min(1, value + half)];
  return { value, n, ci: { low, high, level, method: 'mantel_haenszel_sato' } };
}

function commonRatio(of: Sum, n: number, level: number): Estimate {
  const top = of(({ a, n2, N }) => (a * n2) / N);
  const bottom = of(({ c, n1, N }) => (c * n1) / N);
  if (bottom === 0) return undefinedEstimate('no_events', n);
  if (top === 0) return { value: 0, n, ci: null, reason: 'no_events' };
  const variance = of(({ a, c, n1, n2, N }) => (n1 * n2 * (a + c) - a * c * N) / (N * N)) / (top * bottom);
  return onLogScale({ value: top / bottom, n, variance, level, method: 'mantel_haenszel_greenland_robins' });
}

function commonOdds(of: Sum, n: number, level: number): Estimate {
  const top = of(({ a, d, N }) => (a * d) / N);
  const bottom = of(({ b, c, N }) => (b * c) / N);
  if (bottom === 0) return undefinedEstimate('no_events', n);
  if (top === 0) return { value: 0, n, ci: null, reason: 'no_events' };
  const both = of(({ a, b, c, d, N }) => ((a + d) * b * c + (b + c) * a * d) / (N * N));
  const variance =
    of(({ a, d, N }) => ((a + d) * a * d) / (N * N)) / (2 * top * top) +
    both / (2 * top * bottom) +
    of(({ b, c, N }) => ((b + c) * b * c) / (N * N)) / (2 * bottom * bottom);
  return onLogScale({ value: top / bottom, n, variance, level, method: 'mantel_haenszel_robins_breslow_greenland' });
}

function associationTest(of: Sum, n: number): Test {
  const excess = of(({ a, c, n1, N }) => a - (n1 * (a + c)) / N);
  const variance = of(({ a, b, c, d, n1, n2, N }) => (n1 * n2 * (a + c) * (b + d)) / (N * N * (N - 1)));
  if (variance === 0) return undefinedTest(METHOD, 'zero_variance', n);
  const statistic = (excess * excess) / variance;
  return { p: chiSquaredTail(statistic, 1), statistic, df: 1, n, method: METHOD };
}
