import { normalCritical } from './critical-value.ts';
import type { Estimate } from './estimate.ts';

/** `low`: too uncertain to stand alone. An error is null where it does not apply or nothing says how uncertain it is. */
export type Reliability = { relativeError: number | null; logError: number | null; low: boolean };

const MOST_RELATIVE_ERROR = 0.3;
const MOST_LOG_ERROR = 0.175;

/**
 * Whether an estimate deserves the mark "read with caution". `value` (>= 0: a rate, a ratio, days): relative standard
 * error from 30 % on, as NCES marks; `share`: se / (p × −ln p) above 0.175 on the smaller of p and 1 − p, as NSDUH, so
 * that a share and its complement get the same mark. The standard error is the interval's width ÷ 2z; an estimate of 0 (or
 * 1) is judged at the middle of its interval. No interval: low, except for a census. Signed numbers (NPS, changes) have
 * no meaningful relative error: don't ask.
 */
export function reliability(estimate: Estimate, kind: 'value' | 'share'): Reliability {
  const { value, ci, reason } = estimate;
  if (value === null) return { relativeError: null, logError: null, low: false };
  if (ci === null) return { relativeError: null, logError: null, low: reason !== 'exact_count' };
  const error = (ci.high - ci.low) / (2 * normalCritical(ci.level));
  const middle = (ci.low + ci.high) / 2;
  if (kind === 'value') {
    const relativeError = error / Math.abs(value === 0 ? middle : value);
    return { relativeError, logError: null, low: relativeError >= MOST_RELATIVE_ERROR };
  }
  const share = value <= 0 || value >= 1 ? middle : value;
  const smaller = Math.min(share, 1 - share);
  const logError = error / (smaller * -Math.log(smaller));
  return { relativeError: error / share, logError, low: logError > MOST_LOG_ERROR };
}
