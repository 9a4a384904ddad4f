import { tCritical } from './critical-value.ts';
import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isLevel, undefinedEstimate } from './estimate.ts';
import { type Balance, balanceOf, isKnownCell, type MatchCell, type MatchStratum } from './match-balance.ts';
import type { MeanSummary } from './mean.ts';

/** `matched`: units in strata that hold both groups; `pruned`: the others, those without an outcome included. */
export type MatchedSide = { total: number; matched: number; pruned: number };

export type Matching = {
  /** Average difference of the outcome for the treated that found a counterpart. */
  att: Estimate;
  strata: { total: number; matched: number };
  treated: MatchedSide;
  /** `effective`: unweighted controls that would say as much, (Σw)²/Σw². */
  control: MatchedSide & { effective: number | null };
  /** Of one control, per stratum in the order of the input; null where the stratum is pruned. A treated unit weighs 1. */
  weights: (number | null)[];
  balance: Balance[];
  /** Largest |difference after|; null without covariates or overlap. */
  maxImbalance: number | null;
};

/** Standardised difference beyond which matched groups are not compared (Rubin 2001; below 0.1 is aimed at). */
const MOST_IMBALANCE = 0.25;

/**
 * Coarsened exact matching (Iacus, King & Porro 2012) on counts per stratum: strata with both groups are kept, a control
 * weighs (m_T/m_C)(M_C/M_T). Effect on the treated: mean of the treated − weighted mean of the controls, HC1 variance of that
 * weighted regression, t with n − 2 df. No stratum with both: `no_overlap`; a difference after matching above 0.25:
 * `poor_balance`, and no number. What was not measured is not balanced.
 */
export function coarsenedExactMatching(strata: readonly MatchStratum[], level = DEFAULT_LEVEL): Matching {
  const valid = isLevel(level) && strata.every(({ treated, control }) => isKnownCell(treated) && isKnownCell(control));
  const kept = valid ? strata.filter(({ treated, control }) => treated.outcome.n > 0 && control.outcome.n > 0) : [];
  const treated = sideOf(strata, kept, (stratum) => stratum.treated);
  const control = sideOf(strata, kept, (stratum) => stratum.control);
  const weightOf = (stratum: MatchStratum) =>
    (stratum.treated.outcome.n / stratum.control.outcome.n) * (control.matched / treated.matched);
  const squares = kept.reduce((sum, stratum) => sum + stratum.control.outcome.n * weightOf(stratum) ** 2, 0);
  const balance = valid ? balanceOf(strata, kept, weightOf) : [];
  const imbalances = balance.map(({ after }) =>
    after.value === null ? Number.POSITIVE_INFINITY : Math.abs(after.value),
  );
  const worst = kept.length === 0 || imbalances.length === 0 ? null : Math.max(...imbalances);
  const refusal = !valid ? 'invalid_input' : kept.length === 0 ? 'no_overlap' : null;
  const poor = worst !== null && worst > MOST_IMBALANCE ? 'poor_balance' : null;
  const reason = refusal ?? poor;
  const n = treated.matched + control.matched;
  return {
    att: reason === null ? effect(kept, weightOf, level) : undefinedEstimate(reason, n),
    strata: { total: strata.length, matched: kept.length },
    treated,
    control: { ...control, effective: kept.length === 0 ? null : control.matched ** 2 / squares },
    weights: strata.map((stratum) => (kept.includes(stratum) ? weightOf(stratum) : null)),
    balance,
    maxImbalance: worst !== null && Number.isFinite(worst) ? worst : null,
  };
}

function sideOf(
  strata: readonly MatchStratum[],
  kept: readonly MatchStratum[],
  side: (stratum: MatchStratum) => MatchCell,
): MatchedSide {
  const total = strata.reduce((sum, stratum) => sum + side(stratum).n, 0);
  const matched = kept.reduce((sum, stratum) => sum + side(stratum).outcome.n, 0);
  return { total, matched, pruned: total - matched };
}

function effect(kept: readonly MatchStratum[], weightOf: (stratum: MatchStratum) => number, level: number): Estimate {
  const treated = weighted(kept.map(({ treated: cell }) => ({ ...cell.outcome, weight: 1 })));
  const control = weighted(kept.map((stratum) => ({ ...stratum.control.outcome, weight: weightOf(stratum) })));
  const n = treated.n + control.n;
  const value = treated.mean - control.mean;
  if (n < 3) return { value, n, ci: null, reason: 'too_few_units' };
  const variance = (treated.variance + control.variance) * (n / (n - 2));
  if (variance === 0) return { value, n, ci: null, reason: 'zero_variance' };
  const half = tCritical(level, n - 2) * Math.sqrt(variance);
  return { value, n, ci: { low: value - half, high: value + half, level, method: 'weighted_hc1_t' } };
}

/** Weighted mean over strata, and Σ w² e² / (Σ w)², e the residual from that mean. */
function weighted(cells: readonly (MeanSummary & { weight: number })[]) {
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const weights = cells.reduce((sum, cell) => sum + cell.n * cell.weight, 0);
  const mean = cells.reduce((sum, cell) => sum + cell.n * cell.weight * (cell.mean ?? 0), 0) / weights;
  const squares = cells.reduce((sum, cell) => {
    const residuals = (cell.n - 1) * (cell.variance ?? 0) + cell.n * ((cell.mean ?? 0) - mean) ** 2;
    return sum + cell.weight ** 2 * residuals;
  }, 0);
  return { n, mean, variance: squares / weights ** 2 };
}
