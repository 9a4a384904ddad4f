/** A line per group over time buckets: each with its band, its gaps, its marks for what is not a number, and its name at its end. */
import type { EChartsCoreOption } from 'echarts/core';
import { axisName, formatTick } from '../cells/format-value.ts';
import { groupText, rowSentence } from '../cells/row-text.ts';
import { stateText } from '../cells/states.ts';
import type { Row } from '../data/types.ts';
import { bucketOfDate, bucketText, bucketTick } from './buckets.ts';
import { type Colours, FONT, lookOf } from './colours.ts';

export type Annotation = {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
  readonly text: string;
};

export type Trend = {
  readonly rows: readonly Row[];
  readonly unit: string;
  readonly annotations?: readonly Annotation[];
  /** Said with the groups where there are several. */
  readonly target?: { low?: number; high?: number } | null;
};

export const MAX_LINES = 8;

const UNDIVIDED = 'all';

/** Rows by group, in the order of the answer; at most as many as can be told apart. */
export function linesOf(rows: readonly Row[]): { name: string; rows: readonly Row[] }[] {
  const byName = Map.groupBy(rows, ({ group }) => groupText(group) || UNDIVIDED);
  return [...byName].slice(0, MAX_LINES).map(([name, own]) => ({ name, rows: own }));
}

const bucketsOf = (rows: readonly Row[]): string[] => [...new Set(rows.map(({ bucket }) => bucket ?? ''))];

type Api = { coord(at: [number, number]): [number, number]; value(dimension: number): number };
type Params = { coordSys: { y: number; height: number } };

/** The band of one line, as quadrilaterals between neighbours: a gap in the line is a gap in the band. */
function bandSeries(rows: readonly Row[], color: string) {
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
      return { type: 'polygon', shape: { points }, style: { fill: color, opacity: 0.14 } };
    },
  };
}

/** The whisker of a point that no band reaches: one that has no neighbour on either side. */
function whiskerSeries(rows: readonly Row[], color: string) {
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

function lineSeries(
  name: string,
  rows: readonly Row[],
  look: ReturnType<typeof lookOf>,
  isNamed: boolean,
  colours: Colours,
) {
  const data = rows.map((row) => ({
    value: row.value,
    // Hollow: the number will move.
    itemStyle:
      row.state === 'in_progress'
        ? { color: colours.surface, borderColor: look.color, borderWidth: 2 }
        : { color: look.color },
  }));
  return {
    type: 'line',
    name,
    data,
    z: 3,
    symbol: look.symbol,
    symbolSize: 7,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { color: look.color, width: 2, type: look.dash },
    endLabel: { show: isNamed, formatter: name, color: look.color, distance: 8 },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

/** Marks on the base line for buckets that have no number: never a point at zero. */
function stateSeries(rows: readonly Row[], colours: Colours) {
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

/** Holidays, trainings and the like: an area where they last, a line where they happen. */
function annotationMarks(annotations: readonly Annotation[], buckets: readonly string[], colours: Colours) {
  const label = { color: colours.soft, fontSize: 11, formatter: ({ name }: { name: string }) => name };
  const placed = annotations.flatMap(({ from, to, text }) => {
    const first = bucketOfDate(from, buckets);
    return first === undefined
      ? []
      : [{ text, first, last: to === null ? first : (bucketOfDate(to, buckets) ?? buckets.at(-1) ?? first) }];
  });
  const lines = placed
    .filter(({ first, last }) => first === last)
    .map(({ text, first }) => ({ name: text, xAxis: buckets.indexOf(first) }));
  const areas = placed
    .filter(({ first, last }) => first !== last)
    .map(({ text, first, last }) => [{ name: text, xAxis: buckets.indexOf(first) }, { xAxis: buckets.indexOf(last) }]);
  return {
    markLine: { silent: true, symbol: 'none', label, lineStyle: { color: colours.soft, type: 'dotted' }, data: lines },
    markArea: {
      silent: true,
      label: { ...label, position: 'insideTop' },
      itemStyle: { color: colours.sunken, opacity: 0.8 },
      data: areas,
    },
  };
}

function targetMarks({ target, unit }: Trend, colours: Colours) {
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

/** Shares never draw an axis beyond what a share can be; `null` leaves the end to the library. */
const axisBounds = (unit: string) =>
  unit === 'share' ? { max: ({ max }: { max: number }) => (max > 0.96 ? 1 : null) } : {};

function axesOf({ unit }: Trend, buckets: readonly string[], colours: Colours) {
  const label = { color: colours.soft, fontSize: 11 };
  return {
    xAxis: {
      type: 'category',
      data: buckets.map((bucket, place) => bucketTick(bucket, place === 0)),
      boundaryGap: true,
      axisLabel: { ...label, hideOverlap: true, lineHeight: 14 },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: unit !== 'count',
      name: axisName(unit),
      nameTextStyle: { color: colours.soft, align: 'left' },
      ...axisBounds(unit),
      axisLabel: { ...label, formatter: (value: number) => formatTick(value, unit) },
      splitLine: { lineStyle: { color: colours.line } },
    },
  };
}

/** What the tooltip and the cursor say of a bucket. */
export function stepTexts({ rows, unit }: Pick<Trend, 'rows' | 'unit'>): string[] {
  const lines = linesOf(rows);
  return bucketsOf(rows).map((bucket) => {
    const said = lines.flatMap(({ name, rows: own }) => {
      const row = own.find((one) => (one.bucket ?? '') === bucket);
      return row === undefined ? [] : [`${name === UNDIVIDED ? '' : `${name}: `}${rowSentence(row, unit)}`];
    });
    return `${bucketText(bucket)}\n${said.join('\n')}`;
  });
}

/** The whole option. Pure. */
export function trendOption(trend: Trend, colours: Colours): EChartsCoreOption {
  const buckets = bucketsOf(trend.rows);
  const lines = linesOf(trend.rows);
  const steps = stepTexts(trend);
  const isNamed = lines.length > 1;
  const drawn = lines.flatMap(({ name, rows }, place) => {
    const look = lookOf(colours, place);
    const aligned = buckets.flatMap((bucket) => rows.find((row) => (row.bucket ?? '') === bucket) ?? []);
    const line = lineSeries(name, aligned, look, isNamed, colours);
    const marks = place === 0 ? annotationMarks(trend.annotations ?? [], buckets, colours) : {};
    return [
      { ...line, ...marks },
      bandSeries(aligned, look.color),
      whiskerSeries(aligned, look.color),
      ...(isNamed ? [] : [stateSeries(aligned, colours)]),
    ];
  });
  return {
    animation: false,
    grid: {
      left: 8,
      right: isNamed ? 130 : 16,
      top: axisName(trend.unit) === '' ? 14 : 34,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    textStyle: { fontFamily: FONT },
    tooltip: {
      trigger: 'axis',
      // Drawn into the SVG: the page's policy lets no HTML with style attributes pass.
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
      formatter: (points: { dataIndex: number }[]) => steps[points[0]?.dataIndex ?? -1] ?? '',
      confine: true,
    },
    ...axesOf(trend, buckets, colours),
    series: [...drawn, ...targetMarks(trend, colours)],
  };
}
