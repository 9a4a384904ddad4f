import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';
import { fQuantile } from './tails.ts';

/** Complete answers of `n` people: the variance of each item, and of the sum over items (divisor n − 1). */
export type AlphaSummary = { n: number; itemVariances: readonly number[]; totalVariance: number | null };

/**
 * Cronbach's alpha k/(k−1) (1 − Σ var_i / var_total) with Feldt's interval (Feldt, Woodruff & Salih 1987: F with n − 1 and
 * (n − 1)(k − 1) df; normal answers and compound symmetry assumed). Negative is legal: ask for a reverse-coded item.
 * n = 0 `no_units`; n = 1 `too_few_units`; one item `too_few_items`; all sums equal `zero_variance`; alpha 1: no interval.
 */
export function cronbachAlpha(summary: AlphaSummary, level = DEFAULT_LEVEL): Estimate & { items: number } {
  const { n, itemVariances, totalVariance } = summary;
  const items = itemVariances.length;
  if (!isCount(n) || !isLevel(level)) return { ...undefinedEstimate('invalid_input', n), items };
  if (n === 0) return { ...undefinedEstimate('no_units', n), items };
  if (items < 2) return { ...undefinedEstimate('too_few_items', n), items };
  if (n < 2) return { ...undefinedEstimate('too_few_units', n), items };
  if (!itemVariances.every(isCount) || !isCount(totalVariance)) {
    return { ...undefinedEstimate('invalid_input', n), items };
  }
  if (totalVariance === 0) return { ...undefinedEstimate('zero_variance', n), items };
  const within = itemVariances.reduce((sum, variance) => sum + variance, 0);
  const value = Math.min(1, (items / (items - 1)) * (1 - within / totalVariance));
  if (1 - value < 1e-14) return { value, n, ci: null, reason: 'zero_variance', items };
  const bound = (probability: number) => 1 - (1 - value) * fQuantile(probability, n - 1, (n - 1) * (items - 1));
  const tail = (1 - level) / 2;
  return { value, n, ci: { low: bound(1 - tail), high: bound(tail), level, method: 'feldt_f' }, items };
}
