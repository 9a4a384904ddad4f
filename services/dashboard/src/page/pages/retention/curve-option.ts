/** Curves of what lasts as steps, each with its band, its marks, its median, and under the axis how many are still followed. Pure. */
import type { EChartsCoreOption } from 'echarts/core';
import { formatTick } from '../../cells/format-value.ts';
import { type Colours, FONT, lookOf } from '../../charts/colours.ts';
import { atRiskRows, bandOf, censoringOf, HEADING, LINE, medianOf, namesOf, stepsOf } from './curve-marks.ts';
import { type Curve, daysAtRisk, MAX_CURVES, pointAt, pointText } from './curves.ts';

/** Beyond so many points a mark at each would hide the line. */
const MOST_MARKS = 12;

/** Pixels that the numbers under the axis take. */
export const heightAtRisk = (curves: number): number => HEADING + LINE * Math.min(curves, MAX_CURVES);

const lastDay = (curves: readonly Curve[]) =>
  Math.max(1, ...curves.flatMap(({ points }) => points.map(({ day }) => day)));

/** The points of a curve: what the cursor finds. The steps between them are drawn beside. */
function pointsOf(curve: Curve, place: number, colours: Colours) {
  const look = lookOf(colours, place);
  return {
    type: 'line',
    name: curve.name,
    data: [[0, curve.start], ...curve.points.map(({ day, share }) => [day, share])],
    symbol: look.symbol,
    symbolSize: 7,
    showSymbol: curve.points.length <= MOST_MARKS,
    lineStyle: { opacity: 0 },
    itemStyle: { color: look.color },
    z: 4,
  };
}

/** A line at one half, where some curve is known to reach it. */
function halfLine(curves: readonly Curve[], colours: Colours) {
  if (!curves.some(({ row }) => row.median != null)) return [];
  return [
    {
      type: 'line',
      data: [],
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: colours.soft, type: 'dotted' },
        label: { formatter: 'half', position: 'insideStartTop', color: colours.soft, fontSize: 11 },
        data: [{ yAxis: 0.5 }],
      },
    },
  ];
}

function axesOf(curves: readonly Curve[], colours: Colours) {
  const label = { color: colours.soft, fontSize: 11 };
  const days = daysAtRisk(curves);
  return {
    xAxis: {
      type: 'value',
      min: 0,
      max: lastDay(curves),
      name: 'days since the start',
      nameLocation: 'middle',
      nameGap: 22,
      nameTextStyle: { color: colours.soft, fontSize: 11 },
      // The days stand above their numbers, and are drawn with them: only those that can be read.
      axisLabel: { show: false },
      axisTick: { show: true, customValues: days, lineStyle: { color: colours.line } },
      axisLine: { lineStyle: { color: colours.line } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      // What has ended is mostly a small share: it is drawn from nothing up to where it, and its band, reach.
      max: curves.some(({ start }) => start === 1) ? 1 : ({ max }: { max: number }) => (max > 0.5 ? 1 : null),
      axisLabel: { ...label, formatter: (value: number) => formatTick(value, 'share') },
      splitLine: { lineStyle: { color: colours.line } },
    },
  };
}

/** Pixels beside the last day, where the names stand: about seven a letter. */
const roomForNames = (curves: readonly Curve[]) =>
  34 + Math.min(110, 7 * Math.max(...curves.map(({ name }) => name.length)));

type Hovered = { seriesName: string; value: [number, number] };

export function curveOption(curves: readonly Curve[], colours: Colours): EChartsCoreOption {
  const drawn = curves.slice(0, MAX_CURVES);
  const isNamed = drawn.length > 1;
  return {
    animation: false,
    grid: {
      left: 46,
      right: isNamed ? roomForNames(drawn) : 24,
      top: 16,
      bottom: heightAtRisk(drawn.length),
      outerBoundsMode: 'none',
    },
    textStyle: { fontFamily: FONT },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
      formatter: (hovered: Hovered[]) =>
        hovered
          .flatMap(({ seriesName, value: [day] }) => {
            const curve = drawn.find(({ name }) => name === seriesName);
            const point = curve === undefined ? undefined : pointAt(curve, day);
            return point === undefined ? [] : [`${isNamed ? `${seriesName}, ` : ''}${pointText(point)}`];
          })
          .join('\n'),
      confine: true,
    },
    ...axesOf(drawn, colours),
    series: [
      ...drawn.map((curve, place) => pointsOf(curve, place, colours)),
      ...drawn.flatMap((curve, place) => {
        const { color } = lookOf(colours, place);
        return [
          bandOf(curve, color, isNamed),
          stepsOf(curve, place, colours),
          censoringOf(curve, color),
          medianOf(curve, color, !isNamed),
        ];
      }),
      ...halfLine(drawn, colours),
      ...(isNamed ? [namesOf(drawn, colours)] : []),
      atRiskRows(drawn, daysAtRisk(drawn), colours),
    ],
  };
}
