import upperGamma from '@stdlib/math-base-special-gammainc';
import type { UndefinedReason } from './estimate.ts';
import type { SurvivalCurve } from './survival.ts';

/** `p` is the upper tail of χ² with `df` degrees of freedom, computed as a tail: it does not bottom out at 1e-16. */
export type LogRank =
  | { statistic: number; df: number; p: number; n: number; reason?: never }
  | { statistic: null; df: number; p: null; n: number; reason: UndefinedReason };

/**
 * Log-rank test that k >= 2 survival curves are the same: (O − E)ᵀ V⁻¹ (O − E) on k − 1 groups, V hypergeometric
 * (Mantel 1966; as R survdiff with rho = 0). Null when a group is empty, nothing ended, or no time had two groups at
 * risk together (`zero_variance`). Units of one mentor are taken as independent.
 */
export function logRank(curves: readonly SurvivalCurve[]): LogRank {
  const df = curves.length - 1;
  const n = curves.reduce((sum, curve) => sum + curve.n, 0);
  const missing = (reason: UndefinedReason): LogRank => ({ statistic: null, df, p: null, n, reason });
  if (df < 1) return missing('invalid_input');
  const empty = curves.find((curve) => curve.reason !== null);
  if (empty?.reason) return missing(empty.reason);
  if (curves.every((curve) => curve.ended === 0)) return missing('no_events');
  const { excess, covariance } = compare(curves);
  const solution = solve(covariance, excess);
  if (!solution) return missing('zero_variance');
  const statistic = excess.reduce((sum, value, i) => sum + value * (solution[i] ?? 0), 0);
  return { statistic, df, p: upperGamma(statistic / 2, df / 2, true, true), n };
}

/** Observed minus expected ends, and their covariance, for all groups but the last (which follows from the others). */
function compare(curves: readonly SurvivalCurve[]): { excess: number[]; covariance: number[][] } {
  const free = curves.length - 1;
  const excess = new Array<number>(free).fill(0);
  const covariance = excess.map(() => new Array<number>(free).fill(0));
  for (const { ended, atRisk } of moments(curves)) {
    const d = ended.reduce((sum, value) => sum + value, 0);
    const n = atRisk.reduce((sum, value) => sum + value, 0);
    if (d === 0) continue;
    const scale = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (let i = 0; i < free; i++) {
      const share = (atRisk[i] ?? 0) / n;
      excess[i] = (excess[i] ?? 0) + (ended[i] ?? 0) - d * share;
      const row = covariance[i] ?? [];
      for (let j = 0; j < free; j++) {
        row[j] = (row[j] ?? 0) + scale * share * ((i === j ? 1 : 0) - (atRisk[j] ?? 0) / n);
      }
    }
  }
  return { excess, covariance };
}

/** Every distinct time, with ends and numbers at risk of each group. One pointer per curve: linear in all steps. */
function* moments(curves: readonly SurvivalCurve[]): Generator<{ ended: number[]; atRisk: number[] }> {
  const next = curves.map(() => 0);
  const times = [...new Set(curves.flatMap((curve) => curve.steps.map((step) => step.time)))].sort((a, b) => a - b);
  for (const time of times) {
    const now = curves.map((curve, g) => curve.steps[next[g] ?? 0]);
    yield {
      ended: now.map((step) => (step?.time === time ? step.ended : 0)),
      atRisk: now.map((step) => step?.atRisk ?? 0),
    };
    now.forEach((step, g) => {
      if (step?.time === time) next[g] = (next[g] ?? 0) + 1;
    });
  }
}

/** Gaussian elimination for a symmetric positive matrix; null when it is singular. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const largest = Math.max(...matrix.map((row, i) => row[i] ?? 0));
  for (const [i, pivotRow] of rows.entries()) {
    const pivot = pivotRow[i] ?? 0;
    if (!(pivot > largest * 1e-12)) return null;
    for (const [j, row] of rows.entries()) {
      if (j === i) continue;
      const factor = (row[i] ?? 0) / pivot;
      for (let column = i; column < row.length; column++) {
        row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0);
      }
    }
  }
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}
