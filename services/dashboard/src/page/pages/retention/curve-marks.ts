/** What is drawn beside the line of a curve: its band, who was followed no longer, its median, the numbers under the axis. Pure. */
import { formatCount, formatValue } from '../../cells/format-value.ts';
import { type Colours, lookOf } from '../../charts/colours.ts';
import { type Curve, censoredAt, pointAt, stretchesOf } from './curves.ts';

const NAME_HEIGHT = 14;
const NUMBER_WIDTH = 32;

/** Pixels from the axis to the first line of numbers, and of each. */
export const HEADING = 62;
export const LINE = 16;

type Api = { coord(at: [number, number]): [number, number]; value(dimension: number): number };
type Params = { coordSys: { x: number; y: number; width: number; height: number }; dataIndex: number };

const DASHES: Readonly<Record<string, number[]>> = { solid: [], dashed: [6, 4], dotted: [2, 3] };
const dashOf = (dash: ReturnType<typeof lookOf>['dash']) =>
  typeof dash === 'string' ? (DASHES[dash] ?? []) : [...dash];

const quiet = { type: 'custom', silent: true, tooltip: { show: false } } as const;

/** The steps of a curve; pale where something happened between two days and it is not told when. */
export function stepsOf(curve: Curve, place: number, colours: Colours) {
  const look = lookOf(colours, place);
  const stretches = stretchesOf(curve);
  return {
    ...quiet,
    z: 3,
    encode: { x: [0, 1], y: [2, 3] },
    data: stretches.map(({ from, to, share, next }) => [from, to, share, next]),
    renderItem: ({ dataIndex }: Params, api: Api) => {
      const [x, y] = api.coord([api.value(0), api.value(2)]);
      const [right, next] = api.coord([api.value(1), api.value(3)]);
      const points = [
        [x, y],
        [right, y],
        [right, next],
      ];
      const style = { stroke: look.color, lineWidth: 2, fill: 'none', lineDash: dashOf(look.dash) };
      return {
        type: 'polyline',
        shape: { points },
        style: { ...style, opacity: stretches[dataIndex]?.isFar === true ? 0.4 : 1 },
      };
    },
  };
}

/** The interval of each day that is told until the next one; where that is far, and the curve moves, at the day alone. */
export function bandOf(curve: Curve, color: string, isOneOfMany: boolean) {
  const known = stretchesOf(curve).filter(({ low, high }) => low !== null && high !== null);
  const last = curve.points.at(-1);
  const atEnd = last?.low != null && last.high !== null ? [[last.day, last.day, last.low, last.high]] : [];
  const rows = known.map(({ from, to, low, high, isFar }) => [from, isFar ? from : to, low, high]);
  return {
    ...quiet,
    z: 1,
    encode: { x: [0, 1], y: [2, 3] },
    data: [...rows, ...atEnd],
    renderItem: (_: unknown, api: Api) => {
      const [x, top] = api.coord([api.value(0), api.value(3)]);
      const [right, bottom] = api.coord([api.value(1), api.value(2)]);
      const isAlone = right === x;
      return {
        type: 'rect',
        shape: { x: isAlone ? x - 2 : x, y: top, width: isAlone ? 4 : right - x, height: bottom - top },
        style: { fill: color, opacity: isAlone ? 0.3 : isOneOfMany ? 0.09 : 0.14 },
      };
    },
  };
}

/** Upright marks where it is told that more were followed no longer, without an end. */
export function censoringOf(curve: Curve, color: string) {
  return {
    type: 'scatter',
    silent: true,
    z: 4,
    symbol: 'rect',
    symbolSize: [1.5, 9],
    itemStyle: { color },
    tooltip: { show: false },
    data: censoredAt(curve).map(({ day, share }) => [day, share]),
  };
}

/** From one half down to the axis, at the day by which half had ended. */
export function medianOf({ row }: Curve, color: string, isLabelled: boolean) {
  const median = row.median ?? null;
  return {
    ...quiet,
    z: 2,
    encode: { x: 0, y: [] },
    data: median === null ? [] : [[median, 0]],
    renderItem: ({ coordSys }: Params, api: Api) => {
      const [x, y1] = api.coord([api.value(0), 0.5]);
      const y2 = coordSys.y + coordSys.height;
      if (x > coordSys.x + coordSys.width) return null;
      const line = {
        type: 'line',
        shape: { x1: x, y1, x2: x, y2 },
        style: { stroke: color, lineWidth: 1.5, lineDash: [3, 3] },
      };
      const text = {
        type: 'text',
        style: { x: x + 5, y: y2 - 16, text: `half by ${formatValue(median ?? 0, 'days')}`, fill: color, fontSize: 11 },
      };
      return { type: 'group', children: isLabelled ? [line, text] : [line] };
    },
  };
}

/** Of days in order those whose numbers do not lie on one another, the last one always. */
function legible(days: readonly number[], xOf: (day: number) => number): number[] {
  const kept: number[] = [];
  for (const day of days.toReversed()) {
    const after = kept[0];
    if (after === undefined || xOf(after) - xOf(day) >= NUMBER_WIDTH) kept.unshift(day);
  }
  return kept;
}

/** How many are still followed, a line a curve, under the days that are told; these stand at the axis. */
export function atRiskRows(curves: readonly Curve[], days: readonly number[], colours: Colours) {
  const places = curves.flatMap((curve, line) => {
    const known = days.flatMap((day) => pointAt(curve, day) ?? []);
    // Dimension 1 would count for the extent of the axis.
    return known.map(({ day, atRisk }, place) => [day, 0, line, atRisk, place]);
  });
  return {
    ...quiet,
    clip: false,
    encode: { x: 0, y: [] },
    data: places,
    renderItem: ({ coordSys, dataIndex }: Params, api: Api) => {
      const { x: left, y, width, height } = coordSys;
      const [x] = api.coord([api.value(0), 0]);
      const line = api.value(2);
      const top = y + height + HEADING + LINE * line;
      const text = (at: number, said: string, style: object) => ({
        type: 'text',
        style: { x: at, y: top, text: said, fontSize: 11, fill: colours.soft, ...style },
      });
      const { color } = lookOf(colours, line);
      const day = api.value(0);
      const isLegible = legible(days, (one) => api.coord([one, 0])[0]).includes(day);
      const number = text(x, isLegible ? formatCount(api.value(3)) : '', {
        align: 'center',
        fill: curves.length > 1 ? color : colours.text,
      });
      const isFirstOf = curves.findIndex((curve) => pointAt(curve, day) !== undefined) === line;
      const above = isFirstOf && isLegible ? [text(x, formatCount(day), { y: y + height + 8, align: 'center' })] : [];
      if (api.value(4) !== 0) return { type: 'group', children: [number, ...above] };
      // With the first number of each line: whose it is, and above the first line what they are.
      const name = text(left + width + 26, curves[line]?.name ?? '', { fill: color });
      const heading = text(left - 6, 'Still followed', { y: top - LINE - 1 });
      const beside = [...(curves.length > 1 ? [name] : []), ...(dataIndex === 0 ? [heading] : [])];
      return { type: 'group', children: [number, ...above, ...beside] };
    },
  };
}

/** The name of each curve beside its end, moved apart where two would lie on one another. */
export function namesOf(curves: readonly Curve[], colours: Colours) {
  const ends = curves.map(({ points, start }, place) => [0, points.at(-1)?.share ?? start, place]);
  return {
    ...quiet,
    clip: false,
    encode: { x: 0, y: [] },
    data: [[0, 0]],
    renderItem: ({ coordSys }: Params, api: Api) => {
      const x = coordSys.x + coordSys.width + 10;
      const placed = ends
        .map(([, share = 0, place = 0]) => ({ y: api.coord([0, share])[1], place }))
        .sort((a, b) => b.y - a.y);
      let below = Number.POSITIVE_INFINITY;
      const children = placed.map(({ y, place }) => {
        below = Math.min(y, below - NAME_HEIGHT);
        const { color } = lookOf(colours, place);
        return {
          type: 'text',
          style: { x, y: below, text: curves[place]?.name ?? '', fill: color, fontSize: 12, verticalAlign: 'middle' },
        };
      });
      return { type: 'group', children };
    },
  };
}
