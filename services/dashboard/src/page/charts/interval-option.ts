/** Groups beside each other: a mark at each value and a bar for its interval, so that overlap is what is seen first. */
import type { EChartsCoreOption } from 'echarts/core';
import { axisName, formatTick } from '../cells/format-value.ts';
import { groupText, rowSentence } from '../cells/row-text.ts';
import { stateText } from '../cells/states.ts';
import type { Row } from '../data/types.ts';
import { type Colours, FONT } from './colours.ts';

type Api = { coord(at: [number, number]): [number, number]; value(dimension: number): number };
type Params = { coordSys: { x: number; width: number } };

export type Groups = { readonly rows: readonly Row[]; readonly unit: string; readonly reference?: number | null };

const nameOf = (row: Row) => groupText(row.group) || 'all';

export const groupTexts = ({ rows, unit }: Groups): string[] =>
  rows.map((row) => `${nameOf(row)}: ${rowSentence(row, unit)}`);

function whiskers(rows: readonly Row[], colour: string) {
  const data = rows.flatMap(({ ci, value }, place) =>
    value !== null && ci?.low != null && ci.high !== null ? [[ci.low, place, ci.high]] : [],
  );
  return {
    type: 'custom',
    silent: true,
    encode: { x: [0, 2], y: 1 },
    data,
    renderItem: (_: unknown, api: Api) => {
      const [x1, y] = api.coord([api.value(0), api.value(1)]);
      const [x2] = api.coord([api.value(2), api.value(1)]);
      return {
        type: 'rect',
        shape: { x: x1, y: y - 4, width: Math.max(x2 - x1, 1), height: 8, r: 4 },
        style: { fill: colour, opacity: 0.28 },
      };
    },
  };
}

function stateMarks(rows: readonly Row[], colours: Colours) {
  const data = rows.flatMap(({ value }, place) => (value === null ? [[0, place]] : []));
  return {
    type: 'custom',
    silent: true,
    encode: { y: 1 },
    data,
    renderItem: (params: Params, api: Api) => {
      const row = rows[api.value(1)];
      const [, y] = api.coord([0, api.value(1)]);
      const text = row === undefined ? '' : `${stateText(row.state).mark} ${stateText(row.state).name}`;
      return { type: 'text', style: { x: params.coordSys.x + 6, y: y - 6, text, fill: colours.soft, fontSize: 12 } };
    },
  };
}

const MAX_LABEL = 190;
const LETTER = 6.6;

/** Room for the longest name, as far as there is any. */
const labelWidth = (rows: readonly Row[]) =>
  Math.min(Math.max(...rows.map((row) => nameOf(row).length * LETTER), 40), MAX_LABEL) + 14;

/** Pixels that all groups need: a line each, more where names are broken into several. */
export function intervalHeight(rows: readonly Row[]): number {
  const longest = Math.max(...rows.map((row) => nameOf(row).length), 1);
  const lines = Math.ceil((longest * LETTER) / MAX_LABEL);
  return Math.max(rows.length * (18 + 15 * lines) + 44, 130);
}

/** The whole option. Pure. */
export function intervalOption({ rows, unit, reference = null }: Groups, colours: Colours): EChartsCoreOption {
  const texts = groupTexts({ rows, unit });
  const colour = colours.series[0] ?? colours.text;
  const label = { color: colours.soft, fontSize: 12 };
  const points = rows.map(({ value, state }, place) => ({
    value: [value, place],
    itemStyle:
      state === 'in_progress' ? { color: colours.surface, borderColor: colour, borderWidth: 2 } : { color: colour },
  }));
  const line = {
    silent: true,
    symbol: 'none',
    lineStyle: { color: colours.soft, type: 'dashed' },
    label: { show: false },
  };
  return {
    animation: false,
    grid: {
      left: labelWidth(rows),
      right: 24,
      top: 8,
      bottom: axisName(unit) === '' ? 26 : 44,
      outerBoundsMode: 'none',
    },
    textStyle: { fontFamily: FONT },
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
      formatter: ({ dataIndex }: { dataIndex: number }) => texts[dataIndex] ?? '',
      confine: true,
    },
    xAxis: {
      type: 'value',
      scale: true,
      name: axisName(unit),
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: colours.soft },
      axisLabel: { ...label, hideOverlap: true, formatter: (value: number) => formatTick(value, unit) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(nameOf),
      axisLabel: { ...label, color: colours.text, width: MAX_LABEL, overflow: 'break', lineHeight: 15, interval: 0 },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      {
        type: 'scatter',
        data: points,
        symbolSize: 11,
        z: 3,
        ...(reference === null ? {} : { markLine: { ...line, data: [{ xAxis: reference }] } }),
      },
      whiskers(rows, colour),
      stateMarks(rows, colours),
    ],
  };
}
