/** The curves of an answer: what is told of each at which day, in numbers and words. Pure. */
import { formatCount, formatInterval, formatValue } from '../../cells/format-value.ts';
import { groupText } from '../../cells/row-text.ts';
import type { Row } from '../../data/types.ts';

/** `ended` and `open`: how many had ended, or were followed no longer without an end, by that day; null where it is not told. */
export type CurvePoint = {
  readonly day: number;
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly atRisk: number;
  readonly ended: number | null;
  readonly open: number | null;
};

export type Curve = {
  readonly name: string;
  /** What is drawn: the whole curve where it is told, else its fixed days. */
  readonly points: readonly CurvePoint[];
  /** The fixed days, for the table. */
  readonly fixed: readonly CurvePoint[];
  /** Survival begins at one, incidence at nothing. */
  readonly start: 0 | 1;
  readonly row: Row;
};

export const MAX_CURVES = 6;
const MOST_COLUMNS = 9;
/** Days between two points beyond which nothing is said to be known in between: a month is as near as a protected curve tells. */
const FAR = 45;

type Told = NonNullable<Row['points']>[number] & { ended?: number | null; censored?: number | null };

function pointsOf(told: readonly Told[] | undefined): CurvePoint[] {
  return (told ?? []).flatMap(
    ({ day, survival, incidence, at_risk, ci_low, ci_high, ended = null, censored = null }) => {
      const share = survival ?? incidence;
      return share == null ? [] : [{ day, share, low: ci_low, high: ci_high, atRisk: at_risk, ended, open: censored }];
    },
  );
}

/** A curve a group, in the order of the answer. */
export function curvesOf(rows: readonly Row[]): Curve[] {
  return rows.map((row) => {
    const fixed = pointsOf(row.points);
    const whole = pointsOf(row.curve);
    const start = (row.points ?? []).some(({ incidence }) => incidence != null) ? 0 : 1;
    return { name: groupText(row.group) || 'all', points: whole.length > 0 ? whole : fixed, fixed, start, row };
  });
}

/** Whether more than the fixed days of a curve are told. */
export const isWhole = (curves: readonly Curve[]): boolean =>
  curves.some(({ points, fixed }) => points.length > fixed.length);

/** "day 365: 57.9 % (54.5 % to 61.2 %), 374 still followed" */
export function pointText({ day, share, low, high, atRisk }: CurvePoint): string {
  const interval = formatInterval({ low, high }, 'share');
  return `day ${day}: ${formatValue(share, 'share')}${interval === null ? '' : ` (${interval})`}, ${formatCount(atRisk)} still followed`;
}

/** All days at which something is told of a curve, and day 0. */
const daysOf = (curves: readonly Curve[]): number[] =>
  [...new Set([0, ...curves.flatMap(({ points }) => points.map(({ day }) => day))])].sort((a, b) => a - b);

/** What a curve says of a day; at the start nobody has left. */
export function pointAt({ points, start, row }: Curve, day: number): CurvePoint | undefined {
  if (day === 0 && row.n !== null)
    return { day, share: start, low: null, high: null, atRisk: row.n, ended: 0, open: 0 };
  return points.find((point) => point.day === day);
}

/** What the cursor says of each day of the first curve, of all of them where they are told too. */
export function stepsOf(curves: readonly Curve[]): string[] {
  const [first] = curves;
  if (first === undefined) return [];
  const isNamed = curves.length > 1;
  return [0, ...first.points.map(({ day }) => day)].map((day) =>
    curves
      .flatMap((curve) => {
        const point = pointAt(curve, day);
        return point === undefined ? [] : [`${isNamed ? `${curve.name}, ` : ''}${pointText(point)}`];
      })
      .join('\n'),
  );
}

/** The days under which numbers at risk stand: told of most curves, first those that every curve has, far enough apart to be read. */
export function daysAtRisk(curves: readonly Curve[]): number[] {
  const days = daysOf(curves);
  const apart = (days.at(-1) ?? 0) / MOST_COLUMNS;
  const toldOf = (day: number) => curves.filter((curve) => pointAt(curve, day) !== undefined).length;
  const isFixed = (day: number) => curves.some(({ fixed }) => fixed.some((point) => point.day === day));
  const rank = (day: number) => toldOf(day) + (isFixed(day) ? 0.5 : 0);
  const chosen: number[] = [];
  for (const day of [0, ...days.toSorted((a, b) => rank(b) - rank(a) || a - b)])
    if (chosen.every((one) => Math.abs(one - day) >= apart)) chosen.push(day);
  return chosen.sort((a, b) => a - b);
}

/** A stretch of a curve between two days at which it is known: `share` holds from the first until it becomes `next` at the second. */
export type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly next: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Whether something happened in between, and it is not told when. */
  readonly isFar: boolean;
};

/** The stretches of a curve. A median is a day too: half had ended by then, and fewer before. */
export function stretchesOf({ points, start, row }: Curve): Stretch[] {
  const last = points.at(-1)?.day ?? 0;
  const { median = null } = row;
  const half =
    median === null || median >= last || points.some(({ day }) => day === median)
      ? []
      : [{ day: median, share: 0.5, low: null, high: null }];
  const known = [{ day: 0, share: start, low: null, high: null }, ...points, ...half].sort((a, b) => a.day - b.day);
  return known.slice(1).flatMap((next, place) => {
    const here = known[place];
    if (here === undefined) return [];
    const isFar = next.day - here.day > FAR && next.share !== here.share;
    return [
      { from: here.day, to: next.day, share: here.share, next: next.share, low: here.low, high: here.high, isFar },
    ];
  });
}

/** Days since the last one at which it is told that some were followed no longer, without an end. */
export function censoredAt({ points }: Curve): CurvePoint[] {
  let before = 0;
  return points.filter(({ open }) => {
    const isMore = open !== null && open > before;
    before = open ?? before;
    return isMore;
  });
}

/** "half had ended by day 366 (361 to 370)": where that is known. */
export function medianText({ name, row }: Curve): string | undefined {
  if (row.median == null) return undefined;
  const [low = null, high = null] = row.median_ci ?? [];
  const interval = formatInterval({ low, high }, 'days');
  return `${name === 'all' ? 'half' : `${name}: half`} by ${formatValue(row.median, 'days')}${interval === null ? '' : ` (${interval})`}`;
}
