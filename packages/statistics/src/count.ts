import type { Estimate } from './estimate.ts';
import { isCount, undefinedEstimate } from './estimate.ts';

/** A plain count of everything there is (events received, pairs open): no sampling, so no interval, `exact_count`. */
export function countEstimate(n: number): Estimate {
  if (!isCount(n)) return undefinedEstimate('invalid_input', n);
  return { value: n, n, ci: null, reason: 'exact_count' };
}
