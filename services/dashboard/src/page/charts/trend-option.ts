/** A line per group over time buckets: each with its band, its gaps, its marks for what is not a number, and its name at its end. */
import type { EChartsCoreOption } from 'echarts/core';
import { axisName, formatTick, formatValue } from '../cells/format-value.ts';
import { groupText, rowSentence } from '../cells/row-text.ts';
import type { Row } from '../data/types.ts';
import { type Annotation, annotationMarks, notedAt, placedOf } from './annotation-marks.ts';
import { bucketText, bucketTick } from './buckets.ts';
import { type Colours, FONT, lookOf } from './colours.ts';
import { bandSeries, stateSeries, type Target, targetMarks, whiskerSeries } from './trend-parts.ts';

export type Trend = {
  readonly rows: readonly Row[];
  readonly unit: string;
  readonly annotations?: readonly Annotation[];
  /** Said with the groups where there are several. */
  readonly target?: Target;
  /** What the rows are set beside, in words (a year before): drawn as a second line where there is only one. */
  readonly against?: string | undefined;
};

export const MAX_LINES = 8;

const UNDIVIDED = 'all';
const THIS = 'this period';
/** Pixels for names at the ends of lines: what the longest needs, up to a third of a narrow chart. */
const MOST_NAME = 120;
const LETTER = 6.4;
/** Pixels that a note takes above its line. */
const NOTE_HEIGHT = 14;

/** Rows by group, in the order of the answer; at most as many as can be told apart. */
export function linesOf(rows: readonly Row[]): { name: string; rows: readonly Row[] }[] {
  const byName = Map.groupBy(rows, ({ group }) => groupText(group) || UNDIVIDED);
  return [...byName].slice(0, MAX_LINES).map(([name, own]) => ({ name, rows: own }));
}

export const bucketsOf = (rows: readonly Row[]): string[] => [...new Set(rows.map(({ bucket }) => bucket ?? ''))];

/** The row that somebody points at: the only one of its bucket, else the drawn one whose number is nearest. Keys point at no number. */
export function rowPointedAt(rows: readonly Row[], place: number, value?: number): Row | undefined {
  const bucket = bucketsOf(rows)[place];
  const there = linesOf(rows).flatMap(({ rows: own }) => own.filter((row) => (row.bucket ?? '') === bucket));
  if (there.length < 2 || value === undefined) return there.length === 1 ? there[0] : undefined;
  const far = (row: Row) => (row.value === null ? Number.POSITIVE_INFINITY : Math.abs(row.value - value));
  return there.toSorted((a, b) => far(a) - far(b))[0];
}

/** Room at the right for the names that stand there. */
const nameRoom = (names: readonly string[]) =>
  names.length === 0 ? 16 : Math.min(Math.max(...names.map(({ length }) => length)) * LETTER, MOST_NAME) + 16;

/** From which place on all that has a number still moves; the length where nothing does. */
function openFrom(rows: readonly Row[]): number {
  const last = rows.findLastIndex(({ value, state }) => value !== null && state !== 'in_progress');
  const open = rows.findIndex(({ value, state }, place) => place > last && value !== null && state === 'in_progress');
  return open < 0 ? rows.length : open;
}

type Look = ReturnType<typeof lookOf>;

function lineSeries(name: string, rows: readonly Row[], look: Look, isNamed: boolean, colours: Colours) {
  const open = openFrom(rows);
  const settled = rows.map((row, place) => ({
    value: place < open ? row.value : null,
    // Hollow: the number will move.
    itemStyle: row.state === 'in_progress' ? hollow(look, colours) : { color: look.color },
  }));
  if (open === rows.length) return [oneLine(name, settled, look, isNamed)];
  // Dashed towards what will move, from the last number that will not, whose mark is drawn already.
  const moving = rows.map(({ value }, place) =>
    place === open - 1
      ? { value, symbolSize: 0 }
      : { value: place < open ? null : value, itemStyle: hollow(look, colours) },
  );
  const tail = { ...oneLine(name, moving, look, isNamed), lineStyle: { color: look.color, width: 2, type: [4, 4] } };
  return [oneLine(name, settled, look, false), tail];
}

const hollow = (look: Look, colours: Colours) => ({
  ...{ color: colours.surface, borderColor: look.color, borderWidth: 2 },
});

function oneLine(name: string, data: readonly object[], look: Look, isNamed: boolean) {
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
    endLabel: {
      ...{ show: isNamed, formatter: name, color: look.color, distance: 8 },
      ...{ lineHeight: 16, width: MOST_NAME, overflow: 'truncate' },
    },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

/** The number that a row is set beside, and of which bucket it is. */
function earlierOf({ comparison }: Row): { value: number; bucket: string } | undefined {
  if (comparison === undefined) return undefined;
  const { value, bucket } = comparison;
  return typeof value === 'number' ? { value, bucket: typeof bucket === 'string' ? bucket : '' } : undefined;
}

/** The same buckets of the period that the rows are set beside: hollow of everything but its line. */
function comparedSeries(rows: readonly Row[], name: string, look: ReturnType<typeof lookOf>) {
  return {
    type: 'line',
    name,
    silent: true,
    data: rows.map((row) => earlierOf(row)?.value ?? null),
    z: 2,
    symbol: 'none',
    connectNulls: false,
    lineStyle: { color: look.color, width: 1.5, type: [5, 4], opacity: 0.75 },
    endLabel: { show: true, formatter: name, color: look.color, distance: 8, lineHeight: 16 },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

/** Shares never draw an axis beyond what a share can be; `null` leaves the end to the library. */
const axisBounds = (unit: string) =>
  unit === 'share' ? { max: ({ max }: { max: number }) => (max > 0.96 ? 1 : null) } : {};

function axesOf({ unit }: Trend, buckets: readonly string[], colours: Colours, isNoted: boolean) {
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
      // Above what is noted over a line.
      nameGap: isNoted ? 15 + NOTE_HEIGHT : 15,
      nameTextStyle: { color: colours.soft, align: 'left' },
      ...axisBounds(unit),
      axisLabel: { ...label, formatter: (value: number) => formatTick(value, unit) },
      splitLine: { lineStyle: { color: colours.line } },
    },
  };
}

/** What the tooltip and the cursor say of a bucket: its numbers, those beside it, what is noted of it. */
export function stepTexts({ rows, unit, against, annotations = [] }: Trend): string[] {
  const lines = linesOf(rows);
  const buckets = bucketsOf(rows);
  const placed = placedOf(annotations, buckets);
  return buckets.map((bucket, place) => {
    const said = lines.flatMap(({ name, rows: own }) => {
      const row = own.find((one) => (one.bucket ?? '') === bucket);
      if (row === undefined) return [];
      const before = against === undefined ? undefined : earlierOf(row);
      const beside =
        before === undefined ? [] : [`${against} (${bucketText(before.bucket)}): ${formatValue(before.value, unit)}`];
      return [`${name === UNDIVIDED ? '' : `${name}: `}${rowSentence(row, unit)}`, ...beside];
    });
    const noted = notedAt(placed, place);
    return [bucketText(bucket), ...said, ...(noted === undefined ? [] : [`Noted: ${noted}`])].join('\n');
  });
}

/** The lines of the groups, each with what belongs to it. */
function seriesOf(trend: Trend, buckets: readonly string[], colours: Colours) {
  const lines = linesOf(trend.rows);
  const isNamed = lines.length > 1;
  const placed = placedOf(trend.annotations ?? [], buckets);
  return lines.flatMap(({ name, rows }, place) => {
    const look = lookOf(colours, place);
    const aligned = buckets.flatMap((bucket) => rows.find((row) => (row.bucket ?? '') === bucket) ?? []);
    const beside = isNamed ? undefined : trend.against;
    const line = lineSeries(
      beside === undefined ? name : THIS,
      aligned,
      look,
      isNamed || beside !== undefined,
      colours,
    );
    return [
      ...line.map((part, at) => ({ ...part, ...(place === 0 && at === 0 ? annotationMarks(placed, colours) : {}) })),
      bandSeries(aligned, look.color, lines.length > 2),
      whiskerSeries(aligned, look.color),
      ...(isNamed ? [] : [stateSeries(aligned, colours)]),
      ...(beside === undefined ? [] : [comparedSeries(aligned, beside, look)]),
    ];
  });
}

/** The whole option. Pure. */
export function trendOption(trend: Trend, colours: Colours): EChartsCoreOption {
  const buckets = bucketsOf(trend.rows);
  const steps = stepTexts(trend);
  const lines = linesOf(trend.rows);
  const names =
    lines.length > 1 ? lines.map(({ name }) => name) : trend.against === undefined ? [] : [trend.against, THIS];
  const isNoted = placedOf(trend.annotations ?? [], buckets).length > 0;
  const hasName = axisName(trend.unit) !== '';
  return {
    animation: false,
    grid: {
      left: 8,
      right: nameRoom(names),
      top: 14 + (hasName ? 20 : 0) + (isNoted ? NOTE_HEIGHT : 0),
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
    ...axesOf(trend, buckets, colours, isNoted),
    series: [...seriesOf(trend, buckets, colours), ...targetMarks(trend.target, trend.unit, colours)],
  };
}
