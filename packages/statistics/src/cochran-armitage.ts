import { type Test, undefinedTest } from './hypothesis-test.ts';
import type { ProportionSummary } from './proportion.ts';
import { isShare } from './proportion-ratio.ts';
import { normalTwoSided } from './tails.ts';

/** Shares at ordered steps: `weight` is the step's place (a year, a dose). */
export type WeightedShare = ProportionSummary & { weight: number };

const METHOD = 'cochran_armitage';

/**
 * Test of a trend in shares: z = Σ w (k − n p) / √(p q (Σ n w² − (Σ n w)²/N)) (Armitage 1955; its square is R prop.trend.test).
 * Positive: rises with the weight. No units `no_units`; all or none, or one weight only: `zero_variance`.
 */
export function cochranArmitage(rows: readonly WeightedShare[]): Test {
  const total = (term: (row: WeightedShare) => number) => rows.reduce((sum, row) => sum + term(row), 0);
  const n = total((row) => row.n);
  if (!rows.every((row) => isShare(row) && Number.isFinite(row.weight)))
    return undefinedTest(METHOD, 'invalid_input', n);
  if (n === 0) return undefinedTest(METHOD, 'no_units', n);
  const p = total((row) => row.k) / n;
  // Weights from their mean: years squared would cost the digits that the difference needs.
  const centre = total((row) => row.n * row.weight) / n;
  const variance = p * (1 - p) * total((row) => row.n * (row.weight - centre) ** 2);
  if (variance === 0) return undefinedTest(METHOD, 'zero_variance', n);
  const z = total((row) => (row.weight - centre) * (row.k - row.n * p)) / Math.sqrt(variance);
  return { p: normalTwoSided(z), statistic: z, df: null, n, method: METHOD };
}
