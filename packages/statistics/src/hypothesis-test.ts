import type { UndefinedReason } from './estimate.ts';
import { isCount } from './estimate.ts';

export type TestMethod =
  | 'pooled_z'
  | 'fisher_exact'
  | 'mcnemar'
  | 'mcnemar_exact'
  | 'cochran_mantel_haenszel'
  | 'welch_t'
  | 'paired_t'
  | 'poisson_conditional_exact'
  | 'cochran_armitage'
  | 'wilcoxon_signed_rank'
  | 'random_pairing'
  | 'parallel_trends';

/** `p` is two-sided. An exact test has no statistic, and one on a z or exact scale no degrees of freedom. */
export type Test =
  | { p: number; statistic: number | null; df: number | null; n: number; method: TestMethod; reason?: never }
  | { p: null; statistic: null; df: null; n: number; method: TestMethod; reason: UndefinedReason };

/** No test and why; an impossible `n` becomes 0. */
export function undefinedTest(method: TestMethod, reason: UndefinedReason, n: number): Test {
  return { p: null, statistic: null, df: null, n: isCount(n) ? n : 0, method, reason };
}
