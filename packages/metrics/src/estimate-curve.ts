/** Estimates of time to event, and how much of a curve a small group may show. */
import {
  cumulativeIncidence,
  DEFAULT_LEVEL,
  type IncidenceCurve,
  type IncidencePoint,
  incidenceAt,
  type MedianEstimate,
  medianIncidence,
  medianSurvival,
  restrictedMean,
  type SurvivalCurve,
  type SurvivalPoint,
  survival,
  survivalAt,
} from '@rapport/statistics';
import {
  type EventTimes,
  endsBy,
  mayCount,
  shownMean,
  shownMedianOf,
  shownReading,
  shownSteps,
} from './curve-disclosure.ts';
import type { Estimator, MetricDefinition } from './definition.ts';
import type { CellEstimate } from './estimate.ts';
import { plain } from './estimate-shares.ts';
import type { MetricQuery, Protection } from './request.ts';
import type { ConfidenceInterval, IncidenceRowPoint, SurvivalRowPoint } from './result.ts';
import { TIME_KINDS } from './summary-columns.ts';
import { numbersIn, type RawRow } from './summary-row.ts';
import { type CurveCounts, type Leaving, type WatchedCurve, wholeCurve } from './whole-curve.ts';

const DAY_MS = 86_400_000;

type Named<Name extends Estimator['name']> = Extract<Estimator, { name: Name }>;
type Point = { day: number; ci_low: number | null; ci_high: number | null; at_risk: number; reason?: string };

const leastOf = (protection: Protection) => (protection === 'none' ? null : protection.k);

function intervalAt(point: Point): ConfidenceInterval | null {
  const { ci_low: low, ci_high: high } = point;
  return low === null || high === null ? null : { low, high, level: DEFAULT_LEVEL, method: 'log_log' };
}

function readAt(value: number | null, point: Point, n: number): CellEstimate {
  const why = point.reason === undefined ? {} : { reason: point.reason };
  return { value, n, ci: intervalAt(point), ...why };
}

/** A point without the reason that explains a missing one. */
const bare = <P extends Point>({ reason: _reason, ...point }: P): Omit<P, 'reason'> => point;

function medianCell({ value, n, ci, reason }: MedianEstimate): CellEstimate {
  return { value, n, ci, ...(reason === undefined ? {} : { reason }) };
}

/** A median beside the main number. */
function medianBeside({ value, ci }: CellEstimate): Pick<CellEstimate, 'median' | 'median_ci'> {
  return { median: value, median_ci: ci === null ? null : [ci.low, ci.high] };
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

const timesOfSurvival = ({ sensitive }: MetricDefinition, { n, steps }: SurvivalCurve): EventTimes => {
  return { n, times: steps.map(({ time, ended }) => ({ time, ends: ended })), sensitive: sensitive === true };
};

/**
 * A curve that reached its end only because whoever was followed longest had the event says nothing of later days: the others were
 * not followed until then. Statistics' convention keeps such a curve at its end; a cohort of which most are still open would read 0 %.
 */
const isFollowedUntil = ({ lastTime, censored }: { lastTime: number | null; censored: number }, day: number) =>
  lastTime === null || day <= lastTime || censored === 0;

const NOT_FOLLOWED = { ci_low: null, ci_high: null, reason: 'follow_up_too_short' } as const;

function openAt(curve: SurvivalCurve, day: number): SurvivalPoint {
  const point = survivalAt(curve, day);
  return isFollowedUntil(curve, day) ? point : { ...point, ...NOT_FOLLOWED, survival: null };
}

function endedAt(curve: IncidenceCurve, day: number): IncidencePoint {
  const point = withinOne(incidenceAt(curve, day));
  return isFollowedUntil(curve, day) ? point : { ...point, ...NOT_FOLLOWED, incidence: null };
}

/** The days of a median that is shown, and of its limits. */
function daysOfMedian(exact: CellEstimate, shown: CellEstimate): (number | null)[] {
  const { ci } = exact;
  return [shown.value === null ? null : exact.value, ...(shown.ci === null || ci === null ? [] : [ci.low, ci.high])];
}

const leavingOfSurvival = ({ n, steps }: SurvivalCurve): Leaving => {
  return { n, times: steps.map(({ time, ended, censored }) => ({ time, ways: [ended, censored] })) };
};

const leavingOfIncidence = ({ n, steps }: IncidenceCurve): Leaving => {
  return {
    n,
    times: steps.map(({ time, events, competing, censored }) => ({ time, ways: [events, competing, censored] })),
  };
};

type ToldBeside = { days: readonly (number | null)[]; isCounted: boolean; sensitive: boolean };

/** The whole curve, where the question asks for it: `curve=full`. */
function wholeOf<P extends SurvivalRowPoint | IncidenceRowPoint>(
  { curve, protection }: MetricQuery,
  row: RawRow,
  points: readonly P[],
  told: ToldBeside,
  watched: () => WatchedCurve<P>,
): { curve?: (P & CurveCounts)[] } {
  if (curve !== 'full') return {};
  const k = leastOf(protection);
  const isDelayed = row['entries'] !== undefined;
  return { curve: wholeCurve(watched(), k === null ? null : { ...told, k, points, isDelayed }) };
}

/** Kaplan–Meier: fixed points, median, restricted mean up to the query's horizon; one of them is the value. */
export function estimateSurvival(query: MetricQuery, estimator: Named<'survival'>, row: RawRow): CellEstimate {
  const curve = survivalCurve(row);
  const [events, k] = [timesOfSurvival(query.metric, curve), leastOf(query.protection)];
  const tau = query.horizon ?? estimator.valueAt;
  const all = estimator.points.map((day) => openAt(curve, day));
  const points = k === null ? all : shownSteps(events, all, k);
  const { n, ended, censored } = curve;
  const raw = { at: openAt(curve, estimator.valueAt), median: medianCell(medianSurvival(curve)) };
  const exact = { at: readAt(raw.at.survival, raw.at, n), mean: plain(restrictedMean(curve, tau)) };
  const median = k === null ? raw.median : shownMedianOf(events, raw.median, k);
  const mean = k === null ? exact.mean : shownMean(events, tau, exact.mean, survivalAt(curve, tau).at_risk, k);
  const meanBeside = mean.ci === null && k !== null ? null : mean;
  const isCounted = k === null || mayCount(events, [ended, censored], points, k);
  const days = [estimator.valueAt, ...daysOfMedian(raw.median, median)];
  const rest = {
    ...(isCounted ? { details: { ended, censored } } : {}),
    points: points.map(bare),
    ...wholeOf(query, row, points.map(bare), { days, isCounted, sensitive: events.sensitive }, () => ({
      leaving: leavingOfSurvival(curve),
      at: (day) => [bare(openAt(curve, day))].find(({ survival: share }) => share !== null),
    })),
    ...medianBeside(median),
    rmst: meanBeside?.value ?? null,
    rmst_tau: tau,
    rmst_ci: (meanBeside?.ci ? [meanBeside.ci.low, meanBeside.ci.high] : null) as [number, number] | null,
  };
  const { value = 'at' } = estimator;
  switch (value) {
    case 'at': {
      const reading = { day: raw.at.day, at_risk: raw.at.at_risk, estimate: exact.at, counts: 'not_ended' as const };
      return { ...(k === null ? exact.at : shownReading(events, reading, points, k)), ...rest };
    }
    case 'median':
      return { ...median, ...rest };
    case 'rmst':
      return { ...mean, ...rest };
    default:
      throw new Error(`unknown value of a survival metric ${value satisfies never}`);
  }
}

/** The curve of a cell at one day: the share still without the event, or the share with it; how many had ended, and are still watched. */
export function readCurve(
  { metric }: Pick<MetricQuery, 'metric'>,
  row: RawRow,
  day: number,
): { estimate: CellEstimate; ends: number; atRisk: number } {
  if (metric.estimator.name === 'survival') {
    const curve = survivalCurve(row);
    const at = openAt(curve, day);
    const ends = endsBy(timesOfSurvival(metric, curve), day);
    return { estimate: readAt(at.survival, at, curve.n), ends, atRisk: at.at_risk };
  }
  const curve = incidenceCurve(row);
  const at = endedAt(curve, day);
  const ends = endsBy(timesOfIncidence(metric, curve), day);
  return { estimate: readAt(at.incidence, at, curve.n), ends, atRisk: at.at_risk };
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

const timesOfIncidence = ({ sensitive }: MetricDefinition, { n, steps }: IncidenceCurve): EventTimes => {
  return { n, times: steps.map(({ time, events }) => ({ time, ends: events })), sensitive: sensitive === true };
};

/** Aalen–Johansen: the median, or the incidence at the query's horizon, with fixed points. */
export function estimateIncidence(query: MetricQuery, estimator: Named<'incidence'>, row: RawRow): CellEstimate {
  const curve = incidenceCurve(row);
  const [times, k] = [timesOfIncidence(query.metric, curve), leastOf(query.protection)];
  const all = estimator.points.map((day) => endedAt(curve, day));
  const points = k === null ? all : shownSteps(times, all, k);
  const exact = medianCell(medianIncidence(curve));
  const median = k === null ? exact : shownMedianOf(times, exact, k);
  const { n, events, competing, censored } = curve;
  const isCounted = k === null || mayCount(times, [events, competing, censored], points, k);
  const days = [query.horizon, ...daysOfMedian(exact, median)];
  const rest = {
    ...(isCounted ? { details: { events, competing, censored } } : {}),
    points: points.map(bare),
    ...wholeOf(query, row, points.map(bare), { days, isCounted, sensitive: times.sensitive }, () => ({
      leaving: leavingOfIncidence(curve),
      at: (day) => [bare(endedAt(curve, day))].find(({ incidence }) => incidence !== null),
    })),
    ...medianBeside(median),
  };
  if (estimator.value === 'median') return { ...median, ...rest };
  const at = endedAt(curve, query.horizon ?? 0);
  const estimate = readAt(at.incidence, at, n);
  const reading = { day: at.day, at_risk: at.at_risk, estimate, counts: 'ended' as const };
  return { ...(k === null ? estimate : shownReading(times, reading, points, k)), ...rest };
}
