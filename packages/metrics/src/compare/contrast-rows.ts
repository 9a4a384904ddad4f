/** A row beside another: difference, ratio and what the comparison could have shown. */
import {
  detectableDifference,
  type Estimate,
  estimateDifference,
  estimateRatio,
  impliedStandardError,
  type Side,
} from '@rapport/statistics';
import type { MetricRow, SideEstimate } from '../result.ts';

/**
 * difference: first minus second, in the metric's unit (shares: 0.05 is five percentage points). ratio: first over second.
 * reading: whether the interval of the difference leaves 0 out; `either_way` is no proof that nothing changed.
 * smallest_detectable: the difference that would be found four times in five at this size.
 */
export type Contrast = {
  difference: SideEstimate;
  ratio: SideEstimate;
  reading: 'higher' | 'lower' | 'either_way' | 'unknown';
  smallest_detectable: number | null;
};

function nothing(reason: string): Contrast {
  const missing = { value: null, ci: null, reason };
  return { difference: missing, ratio: missing, reading: 'unknown', smallest_detectable: null };
}

/** Why two rows cannot be contrasted; a hidden one first, so that nothing else is said of it. */
function obstacle(first: MetricRow, second: MetricRow): string | undefined {
  const rows = [first, second];
  if (rows.some(({ state }) => state === 'suppressed')) return 'small_group';
  const empty = rows.find(({ value }) => value === null);
  return empty === undefined ? undefined : (empty.reason ?? empty.state);
}

function sideOf({ value, ci, n }: MetricRow): Side | undefined {
  if (value === null || ci === null || ci.low === null || ci.high === null) return undefined;
  return { value, low: ci.low, high: ci.high, n: n ?? 0 };
}

const plain = ({ value, ci, reason }: Estimate): SideEstimate => {
  return { value, ci, ...(reason === undefined ? {} : { reason }) };
};

/** Without limits on both sides only the plain numbers can be told, and why no more. */
function bare(first: MetricRow, second: MetricRow): Contrast {
  const reason = first.reason ?? second.reason ?? 'no_interval';
  const [one, two] = [first.value ?? Number.NaN, second.value ?? Number.NaN];
  const ratio = two > 0 ? { value: one / two, ci: null, reason } : { value: null, ci: null, reason: 'no_events' };
  const known = reason === 'exact_count';
  const reading = !known ? 'unknown' : one > two ? 'higher' : one < two ? 'lower' : 'either_way';
  return { difference: { value: one - two, ci: null, reason }, ratio, reading, smallest_detectable: null };
}

function readingOf({ ci }: SideEstimate): Contrast['reading'] {
  if (ci === null || ci.low === null || ci.high === null) return 'unknown';
  if (ci.low > 0) return 'higher';
  return ci.high < 0 ? 'lower' : 'either_way';
}

/** Contrast of two rows of one metric, taken as independent. Rows that are hidden or empty give none, with the reason. */
export function contrastRows(first: MetricRow, second: MetricRow): Contrast {
  const why = obstacle(first, second);
  if (why !== undefined) return nothing(why);
  const [one, two] = [sideOf(first), sideOf(second)];
  if (one === undefined || two === undefined) return bare(first, second);
  const difference = estimateDifference(one, two);
  const error = difference.ci === null ? null : impliedStandardError(difference.ci);
  return {
    difference: plain(difference),
    ratio: plain(estimateRatio(one, two)),
    reading: readingOf(difference),
    smallest_detectable: error === null ? null : detectableDifference(error),
  };
}

/** Whether a usual difference (10 points of a share, a fifth of anything else) would often be missed at this size. */
export function isLowPower(contrast: Contrast, unit: string, compared: number | null): boolean {
  const { smallest_detectable: detectable } = contrast;
  if (detectable === null || compared === null) return false;
  return detectable > (unit === 'share' ? 0.1 : Math.abs(compared) / 5);
}
