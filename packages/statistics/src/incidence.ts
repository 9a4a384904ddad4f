import { normalCritical } from './critical-value.ts';
import type { UndefinedReason } from './estimate.ts';
import { CROSSING_TOLERANCE, DEFAULT_LEVEL, isCount, isLevel, isWholeCount } from './estimate.ts';
import { countPassed } from './survival.ts';

/** Units whose follow-up stopped at `time` (days): by the event of interest, a competing one, or censoring. */
export type IncidenceRow = { time: number; events: number; competing: number; censored: number };

export type IncidenceStep = IncidenceRow & {
  /** Units with time >= this time. */
  atRisk: number;
  /** Share still free of either event: Kaplan–Meier for all causes. */
  survival: number;
  /** Share with the event of interest so far. */
  incidence: number;
  variance: number;
  /** null where incidence is 0 or 1: the log–log band does not exist there. */
  band: { low: number; high: number } | null;
};

/** `reason` is set when there is no curve; every reader of a curve then answers with that reason. */
export type IncidenceCurve = {
  n: number;
  events: number;
  competing: number;
  censored: number;
  level: number;
  method: 'log_log';
  lastTime: number | null;
  steps: IncidenceStep[];
  reason: UndefinedReason | null;
};

/** A reading of a curve; snake_case because these are the fields users see. */
export type IncidencePoint = {
  day: number;
  incidence: number | null;
  ci_low: number | null;
  ci_high: number | null;
  at_risk: number;
  reason?: UndefinedReason;
};

/**
 * Aalen–Johansen cumulative incidence of one event beside a competing one. Variance by the delta method (Dinse &
 * Larson 1986; Collett's book; as Stata stcompet, SAS, lifelines and statsmodels, not Aalen's of R cmprsk); without
 * competing events it is Greenwood's. Band on the log(−log) scale. Row rules as in `survival`; ties of all kinds are
 * taken at once, events of both kinds before censorings.
 */
export function cumulativeIncidence(rows: readonly IncidenceRow[], level = DEFAULT_LEVEL): IncidenceCurve {
  const total = { n: 0, events: 0, competing: 0, censored: 0 };
  const curve = { ...total, level, method: 'log_log' as const, lastTime: null, steps: [] };
  if (!isLevel(level) || !rows.every(isRow)) return { ...curve, reason: 'invalid_input' };
  const merged = mergeTimes(rows);
  for (const row of merged) {
    total.events += row.events;
    total.competing += row.competing;
    total.censored += row.censored;
  }
  total.n = total.events + total.competing + total.censored;
  if (total.n === 0) return { ...curve, reason: 'no_units' };
  const steps = aalenJohansen(merged, total.n, normalCritical(level));
  return { ...curve, ...total, lastTime: merged.at(-1)?.time ?? null, steps, reason: null };
}

/**
 * Incidence at a day. Beyond the last time null (`follow_up_too_short`), unless nobody was left, where it stays.
 * While no event has been seen the value is 0 without an interval, `no_events`.
 */
export function incidenceAt(curve: IncidenceCurve, day: number): IncidencePoint {
  const missing = (reason: UndefinedReason): IncidencePoint => {
    return { day, incidence: null, ci_low: null, ci_high: null, at_risk: 0, reason };
  };
  if (curve.reason) return missing(curve.reason);
  if (!isCount(day)) return missing('invalid_input');
  const passed = countPassed(curve.steps, day);
  const step = curve.steps[passed - 1];
  if (!step) return { day, incidence: 0, ci_low: null, ci_high: null, at_risk: curve.n, reason: 'no_events' };
  const atRisk = step.time === day ? step.atRisk : (curve.steps[passed]?.atRisk ?? 0);
  if (atRisk === 0 && step.survival > 0) return missing('follow_up_too_short');
  const point = { day, incidence: step.incidence, at_risk: atRisk };
  if (step.band) return { ...point, ci_low: step.band.low, ci_high: step.band.high };
  return { ...point, ci_low: null, ci_high: null, reason: step.incidence === 0 ? 'no_events' : 'everyone_ended' };
}

/** Whether rows are as `mergeTimes` would make them, which is then spared. */
function areMerged(rows: readonly IncidenceRow[]): boolean {
  let last = -1;
  for (const { time, events, competing, censored } of rows) {
    if (time <= last || events + competing + censored === 0) return false;
    last = time;
  }
  return true;
}

function mergeTimes(rows: readonly IncidenceRow[]): readonly IncidenceRow[] {
  if (areMerged(rows)) return rows;
  const byTime = new Map<number, IncidenceRow>();
  for (const { time, events, competing, censored } of rows) {
    if (events + competing + censored === 0) continue;
    const known = byTime.get(time);
    byTime.set(time, {
      time,
      events: events + (known?.events ?? 0),
      competing: competing + (known?.competing ?? 0),
      censored: censored + (known?.censored ?? 0),
    });
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}

function aalenJohansen(rows: readonly IncidenceRow[], n: number, z: number): IncidenceStep[] {
  const variance = createVarianceSum();
  let atRisk = n;
  let survival = 1;
  let incidence = 0;
  let soFar = 0;
  let band: IncidenceStep['band'] = null;
  return rows.map(({ time, events, competing, censored }) => {
    const ended = events + competing;
    const watched = atRisk;
    if (ended > 0) {
      incidence += (survival * events) / atRisk;
      soFar = variance.add({ events, ended, atRisk, survival });
      survival *= 1 - ended / atRisk;
      band = logLogBand(incidence, soFar, z);
    }
    atRisk -= ended + censored;
    return { time, events, competing, censored, atRisk: watched, incidence, variance: soFar, survival, band };
  });
}

type VarianceTerm = { events: number; ended: number; atRisk: number; survival: number };

/**
 * V(t) = Σ (F(t) − F_i)² d_i/(n_i(n_i − d_i)) + Σ S_i₋² e_i(n_i − e_i)/n_i³ − 2 Σ (F(t) − F_i) S_i₋ e_i/n_i², sums
 * over t_i <= t. Each sum over (F(t) − F_i) is carried along as F grows, which is linear in the number of times and
 * adds positive terms only, where expanding the square would subtract nearly equal ones.
 */
function createVarianceSum(): { add(term: VarianceTerm): number } {
  let hazard = 0; // Σ d/(n(n−d))
  let hazardFirst = 0; // Σ (F(t) − F_i) d/(n(n−d))
  let hazardSecond = 0; // Σ (F(t) − F_i)² d/(n(n−d))
  let own = 0;
  let cross = 0; // Σ S₋ e/n²
  let crossFirst = 0; // Σ (F(t) − F_i) S₋ e/n²

  function add({ events, ended, atRisk, survival }: VarianceTerm): number {
    const growth = (survival * events) / atRisk;
    hazardSecond += 2 * growth * hazardFirst + growth * growth * hazard;
    hazardFirst += growth * hazard;
    crossFirst += growth * cross;
    // Where all end at once the incidence never grows again, so the infinite term never counts.
    if (ended < atRisk) hazard += ended / (atRisk * (atRisk - ended));
    own += (survival * survival * events * (atRisk - events)) / atRisk ** 3;
    cross += (survival * events) / atRisk ** 2;
    return Math.max(0, hazardSecond + own - 2 * crossFirst);
  }
  return { add };
}

function logLogBand(estimate: number, variance: number, z: number): IncidenceStep['band'] {
  if (estimate === 0 || estimate >= 1 - CROSSING_TOLERANCE) return null;
  const theta = (z * Math.sqrt(variance)) / (estimate * Math.abs(Math.log(estimate)));
  return { low: estimate ** Math.exp(theta), high: estimate ** Math.exp(-theta) };
}

function isRow({ time, events, competing, censored }: IncidenceRow): boolean {
  return isCount(time) && isWholeCount(events) && isWholeCount(competing) && isWholeCount(censored);
}
