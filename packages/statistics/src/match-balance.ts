import { isCount } from './estimate.ts';
import type { MeanSummary } from './mean.ts';
import type { ProportionSummary } from './proportion.ts';
import { isShare } from './proportion-ratio.ts';
import { type Standardised, standardised } from './standardised-difference.ts';

/** A covariate of the units of a cell: a share for yes or no, a mean for an amount. */
export type Covariate = ProportionSummary | MeanSummary;

/** One group's units of a stratum. `outcome.n` of them have an outcome; every cell names the same covariates. */
export type MatchCell = { n: number; outcome: MeanSummary; covariates: Readonly<Record<string, Covariate>> };

/** Units that are alike in all coarsened covariates; strata with one group only belong in the input too. */
export type MatchStratum = { treated: MatchCell; control: MatchCell };

/** How far the groups are apart, in the standard deviation √((s₁² + s₂²)/2) before matching. */
export type Balance = { covariate: string; before: Standardised; after: Standardised };

/** Every covariate before and after matching, by name. */
export function balanceOf(
  strata: readonly MatchStratum[],
  kept: readonly MatchStratum[],
  weightOf: (stratum: MatchStratum) => number,
): Balance[] {
  const names = new Set(strata.flatMap(({ treated, control }) => [treated, control].flatMap(namesOf)));
  return [...names].sort().map((covariate) => {
    const one = momentsOf(strata.map(({ treated }) => treated.covariates[covariate]));
    const two = momentsOf(strata.map(({ control }) => control.covariates[covariate]));
    if (one.n === 0 || two.n === 0) {
      return { covariate, before: { value: null, reason: 'no_units' }, after: { value: null, reason: 'no_units' } };
    }
    const before = standardised(one.mean - two.mean, one.variance, two.variance);
    if (kept.length === 0) return { covariate, before, after: { value: null, reason: 'no_overlap' } };
    const treated = weightedMean(
      kept.map((stratum) => [stratum.treated, 1]),
      covariate,
    );
    const control = weightedMean(
      kept.map((stratum) => [stratum.control, weightOf(stratum)]),
      covariate,
    );
    return { covariate, before, after: standardised(dustless(treated, control), one.variance, two.variance) };
  });
}

/** Whether all numbers of the cell can be. */
export function isKnownCell({ n, outcome, covariates }: MatchCell): boolean {
  const known = isCount(n) && isCount(outcome.n) && outcome.n <= n && (outcome.n === 0 || outcome.mean !== null);
  return known && Object.values(covariates).every((one) => !('k' in one) || isShare(one));
}

function namesOf({ covariates }: MatchCell): string[] {
  return Object.keys(covariates);
}

/** Strata matched exactly on a covariate leave a difference of rounding errors, where there is none. */
function dustless(one: number, two: number): number {
  return Math.abs(one - two) <= 1e-12 * Math.max(Math.abs(one), Math.abs(two)) ? 0 : one - two;
}

/** Moments over all strata; a share's variance is p (1 − p), as in `standardisedShareDifference`. */
function momentsOf(parts: readonly (Covariate | undefined)[]) {
  const known = parts.filter((part) => part !== undefined && part.n > 0) as Covariate[];
  const n = known.reduce((sum, part) => sum + part.n, 0);
  const mean = known.reduce((sum, part) => sum + part.n * meanIn(part), 0) / n;
  if (known.every((part) => 'k' in part)) return { n, mean, variance: mean * (1 - mean) };
  const squares = known.reduce((sum, part) => {
    const own = 'k' in part ? part.n * meanIn(part) * (1 - meanIn(part)) : (part.n - 1) * (part.variance ?? 0);
    return sum + own + part.n * (meanIn(part) - mean) ** 2;
  }, 0);
  return { n, mean, variance: n > 1 ? squares / (n - 1) : 0 };
}

function meanIn(part: Covariate): number {
  return 'k' in part ? part.k / part.n : (part.mean ?? 0);
}

function weightedMean(cells: readonly (readonly [MatchCell, number])[], covariate: string): number {
  let [sum, weights] = [0, 0];
  for (const [cell, weight] of cells) {
    const part = cell.covariates[covariate];
    if (part === undefined || part.n === 0) continue;
    sum += cell.outcome.n * weight * meanIn(part);
    weights += cell.outcome.n * weight;
  }
  return sum / weights;
}
