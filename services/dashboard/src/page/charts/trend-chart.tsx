/** A metric over time, a line per group. */
import { useCallback, useMemo } from 'react';
import type { Row, Series } from '../data/types.ts';
import { Empty } from '../design/surfaces.tsx';
import { useOpenRow } from '../drill/drill-from.tsx';
import { type Annotation, notedAt, placedOf } from './annotation-marks.ts';
import { ChartCanvas } from './chart-canvas.tsx';
import { ChartFigure } from './chart-figure.tsx';
import type { Colours } from './colours.ts';
import { RowsTable } from './rows-table.tsx';
import { bucketsOf, MAX_LINES, rowPointedAt, stepTexts, trendOption } from './trend-option.ts';
import { trendSummary } from './trend-summary.ts';

type TrendChartProps = {
  series: Series;
  annotations?: readonly Annotation[];
  target?: { low?: number; high?: number } | null;
  height?: number;
};

const NO_ANNOTATIONS: readonly Annotation[] = [];

/** What a series is set beside, in words. */
const AGAINST: Readonly<Record<string, string>> = { previous: 'period before', year: 'a year before' };

export function TrendChart({ series, annotations = NO_ANNOTATIONS, target = null, height }: TrendChartProps) {
  const { data: rows, meta } = series;
  const { unit, title, comparison } = meta;
  const against = AGAINST[comparison?.kind ?? ''];
  const trend = useMemo(
    () => ({ rows, unit, annotations, target, against }),
    [rows, unit, annotations, target, against],
  );
  const option = useCallback((colours: Colours) => trendOption(trend, colours), [trend]);
  const steps = useMemo(() => stepTexts(trend), [trend]);
  const buckets = useMemo(() => bucketsOf(rows), [rows]);
  const openRow = useOpenRow();
  const placed = useMemo(() => placedOf(annotations, buckets), [annotations, buckets]);
  if (rows.length === 0) return <Empty title="No periods to show">Take a longer range, or another programme.</Empty>;
  const groups = new Set(rows.map(({ group }) => JSON.stringify(group))).size;
  const summary = trendSummary(title, rows, unit, placed);
  const open = (place: number, value?: number) => {
    const row = rowPointedAt(rows, place, value);
    if (row !== undefined) openRow?.(row);
  };
  const notedOf = ({ bucket }: Row) => notedAt(placed, buckets.indexOf(bucket ?? ''));
  return (
    <ChartFigure
      summary={summary}
      legend={
        groups > MAX_LINES ? (
          <p className="chart-legend">
            {MAX_LINES} of {groups} groups are drawn; the table has all of them.
          </p>
        ) : undefined
      }
      chart={
        <ChartCanvas
          {...{ option, summary, steps }}
          {...(height === undefined ? {} : { height })}
          onOpen={openRow === undefined ? undefined : open}
        />
      }
      table={<RowsTable rows={rows} meta={meta} {...(placed.length === 0 ? {} : { notedOf })} />}
    />
  );
}
