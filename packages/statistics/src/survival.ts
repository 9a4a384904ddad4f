import { normalCritical } from './critical-value.ts';
import type { UndefinedReason } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, isWholeCount } from './estimate.ts';

/** Units whose follow-up stopped at `time` (days, fractions allowed): `ended` by the event, `censored` without it. */
export type SurvivalRow = { time: number; ended: number; censored: number };

/** `units` came under watch at `time`: what happened to them earlier was not seen. */
export type EntryRow = { time: number; units: number };

export type SurvivalStep = {
  time: number;
  /** Units with entry < this time <= their own; a unit censored at this very time is still at risk. */
  atRisk: number;
  ended: number;
  censored: number;
  survival: number;
  /** Greenwood's sum; the standard error is survival × √greenwood. Meaningless once survival is 0. */
  greenwood: number;
  /** null where survival is 0: the log–log band does not exist there. */
  band: { low: number; high: number } | null;
};

/** `reason` is set when there is no curve; every reader of a curve then answers with that reason. */
export type SurvivalCurve = {
  n: number;
  ended: number;
  censored: number;
  level: number;
  method: 'log_log';
  /** First entry, 0 without delayed entry; the curve is that of units which get this far. */
  watchedFrom: number;
  /** Follow-up ends here; null without units. */
  lastTime: number | null;
  steps: SurvivalStep[];
  reason: UndefinedReason | null;
};

/** A reading of a curve; snake_case because these are the fields users see. */
export type SurvivalPoint = {
  day: number;
  survival: number | null;
  ci_low: number | null;
  ci_high: number | null;
  at_risk: number;
  reason?: UndefinedReason;
};

/**
 * Kaplan–Meier curve with Greenwood's variance and a log–log band (Kalbfleisch & Prentice), at every distinct time.
 * Rows come in any order, a time may repeat; summaries merge by concatenation. Events precede censorings of the same
 * time. Band: [1, 1] while survival is 1, null once it is 0. No units: an empty curve with reason `no_units`.
 *
 * `entries` (delayed entry, left truncation) say when the same units came under watch; at risk at t: entry < t <= time. Every
 * unit needs one, earlier than its own time, or the input is refused. Entry times become steps without ends. Where few
 * were under watch early on, one end can pull the whole curve down: read `atRisk`.
 */
export function survival(
  rows: readonly SurvivalRow[],
  level = DEFAULT_LEVEL,
  entries?: readonly EntryRow[],
): SurvivalCurve {
  if (!isLevel(level) || !rows.every(isRow)) return emptyCurve(level, 'invalid_input');
  const n = rows.reduce((sum, row) => sum + row.ended + row.censored, 0);
  const changes = changesOf(rows, entries);
  if (changes === null || (entries !== undefined && !isEntryOfAll(changes, n)))
    return emptyCurve(level, 'invalid_input');
  if (n === 0) return emptyCurve(level, 'no_units');
  return {
    n,
    ended: rows.reduce((sum, row) => sum + row.ended, 0),
    censored: rows.reduce((sum, row) => sum + row.censored, 0),
    level,
    method: 'log_log',
    watchedFrom: entries === undefined ? 0 : (changes[0]?.time ?? 0),
    lastTime: changes.at(-1)?.time ?? null,
    steps: productLimit(changes, entries === undefined ? n : 0, normalCritical(level)),
    reason: null,
  };
}

/**
 * The curve at a day, with the number of units at risk that day. Beyond the last time survival is null
 * (`follow_up_too_short`), unless it had reached 0, where it stays; so it is in a gap of delayed entries, `no_units`.
 */
export function survivalAt(curve: SurvivalCurve, day: number): SurvivalPoint {
  const missing = (reason: UndefinedReason): SurvivalPoint => {
    return { day, survival: null, ci_low: null, ci_high: null, at_risk: 0, reason };
  };
  if (curve.reason) return missing(curve.reason);
  if (!isCount(day)) return missing('invalid_input');
  const passed = countPassed(curve.steps, day);
  const step = curve.steps[passed - 1];
  if (!step) return { day, survival: 1, ci_low: 1, ci_high: 1, at_risk: curve.steps[0]?.atRisk ?? 0 };
  const atRisk = step.time === day ? step.atRisk : (curve.steps[passed]?.atRisk ?? 0);
  const isGap = passed < curve.steps.length && day > curve.watchedFrom;
  if (atRisk === 0 && step.survival > 0 && day > curve.watchedFrom) {
    return missing(isGap ? 'no_units' : 'follow_up_too_short');
  }
  const point = { day, survival: step.survival, at_risk: atRisk };
  if (!step.band) return { ...point, ci_low: null, ci_high: null, reason: 'everyone_ended' };
  return { ...point, ci_low: step.band.low, ci_high: step.band.high };
}

/** Number of steps with time <= day, by bisection: a report asks for many days of one curve. */
export function countPassed(steps: readonly { time: number }[], day: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle]?.time ?? Number.POSITIVE_INFINITY) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Change = SurvivalRow & { entered: number };

/** Distinct times ascending, counts added, rows without units dropped; null when an entry cannot be. */
function changesOf(rows: readonly SurvivalRow[], entries: readonly EntryRow[] = []): Change[] | null {
  if (entries.length === 0 && areMerged(rows)) {
    return rows.map(({ time, ended, censored }) => ({ time, ended, censored, entered: 0 }));
  }
  const byTime = new Map<number, Change>();
  const add = (time: number, ended: number, censored: number, entered: number) => {
    if (ended + censored + entered === 0) return;
    const known = byTime.get(time) ?? { time, ended: 0, censored: 0, entered: 0 };
    known.ended += ended;
    known.censored += censored;
    known.entered += entered;
    byTime.set(time, known);
  };
  for (const { time, ended, censored } of rows) add(time, ended, censored, 0);
  for (const { time, units } of entries) {
    if (!isCount(time) || !isWholeCount(units)) return null;
    add(time, 0, 0, units);
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}

/** Whether rows are as `changesOf` would make them. Half a million in a map cost a second that most callers can spare. */
function areMerged(rows: readonly SurvivalRow[]): boolean {
  let last = -1;
  for (const { time, ended, censored } of rows) {
    if (time <= last || ended + censored === 0) return false;
    last = time;
  }
  return true;
}

/** Nobody leaves before they came, and all came. */
function isEntryOfAll(changes: readonly Change[], n: number): boolean {
  let [watched, entered] = [0, 0];
  for (const change of changes) {
    watched -= change.ended + change.censored;
    if (watched < 0) return false;
    watched += change.entered;
    entered += change.entered;
  }
  return entered === n;
}

function productLimit(changes: readonly Change[], atStart: number, z: number): SurvivalStep[] {
  let atRisk = atStart;
  let survivalSoFar = 1;
  let greenwood = 0;
  let band = logLogBand(1, 0, z);
  return changes.map(({ time, ended, censored, entered }) => {
    // Where all end at once the variance term is infinite; survival is 0 from here on and the band is withheld.
    if (ended < atRisk) greenwood += ended / (atRisk * (atRisk - ended));
    if (ended > 0) {
      survivalSoFar *= 1 - ended / atRisk;
      band = logLogBand(survivalSoFar, greenwood, z);
    }
    const step = { time, atRisk, ended, censored, survival: survivalSoFar, greenwood, band };
    atRisk += entered - ended - censored;
    return step;
  });
}

function logLogBand(estimate: number, greenwood: number, z: number): SurvivalStep['band'] {
  if (estimate === 1) return { low: 1, high: 1 };
  if (estimate === 0) return null;
  const theta = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(estimate));
  return { low: estimate ** Math.exp(theta), high: estimate ** Math.exp(-theta) };
}

function isRow({ time, ended, censored }: SurvivalRow): boolean {
  return isCount(time) && isWholeCount(ended) && isWholeCount(censored);
}

function emptyCurve(level: number, reason: UndefinedReason): SurvivalCurve {
  return { n: 0, ended: 0, censored: 0, level, method: 'log_log', watchedFrom: 0, lastTime: null, steps: [], reason };
}
