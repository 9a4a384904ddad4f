/** What lies around a line: its band, whiskers of points that stand alone, marks where there is no number, and what is usual. Pure. */
import { formatTick } from '../cells/format-value.ts';
import { stateText } from '../cells/states.ts';
import type { Row } from '../data/types.ts';
import type { Colours } from './colours.ts';

type Api = { coord(at: [number, number]): [number, number]; value(dimension: number): number };
type Params = { coordSys: { y: number; height: number } };

export type Target = { low?: number; high?: number } | null;

/** The band of one line, as quadrilaterals between neighbours: a gap in the line is a gap in the band. Paler where many lie on each other. */
export function bandSeries(rows: readonly Row[], color: string, isOneOfMany: boolean) {
  const ends = rows.map(({ value, ci }) =>
    value === null || ci === null || ci.low === null || ci.high === null ? null : ([ci.low, ci.high] as const),
  );
  const data = ends.flatMap((end, place) => {
    const next = ends[place + 1];
    return end == null || next == null ? [] : [[place, end[0], end[1], next[0], next[1]]];
  });
  return {
    type: 'custom',
    silent: true,
    z: 1,
    // Dimensions 1 to 4 count for the extent of the axis: no band is cut off.
    encode: { x: 0, y: [1, 2, 3, 4] },
    data,
    renderItem: (_: unknown, api: Api) => {
      const at = api.value(0);
      const points = [
        api.coord([at, api.value(1)]),
        api.coord([at, api.value(2)]),
        api.coord([at + 1, api.value(4)]),
        api.coord([at + 1, api.value(3)]),
      ];
      return { type: 'polygon', shape: { points }, style: { fill: color, opacity: isOneOfMany ? 0.06 : 0.14 } };
    },
  };
}

/** The whisker of a point that no band reaches: one that has no neighbour on either side. */
export function whiskerSeries(rows: readonly Row[], color: string) {
  const known = (row: Row | undefined) => row !== undefined && row.value !== null && row.ci !== null;
  const data = rows.flatMap((row, place) => {
    const isAlone = known(row) && !known(rows[place - 1]) && !known(rows[place + 1]);
    return isAlone && row.ci?.low != null && row.ci.high !== null ? [[place, row.ci.low, row.ci.high]] : [];
  });
  return {
    type: 'custom',
    silent: true,
    z: 1,
    encode: { x: 0, y: [1, 2] },
    data,
    renderItem: (_: unknown, api: Api) => {
      const [x, y1] = api.coord([api.value(0), api.value(1)]);
      const [, y2] = api.coord([api.value(0), api.value(2)]);
      return { type: 'line', shape: { x1: x, y1, x2: x, y2 }, style: { stroke: color, lineWidth: 3, opacity: 0.35 } };
    },
  };
}

/** Marks on the base line for buckets that have no number: never a point at zero. */
export function stateSeries(rows: readonly Row[], colours: Colours) {
  const data = rows.flatMap((row, place) => (row.value === null ? [[place, 0, place]] : []));
  return {
    type: 'custom',
    silent: true,
    encode: { x: 0, y: [] },
    data,
    renderItem: (params: Params, api: Api) => {
      const row = rows[api.value(2)];
      const [x] = api.coord([api.value(0), 0]);
      const { y, height } = params.coordSys;
      const text = row === undefined ? '' : stateText(row.state).mark;
      return {
        type: 'text',
        style: { x, y: y + height - 12, text, fill: colours.soft, align: 'center', fontSize: 12 },
      };
    },
  };
}

/** A line at what is usual, with its bound in words. */
export function targetMarks(target: Target | undefined, unit: string, colours: Colours) {
  const at = target?.low ?? target?.high;
  if (at === undefined) return [];
  const word = target?.low === undefined ? 'at most' : 'at least';
  return [
    {
      type: 'line',
      data: [],
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: colours.soft, type: 'dashed' },
        label: {
          formatter: `${word} ${formatTick(at, unit)}`,
          position: 'insideEndTop',
          color: colours.soft,
          backgroundColor: colours.surface,
          padding: [1, 4],
          borderRadius: 3,
          fontSize: 11,
        },
        data: [{ yAxis: at }],
      },
    },
  ];
}
