/** A curve at more than its fixed days: at every day, or, protected, at every month that tells of nobody. */
import { isCrowdedBetween, refinedSteps, type ToldDay } from '@rapport/privacy';
import { countPassed } from '@rapport/statistics';

/** Most points of a curve. */
const MOST_POINTS = 400;
/** Days between the points of a protected curve: the same days for everybody, so that none of them is chosen by who ended. */
const MONTH = 30;

type Point = { day: number; at_risk: number };

/** Units by when and how they left the watch. `ways`: a number a way; the first ended by what the curve is about, the last are those no longer followed. */
export type Leaving = { n: number; times: readonly { time: number; ways: readonly number[] }[] };

export type WatchedCurve<P extends Point> = {
  leaving: Leaving;
  /** The reading at a day; undefined where nobody was followed to it. */
  at: (day: number) => P | undefined;
};

/** What else the answer tells of a protected curve. */
type Told<P extends Point> = {
  k: number;
  sensitive: boolean;
  /** The points at fixed days. */
  points: readonly P[];
  /** Days of other numbers that are told: the value's, the median's and its limits. */
  days: readonly (number | null)[];
  /** Whether it is told how many left the watch in each way, ever. */
  isCounted: boolean;
  /** Whether units came under watch later than at the start: between two points some came and some left, and only the difference is known. */
  isDelayed: boolean;
};

/** How many had ended, and were no longer followed, by the point; null where that would tell of few. */
export type CurveCounts = { ended: number | null; censored: number | null };

/** How many had left by a day, in each way. */
function leftBy({ times }: Leaving): (day: number) => readonly number[] {
  const ways = times[0]?.ways.length ?? 1;
  const none = Array.from({ length: ways }, () => 0);
  let sum: readonly number[] = none;
  const sums = times.map((one) => {
    sum = sum.map((count, way) => count + (one.ways[way] ?? 0));
    return sum;
  });
  return (day) => sums[countPassed(times, day) - 1] ?? none;
}

const counted = (left: readonly number[]): CurveCounts => ({ ended: left[0] ?? 0, censored: left.at(-1) ?? 0 });

/** The whole days by which something had happened; of a curve that is too long for that, every second, third … one. */
function eventfulDays({ times }: Leaving): number[] {
  const last = times.at(-1)?.time ?? 0;
  const apart = Math.max(1, Math.ceil(last / MOST_POINTS));
  return [...new Set(times.map(({ time }) => Math.ceil(time / apart) * apart))];
}

const months = ({ times }: Leaving): number[] => {
  const count = Math.floor((times.at(-1)?.time ?? 0) / MONTH);
  return Array.from({ length: Math.min(count, MOST_POINTS) }, (_, month) => (month + 1) * MONTH);
};

function dayByDay<P extends Point>({ leaving, at }: WatchedCurve<P>): (P & CurveCounts)[] {
  const left = leftBy(leaving);
  return eventfulDays(leaving).flatMap((day) => {
    const point = at(day);
    return point === undefined ? [] : [{ ...point, ...counted(left(day)) }];
  });
}

/** The same points with the numbers behind them, where between two that are told, and before the totals, nobody or k left in each way. */
function withCounts<P extends Point>(
  points: readonly P[],
  toldBy: (day: number) => ToldDay,
  totals: ToldDay | undefined,
  k: number,
): (P & CurveCounts)[] {
  let last = toldBy(0);
  return points.map((point) => {
    const here = toldBy(point.day);
    const isTold = isCrowdedBetween(last, here, k) && (totals === undefined || isCrowdedBetween(here, totals, k));
    if (!isTold) return { ...point, ended: null, censored: null };
    last = here;
    return { ...point, ...counted(here.counts) };
  });
}

function byMonths<P extends Point>({ leaving, at }: WatchedCurve<P>, told: Told<P>): (P & CurveCounts)[] {
  const { k, sensitive, points } = told;
  if (told.isDelayed) return points.map((point) => ({ ...point, ended: null, censored: null }));
  const left = leftBy(leaving);
  const toldBy = (day: number): ToldDay => ({ day, counts: left(day) });
  // How many are still watched on a day is told beside its value: it says who had left before that day.
  const alsoWatched = (day: number): ToldDay => {
    const watched = day === 0 ? leaving.n : (at(day)?.at_risk ?? 0);
    return { day, counts: [leaving.n - watched, ...left(day)] };
  };
  const totals = told.isCounted ? toldBy(Number.POSITIVE_INFINITY) : undefined;
  const fences = [0, ...points.map(({ day }) => day), ...told.days.flatMap((day) => day ?? [])].map(alsoWatched);
  if (totals !== undefined) fences.push({ ...totals, counts: [leaving.n, ...totals.counts] });
  const candidates = months(leaving).flatMap((day) => {
    const point = at(day);
    // That nobody has ended is as telling as that all have.
    const isTelling = sensitive && (left(day)[0] ?? 0) === 0;
    return point === undefined || isTelling ? [] : [{ ...alsoWatched(day), atRisk: point.at_risk, point }];
  });
  const further = refinedSteps(candidates, fences, k).map(({ point }) => point);
  const all = [...points, ...further].sort((a, b) => a.day - b.day);
  return withCounts(all, toldBy, totals, k);
}

/**
 * The curve in full. Unprotected (`told` null): at every whole day by which something had happened, at most 400 of them. Protected: at the
 * points that everybody sees and at every 30 days between them where nobody or k left the watch in each way (`refinedSteps`).
 */
export function wholeCurve<P extends Point>(watched: WatchedCurve<P>, told: Told<P> | null): (P & CurveCounts)[] {
  return told === null ? dayByDay(watched) : byMonths(watched, told);
}
