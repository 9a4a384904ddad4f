/** What a curve of time to event may tell under protection: each of its steps is somebody's date. */
import { type CurvePoint, isCrowdedQuantile, mergedSteps, nearShare, shownShare } from '@rapport/privacy';
import { reasonOf } from './disclosure.ts';
import type { CellEstimate } from './estimate.ts';

const hidden: CellEstimate = { value: null, n: null, ci: null, reason: 'small_group' };

/** Days of a month, to which a protected mean time is rounded where few have ended. */
const MONTH = 30;

/** A curve as protection sees it. `times`: when units ended by the event, in order, with how many. */
export type EventTimes = { n: number; times: readonly { time: number; ends: number }[]; sensitive: boolean };

/** How many had ended by a day. */
export function endsBy({ times }: EventTimes, day: number): number {
  return times.reduce((sum, { time, ends }) => (time <= day ? sum + ends : sum), 0);
}

type Point = { day: number; at_risk: number };

/** The points of a protected curve that may be shown. */
export function shownSteps<P extends Point>(events: EventTimes, points: readonly P[], k: number): P[] {
  const known = points.map((point) => ({
    day: point.day,
    ends: endsBy(events, point.day),
    atRisk: point.at_risk,
    point,
  }));
  // That nobody has ended is as telling as that all have.
  const telling = ({ ends }: CurvePoint) => events.sensitive && ends === 0;
  return mergedSteps(
    known.filter((one) => !telling(one)),
    events.n,
    k,
  ).map(({ point }) => point);
}

type Reading = {
  day: number;
  at_risk: number;
  estimate: CellEstimate;
  /** Whether the curve counts those who ended (incidence) or those who have not (survival). */
  counts: 'ended' | 'not_ended';
};

const turned = { at_most: 'at_least', at_least: 'at_most' } as const;

/**
 * The value read off a protected curve. Hidden where some, but fewer than k, are still watched. Where fewer than k have ended, or fewer than k
 * since the last point that is shown (`steps`), a bound or a rounded number stands for it.
 */
export function shownReading(events: EventTimes, reading: Reading, steps: readonly Point[], k: number): CellEstimate {
  const { day, at_risk: atRisk, estimate, counts } = reading;
  if (atRisk > 0 && atRisk < k) return hidden;
  const { value, n } = estimate;
  if (value === null) return estimate;
  const ends = endsBy(events, day);
  // Each end takes a share of those still watched: fewer than at the start, where some were not watched for long.
  const watched = ends < k && atRisk > 0 ? atRisk : events.n;
  const shown = shownShare({ x: ends, n: Math.max(watched, ends) }, { k, sensitive: events.sensitive });
  if (shown.kind === 'at_most' || shown.kind === 'at_least') {
    const [kind, bound] = counts === 'ended' ? [shown.kind, shown.value] : [turned[shown.kind], 1 - shown.value];
    return { value: Math.round(100 * bound) / 100, n, ci: null, reason: kind };
  }
  const last = steps.filter((step) => step.day < day).at(-1);
  const since = ends - (last === undefined ? 0 : endsBy(events, last.day));
  if (since === 0 || since >= k) return estimate;
  const near = nearShare(value, Math.max(atRisk, k), k);
  return { value: near.value, n, ci: null, reason: reasonOf(near) };
}

/** Days to a tenth: two hours and a half, within which nobody's instant is known. */
const tenths = (days: number | null) => (days === null ? null : Math.round(days * 10) / 10);

/** The median of a protected curve: somebody's time, so that k must have ended by then and k still be without the event. */
export function shownMedianOf(events: EventTimes, median: CellEstimate, k: number): CellEstimate {
  const { n } = events;
  const isCrowded = (time: number) => {
    const ends = endsBy(events, time);
    return ends >= k && n - ends >= k;
  };
  if (!isCrowdedQuantile(0.5, n, k)) return hidden;
  const { value, ci } = median;
  if (value !== null && !isCrowded(value)) return hidden;
  const limits = ci === null ? [] : [ci.low, ci.high].filter((limit) => limit !== null);
  const kept = ci === null || !limits.every(isCrowded) ? null : { ...ci, low: tenths(ci.low), high: tenths(ci.high) };
  return { ...median, value: tenths(value), ci: kept };
}

/** The restricted mean of a protected curve: with few ends it is made of their dates, and rounded to months. */
export function shownMean(
  events: EventTimes,
  tau: number,
  mean: CellEstimate,
  atRisk: number,
  k: number,
): CellEstimate {
  if (atRisk < k) return hidden;
  const ends = endsBy(events, tau);
  if (mean.value === null || ends >= k || (ends === 0 && !events.sensitive)) return mean;
  const months = Math.round(mean.value / MONTH) * MONTH;
  return { value: months, n: mean.n, ci: null, reason: `near_${MONTH}_days` };
}

/** Whether numbers behind a curve may be told: each is nobody or k and more, and so is what came after the last point. */
export function mayCount(events: EventTimes, counts: readonly number[], steps: readonly Point[], k: number): boolean {
  const last = steps.at(-1);
  const after = endsBy(events, Number.POSITIVE_INFINITY) - (last === undefined ? 0 : endsBy(events, last.day));
  const isCrowd = (count: number) => count >= k || (count === 0 && !events.sensitive);
  return [...counts, ...(after === 0 ? [] : [after])].every(isCrowd);
}
