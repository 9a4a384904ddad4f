/** Curves of what lasts, by group, at the days that may be told: steps, bands, and a name at each end. Pure. */
import type { EChartsCoreOption } from 'echarts/core';
import { formatCount, formatInterval, formatValue } from '../../cells/format-value.ts';
import { groupText } from '../../cells/row-text.ts';
import { type Colours, lookOf } from '../../charts/colours.ts';
import type { Row } from '../../data/types.ts';

export type CurvePoint = { day: number; share: number; low: number | null; high: number | null; atRisk: number };
export type Curve = { name: string; points: readonly CurvePoint[]; row: Row };

export const MAX_CURVES = 6;

/** The points of each group's curve. Survival begins at one, incidence at nothing, both on day 0. */
export function curvesOf(rows: readonly Row[]): Curve[] {
  return rows.map((row) => {
    const points = (row.points ?? []).flatMap(({ day, survival, incidence, at_risk, ci_low, ci_high }) => {
      const share = survival ?? incidence;
      return share == null ? [] : [{ day, share, low: ci_low, high: ci_high, atRisk: at_risk }];
    });
    return { name: groupText(row.group) || 'all', points, row };
  });
}

const startOf = (row: Row) => ((row.points ?? []).some(({ incidence }) => incidence != null) ? 0 : 1);

/** "day 365: 57.9 % (54.5 % to 61.2 %), 374 still followed" */
export function pointText({ day, share, low, high, atRisk }: CurvePoint): string {
  const interval = formatInterval({ low, high }, 'share');
  return `day ${day}: ${formatValue(share, 'share')}${interval === null ? '' : ` (${interval})`}, ${formatCount(atRisk)} still followed`;
}

type Api = { coord(at: [number, number]): [number, number]; value(dimension: number): number };

function band({ points }: Curve, color: string) {
  const known = points.flatMap(({ day, low, high }) => (low === null || high === null ? [] : [[day, low, high]]));
  return {
    type: 'custom',
    silent: true,
    encode: { x: 0, y: [1, 2] },
    data: known,
    renderItem: (_: unknown, api: Api) => {
      const [x, y1] = api.coord([api.value(0), api.value(1)]);
      const [, y2] = api.coord([api.value(0), api.value(2)]);
      return {
        type: 'rect',
        shape: { x: x - 4, y: Math.min(y1, y2), width: 8, height: Math.abs(y2 - y1), r: 3 },
        style: { fill: color, opacity: 0.25 },
      };
    },
  };
}

export function curveOption(curves: readonly Curve[], colours: Colours): EChartsCoreOption {
  const drawn = curves.slice(0, MAX_CURVES);
  const label = { color: colours.soft, fontSize: 11 };
  return {
    animation: false,
    grid: {
      left: 8,
      right: drawn.length > 1 ? 130 : 24,
      top: 30,
      bottom: 30,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    textStyle: { fontFamily: 'inherit' },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
      formatter: (points: { seriesName: string; value: [number, number] }[]) =>
        points
          .flatMap(({ seriesName, value: [day] }) => {
            const point = drawn.find(({ name }) => name === seriesName)?.points.find((one) => one.day === day);
            return point === undefined ? [] : [`${seriesName}, ${pointText(point)}`];
          })
          .join('\n'),
      confine: true,
    },
    xAxis: {
      type: 'value',
      min: 0,
      name: 'days since the start',
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: colours.soft },
      axisLabel: label,
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      name: '%',
      nameTextStyle: { color: colours.soft },
      axisLabel: { ...label, formatter: (value: number) => formatValue(value, 'share') },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: drawn.flatMap((curve, place) => {
      const look = lookOf(colours, place);
      const line = {
        type: 'line',
        name: curve.name,
        data: [[0, startOf(curve.row)], ...curve.points.map(({ day, share }) => [day, share])],
        symbol: look.symbol,
        symbolSize: 7,
        lineStyle: { color: look.color, width: 2, type: look.dash },
        itemStyle: { color: look.color },
        endLabel: { show: drawn.length > 1, formatter: curve.name, color: look.color },
        labelLayout: { moveOverlap: 'shiftY' },
        z: 3,
      };
      return [line, band(curve, look.color)];
    }),
  };
}
