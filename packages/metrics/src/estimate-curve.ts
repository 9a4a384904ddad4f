/** Estimates of time to event, and how much of a curve a small group may show. */
import {
  cumulativeIncidence,
  DEFAULT_LEVEL,
  type IncidenceCurve,
  incidenceAt,
  type MedianEstimate,
  medianIncidence,
  medianSurvival,
  restrictedMean,
  type SurvivalCurve,
  survival,
  survivalAt,
} from '@rapport/statistics';
import type { Estimator } from './definition.ts';
import type { CellEstimate } from './estimate.ts';
import { plain } from './estimate-shares.ts';
import type { MetricQuery, Protection } from './request.ts';
import type { ConfidenceInterval } from './result.ts';
import { TIME_KINDS } from './summary-columns.ts';
import { numbersIn, type RawRow } from './summary-row.ts';

const DAY_MS = 86_400_000;

type Named<Name extends Estimator['name']> = Extract<Estimator, { name: Name }>;
type Point = { ci_low: number | null; ci_high: number | null; at_risk: number; reason?: string };

/** Units at risk below which a point of the curve is cut: each step there is some person's date. */
const leastAtRisk = (protection: Protection) => (protection === 'none' ? 0 : protection.k);

function intervalAt(point: Point): ConfidenceInterval | null {
  const { ci_low: low, ci_high: high } = point;
  return low === null || high === null ? null : { low, high, level: DEFAULT_LEVEL, method: 'log_log' };
}

/** The value read off the curve at a day; hidden where some, but fewer than k, are still watched. */
function readAt(value: number | null, point: Point, n: number, least: number): CellEstimate {
  if (point.at_risk > 0 && point.at_risk < least) return { value: null, n: null, ci: null, reason: 'small_group' };
  const why = point.reason === undefined ? {} : { reason: point.reason };
  return { value, n, ci: intervalAt(point), ...why };
}

/** Points whose number at risk may be shown, without the reason that explains a missing one. */
function shownPoints<P extends Point>(points: P[], least: number): Omit<P, 'reason'>[] {
  return points.filter(({ at_risk }) => at_risk >= least).map(({ reason: _reason, ...point }) => point);
}

/** A median is some person's date: a protected one needs 2k units. */
function shownMedian(estimate: MedianEstimate, least: number) {
  if (estimate.n < 2 * least) return { median: null, median_ci: null };
  const { value, ci } = estimate;
  return { median: value, median_ci: ci === null ? null : ([ci.low, ci.high] as [number | null, number | null]) };
}

/** The counts behind a curve, where there are units enough to show one. */
function countsBehind(n: number, details: Record<string, number>, least: number): Pick<CellEstimate, 'details'> {
  return n < least ? {} : { details };
}

/** A median as the main number. */
function medianCell(median: MedianEstimate, least: number): CellEstimate {
  if (median.n < 2 * least) return { value: null, n: null, ci: null, reason: 'small_group' };
  const why = median.reason === undefined ? {} : { reason: median.reason };
  return { value: median.value, n: median.n, ci: median.ci, ...why };
}

type Watched = { time: number; kinds: [open: number, events: number, competing: number] };

/** The list that `summary-columns.ts` makes, sorted by time: units by how their time ended, times in days. */
function watchedTimes(row: RawRow): Watched[] {
  const found: Watched[] = [];
  let last: Watched | undefined;
  for (const encoded of numbersIn(row['times'])) {
    const kind = ((encoded % TIME_KINDS) + TIME_KINDS) % TIME_KINDS;
    const time = (encoded - kind) / TIME_KINDS / DAY_MS;
    if (last === undefined || last.time !== time) {
      last = { time, kinds: [0, 0, 0] };
      found.push(last);
    }
    if (kind === 0) last.kinds[0] += 1;
    else if (kind === 1) last.kinds[1] += 1;
    else last.kinds[2] += 1;
  }
  return found;
}

function survivalCurve(row: RawRow): SurvivalCurve {
  const rows = watchedTimes(row).map(({ time, kinds: [censored, ended] }) => ({ time, ended, censored }));
  if (row['entries'] === undefined) return survival(rows);
  const entries = numbersIn(row['entries']).map((ms) => ({ time: ms / DAY_MS, units: 1 }));
  return survival(rows, DEFAULT_LEVEL, entries);
}

/** Kaplan–Meier: fixed points, median, restricted mean up to the query's horizon; one of them is the value. */
export function estimateSurvival(query: MetricQuery, estimator: Named<'survival'>, row: RawRow): CellEstimate {
  const curve = survivalCurve(row);
  const least = leastAtRisk(query.protection);
  const tau = query.horizon ?? estimator.valueAt;
  const mean = restrictedMean(curve, tau);
  const atTau = survivalAt(curve, tau);
  const meanShown = atTau.at_risk >= least;
  const rest = {
    ...countsBehind(curve.n, { ended: curve.ended, censored: curve.censored }, least),
    points: shownPoints(
      estimator.points.map((day) => survivalAt(curve, day)),
      least,
    ),
    ...shownMedian(medianSurvival(curve), least),
    rmst: meanShown ? mean.value : null,
    rmst_tau: tau,
    rmst_ci: meanShown && mean.ci !== null ? ([mean.ci.low, mean.ci.high] as [number, number]) : null,
  };
  const { value = 'at' } = estimator;
  switch (value) {
    case 'at': {
      const at = survivalAt(curve, estimator.valueAt);
      return { ...readAt(at.survival, at, curve.n, least), ...rest };
    }
    case 'median':
      return { ...medianCell(medianSurvival(curve), least), ...rest };
    case 'rmst': {
      const hidden = readAt(null, atTau, curve.n, least);
      return { ...(hidden.reason === 'small_group' ? hidden : plain(mean)), ...rest };
    }
    default:
      throw new Error(`unknown value of a survival metric ${value satisfies never}`);
  }
}

/** The curve of a cell at one day: the share still without the event, or the share with it. */
export function readCurve(query: MetricQuery, row: RawRow, day: number): CellEstimate {
  const { estimator } = query.metric;
  const least = leastAtRisk(query.protection);
  if (estimator.name === 'survival') {
    const curve = survivalCurve(row);
    const at = survivalAt(curve, day);
    return readAt(at.survival, at, curve.n, least);
  }
  const curve = incidenceCurve(row);
  const at = withinOne(incidenceAt(curve, day));
  return readAt(at.incidence, at, curve.n, least);
}

/** A share that many small steps add up to can pass 1 by a rounding error. */
function withinOne<P extends { incidence: number | null }>(point: P): P {
  return point.incidence === null ? point : { ...point, incidence: Math.min(1, point.incidence) };
}

function incidenceCurve(row: RawRow): IncidenceCurve {
  const times = watchedTimes(row);
  return cumulativeIncidence(
    times.map(({ time, kinds: [censored, events, competing] }) => ({ time, events, competing, censored })),
  );
}

/** Aalen–Johansen: the median, or the incidence at the query's horizon, with fixed points. */
export function estimateIncidence(query: MetricQuery, estimator: Named<'incidence'>, row: RawRow): CellEstimate {
  const curve = incidenceCurve(row);
  const least = leastAtRisk(query.protection);
  const points = shownPoints(
    estimator.points.map((day) => withinOne(incidenceAt(curve, day))),
    least,
  );
  const median = medianIncidence(curve);
  const { events, competing, censored } = curve;
  const counts = countsBehind(curve.n, { events, competing, censored }, least);
  const rest = { ...counts, points, ...shownMedian(median, least) };
  if (estimator.value === 'horizon') {
    const at = withinOne(incidenceAt(curve, query.horizon ?? 0));
    return { ...readAt(at.incidence, at, curve.n, least), ...rest };
  }
  return { ...medianCell(median, least), ...rest };
}
