import { normalCritical } from './critical-value.ts';
import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';
import { type MeanSummary, mean } from './mean.ts';

/** Those who answered in a stratum, and how many the stratum holds. */
export type PopulationStratum = MeanSummary & { population: number };

/**
 * Mean of answers weighted to the population: Σ (N_h/N) mean_h, variance Σ (N_h/N)² s_h²/n_h, normal interval.
 * `effective` = (Σ w)²/Σ w² with w_h = (N_h/N)/(n_h/n): answers an unweighted sample would need (Kish). A stratum without
 * answers: refused, `empty_stratum`; one with a single answer: value without interval. Weighting mends composition only: who
 * answered may differ from who did not within every stratum.
 */
export function postStratifiedMean(
  strata: readonly PopulationStratum[],
  level = DEFAULT_LEVEL,
): Estimate & { effective: number | null } {
  const n = strata.reduce((sum, stratum) => sum + stratum.n, 0);
  const population = strata.reduce((sum, stratum) => sum + stratum.population, 0);
  const inside = strata.filter((stratum) => stratum.population > 0);
  const reasons = inside.map((stratum) => mean(stratum, level).reason);
  const valid = strata.every((stratum) => isCount(stratum.n) && isCount(stratum.population));
  if (!valid || !isLevel(level) || reasons.includes('invalid_input')) {
    return { ...undefinedEstimate('invalid_input', n), effective: null };
  }
  if (population === 0 || n === 0) return { ...undefinedEstimate('no_units', n), effective: null };
  if (reasons.includes('no_units')) return { ...undefinedEstimate('empty_stratum', n), effective: null };
  const total = (term: (share: number, stratum: PopulationStratum) => number) =>
    inside.reduce((sum, stratum) => sum + term(stratum.population / population, stratum), 0);
  const value = total((share, stratum) => share * (stratum.mean ?? 0));
  const effective = 1 / total((share, stratum) => share ** 2 / stratum.n);
  if (reasons.includes('too_few_units')) return { value, n, ci: null, reason: 'too_few_units', effective };
  const variance = total((share, stratum) => (share ** 2 * (stratum.variance ?? 0)) / stratum.n);
  if (variance === 0) return { value, n, ci: null, reason: 'zero_variance', effective };
  const half = normalCritical(level) * Math.sqrt(variance);
  return {
    value,
    n,
    ci: { low: value - half, high: value + half, level, method: 'post_stratified_normal' },
    effective,
  };
}
