/** A metric over time, a line per group. */
import { useCallback, useMemo } from 'react';
import type { Series } from '../data/types.ts';
import { Empty } from '../design/surfaces.tsx';
import { ChartCanvas } from './chart-canvas.tsx';
import { ChartFigure } from './chart-figure.tsx';
import type { Colours } from './colours.ts';
import { RowsTable } from './rows-table.tsx';
import { type Annotation, linesOf, MAX_LINES, stepTexts, trendOption } from './trend-option.ts';
import { trendSummary } from './trend-summary.ts';

type TrendChartProps = {
  series: Series;
  annotations?: readonly Annotation[];
  target?: { low?: number; high?: number } | null;
  height?: number;
};

const NO_ANNOTATIONS: readonly Annotation[] = [];

export function TrendChart({ series, annotations = NO_ANNOTATIONS, target = null, height }: TrendChartProps) {
  const { data: rows, meta } = series;
  const trend = useMemo(() => ({ rows, unit: meta.unit, annotations, target }), [rows, meta.unit, annotations, target]);
  const option = useCallback((colours: Colours) => trendOption(trend, colours), [trend]);
  const steps = useMemo(() => stepTexts(trend), [trend]);
  if (rows.length === 0) return <Empty title="No periods to show">Take a longer range, or another programme.</Empty>;
  const groups = new Set(rows.map(({ group }) => JSON.stringify(group))).size;
  return (
    <ChartFigure
      summary={trendSummary(meta.title, rows, meta.unit)}
      legend={
        groups > MAX_LINES ? (
          <p className="chart-legend">
            {linesOf(rows).length} of {groups} groups are drawn; the table has all of them.
          </p>
        ) : undefined
      }
      chart={
        <ChartCanvas
          option={option}
          summary={trendSummary(meta.title, rows, meta.unit)}
          steps={steps}
          {...(height === undefined ? {} : { height })}
        />
      }
      table={<RowsTable rows={rows} meta={meta} />}
    />
  );
}
