import type { Estimate, Interval, UndefinedReason } from './estimate.ts';
import { DEFAULT_LEVEL, isCount } from './estimate.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import { mean } from './mean.ts';
import { noncentralityLimits } from './noncentral-t.ts';
import { tTwoSided } from './tails.ts';

/**
 * Complete pairs only. Variances with divisor n − 1, null where n < 2; `varianceChange` is that of after − before, best
 * taken from the sums of the pairs, because var(before) + var(after) − 2 cov loses digits when the two go together.
 */
export type PairedSummary = {
  n: number;
  meanBefore: number | null;
  meanAfter: number | null;
  varianceBefore: number | null;
  varianceAfter: number | null;
  varianceChange: number | null;
};

/** Mean change by a standard deviation. `name` says which of the formulas in use this is. */
export type EffectSize = {
  name: 'd_z' | 'd_av' | 'g_av';
  value: number | null;
  ci: Interval | null;
  reason?: UndefinedReason;
};

export type PairedChange = Estimate & {
  df: number | null;
  before: number | null;
  after: number | null;
  dz: EffectSize;
  dav: EffectSize;
  gav: EffectSize;
  test: Test;
};

/**
 * Mean of after − before over complete pairs, Student's t with n − 1 df. Beside it d_z = mean / sd of the changes with the
 * interval by the noncentral t, d_av = mean / √((s²before + s²after)/2) (Cumming 2012; Lakens 2013 averages the s instead)
 * and Hedges' g_av = d_av (1 − 3/(4(n − 1) − 1)), both without interval, and the paired t test. Undefined as `mean` is;
 * all changes equal: value, but no interval, test or d_z (`zero_variance`).
 */
export function pairedChange(summary: PairedSummary, level = DEFAULT_LEVEL): PairedChange {
  const { n, meanBefore, meanAfter, varianceChange } = summary;
  const change = meanBefore === null || meanAfter === null ? null : meanAfter - meanBefore;
  const estimate = mean({ n, mean: change, variance: varianceChange }, level);
  const { value, reason } = estimate;
  const known = value !== null;
  const sides = {
    df: known && n > 1 ? n - 1 : null,
    before: known ? meanBefore : null,
    after: known ? meanAfter : null,
  };
  const av = averaged(summary, value, reason);
  if (reason !== undefined || varianceChange === null) {
    const why = reason ?? 'too_few_units';
    return { ...estimate, ...sides, ...av, dz: missing('d_z', why), test: undefinedTest('paired_t', why, estimate.n) };
  }
  const dz = value / Math.sqrt(varianceChange);
  const t = dz * Math.sqrt(n);
  const { low, high } = noncentralityLimits(t, n - 1, (1 - level) / 2);
  const root = Math.sqrt(n);
  const ci: Interval = { low: low / root, high: high / root, level, method: 'noncentral_t' };
  const test: Test = { p: tTwoSided(t, n - 1), statistic: t, df: n - 1, n, method: 'paired_t' };
  return { ...estimate, ...sides, ...av, dz: { name: 'd_z', value: dz, ci }, test };
}

function averaged(summary: PairedSummary, change: number | null, reason: UndefinedReason | undefined) {
  const { n, varianceBefore, varianceAfter } = summary;
  const none = (why: UndefinedReason) => ({ dav: missing('d_av', why), gav: missing('g_av', why) });
  if (change === null) return none(reason ?? 'invalid_input');
  if (n < 2) return none('too_few_units');
  if (!isCount(varianceBefore) || !isCount(varianceAfter)) return none('invalid_input');
  const spread = Math.sqrt((varianceBefore + varianceAfter) / 2);
  if (spread === 0) return none('zero_variance');
  const dav: EffectSize = { name: 'd_av', value: change / spread, ci: null };
  // With two pairs the correction is 1 − 3/3: it would call any change 0.
  if (n === 2) return { dav, gav: missing('g_av', 'too_few_units') };
  const correction = 1 - 3 / (4 * (n - 1) - 1);
  return { dav, gav: { name: 'g_av', value: (change / spread) * correction, ci: null } satisfies EffectSize };
}

function missing(name: EffectSize['name'], reason: UndefinedReason): EffectSize {
  return { name, value: null, ci: null, reason };
}
