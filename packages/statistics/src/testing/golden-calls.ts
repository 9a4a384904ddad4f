import golden from '../golden/estimators.json' with { type: 'json' };
import type { EntryRow, IncidenceRow, SurvivalRow } from '../index.ts';
import * as statistics from '../index.ts';
import { largestDifference } from './close.ts';

export type GoldenCase = { args: unknown[]; expect: Record<string, number | null> };
export type GoldenEntry = { estimator: string; reference: string; cases: GoldenCase[] };

const { cumulativeIncidence, incidenceAt, logRank, medianSurvival, restrictedMean } = statistics;
const { landmark, restrictedMeanDifference, survival, survivalAt, survivalDifference } = statistics;

/** Calls whose arguments are no plain data: curves are made from their rows first. */
const fromRows: Record<string, (...args: never[]) => unknown> = {
  survival: (rows: SurvivalRow[], days: number[]) => days.map((day) => survivalAt(survival(rows), day)),
  medianSurvival: (rows: SurvivalRow[]) => medianSurvival(survival(rows)),
  restrictedMean: (rows: SurvivalRow[], tau: number) => restrictedMean(survival(rows), tau),
  logRank: (groups: SurvivalRow[][]) => logRank(groups.map((rows) => survival(rows))),
  cumulativeIncidence: (rows: IncidenceRow[], days: number[]) => {
    const curve = cumulativeIncidence(rows);
    const errors = new Map(curve.steps.map(({ time, variance }) => [time, Math.sqrt(variance)]));
    return days.map((day) => ({ ...incidenceAt(curve, day), se: errors.get(day) }));
  },
  'survival with entries': (rows: SurvivalRow[], entries: EntryRow[], day: number) =>
    survivalAt(survival(rows, 0.95, entries), day),
  landmark: (rows: SurvivalRow[], from: number, day: number) => survivalAt(survival(landmark(rows, from).rows), day),
  survivalDifference: (first: SurvivalRow[], second: SurvivalRow[], day: number) =>
    survivalDifference(survival(first), survival(second), day),
  restrictedMeanDifference: (first: SurvivalRow[], second: SurvivalRow[], tau: number) =>
    restrictedMeanDifference(survival(first), survival(second), tau),
};

/** The golden cases with their shape made known: TypeScript infers a union of hundreds of literal types otherwise. */
export const goldenEntries = golden as unknown as GoldenEntry[];

function callOf(estimator: string): (...args: never[]) => unknown {
  const call = fromRows[estimator] ?? (statistics as Record<string, unknown>)[estimator];
  if (typeof call !== 'function') throw new Error(`no estimator ${estimator}`);
  return call as (...args: never[]) => unknown;
}

/** Largest |ours − reference| / max(1, |reference|) of one call; p values by their ratio, as they may be tiny. */
export function caseDifference(estimator: string, { args, expect }: GoldenCase): number {
  const result = callOf(estimator)(...(args as never[]));
  const pairs = Object.entries(expect).map(([path, reference]) => {
    const ours = path === 'value' && typeof result === 'number' ? result : at(result, path);
    const isP = path === 'p' || path.endsWith('.p');
    return isP && reference && typeof ours === 'number'
      ? ([ours / reference, 1] as const)
      : ([ours, reference] as const);
  });
  return largestDifference(pairs);
}

function at(result: unknown, path: string): number | null | undefined {
  let here = result;
  for (const key of path.split('.')) here = (here as Record<string, unknown> | null | undefined)?.[key];
  return here as number | null | undefined;
}
