/** The curve of what lasts, with its intervals, how many are still followed, and those of whom the end is not known. */
import { useCallback, useMemo } from 'react';
import { unitNote } from '../../cells/format-value.ts';
import { rowSentence } from '../../cells/row-text.ts';
import { ChartCanvas } from '../../charts/chart-canvas.tsx';
import { ChartFigure } from '../../charts/chart-figure.tsx';
import type { Colours } from '../../charts/colours.ts';
import { useMetric } from '../../data/queries.ts';
import type { Metric, Series } from '../../data/types.ts';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { DrillFrom } from '../../drill/drill-from.tsx';
import { MetricName } from '../../panels/metric-panel.tsx';
import { useView } from '../../view/use-view.ts';
import { curveOption, heightAtRisk } from './curve-option.ts';
import { CurveTable, FixedDays } from './curve-tables.tsx';
import { type Curve, censoredAt, curvesOf, isWhole, MAX_CURVES, medianText, stepsOf } from './curves.ts';
import { useCurves } from './use-curves.ts';

const HEIGHT = 330;

const noteOf = (about: Metric | undefined, whose: string): string =>
  [about && unitNote(about.unit), about?.time_refers_to, whose].filter(Boolean).join(' · ');

/** What the chart says, in sentences. */
function summaryOf(title: string, curves: readonly Curve[]): string {
  const said = curves.slice(0, MAX_CURVES).map(({ name, row }) => {
    return `${curves.length > 1 ? `${name}: ` : ''}${rowSentence(row, 'share')}`;
  });
  const medians = curves.slice(0, MAX_CURVES).flatMap((curve) => medianText(curve) ?? []);
  return [`${title}. ${said.join('; ')}.`, ...(medians.length === 0 ? [] : [`Ended: ${medians.join('; ')}.`])].join(
    ' ',
  );
}

function Curves({ series }: { series: Series }) {
  const curves = useMemo(() => curvesOf(series.data), [series.data]);
  const drawn = useMemo(() => curves.filter(({ points }) => points.length > 0), [curves]);
  const option = useCallback((colours: Colours) => curveOption(drawn, colours), [drawn]);
  const steps = useMemo(() => stepsOf(drawn), [drawn]);
  const summary = summaryOf(series.meta.title, curves);
  if (drawn.length === 0)
    return (
      <Empty title="No curve may be shown">
        Too few people, or none was followed for long enough. All time and all groups together show more.
      </Empty>
    );
  return (
    <div className="stack-tight">
      <ChartFigure
        summary={summary}
        legend={
          <p className="chart-legend">
            <span>
              {isWhole(drawn) ? 'Known every 30 days, unless that would tell of few' : 'Known at the marked days'}
              {drawn.some(({ row }) => row.median != null) ? ', and at the median. ' : '. '}
              Where a line is pale it is not told when between two days it moved.
            </span>
            {drawn.length > MAX_CURVES ? (
              <span>
                {MAX_CURVES} of {drawn.length} groups are drawn; the tables have all of them.
              </span>
            ) : null}
            <span>
              Shaded: 95 % interval.
              {drawn.some((curve) => censoredAt(curve).length > 0)
                ? ' Upright marks: some were followed no longer, without an end.'
                : ''}
            </span>
          </p>
        }
        chart={
          <ChartCanvas option={option} summary={summary} steps={steps} height={HEIGHT + heightAtRisk(drawn.length)} />
        }
        table={<CurveTable curves={drawn} title={series.meta.title} />}
      />
    </div>
  );
}

export function CurvePanel({ metric }: { metric: string }) {
  const about = useMetric(metric);
  const { query, seriesOf, about: whose } = useCurves(metric);
  return (
    <Card
      title={<MetricName id={metric} about={about} />}
      note={noteOf(about, whose)}
      foot="Whoever is still in it counts as long as they were followed, and as not ended: ongoing is no drop-out."
    >
      <Fetched query={query} height={420}>
        {(series) => <Curves series={seriesOf(series)} />}
      </Fetched>
    </Card>
  );
}

/** The same curves at the days that all of them have. */
export function FixedDaysPanel({ metric }: { metric: string }) {
  const { view } = useView();
  const about = useMetric(metric);
  const { query, seriesOf, about: whose } = useCurves(metric);
  return (
    <Card title="The curves at fixed days" note={noteOf(about, whose)}>
      <Fetched query={query} height={120}>
        {(series) => {
          const table = <FixedDays curves={curvesOf(seriesOf(series).data)} />;
          // Of two periods the lines are no cells of one answer.
          if (series.meta.comparison !== undefined) return table;
          return <DrillFrom asked={{ metric, groupBy: view.groupBy, period: false }}>{table}</DrillFrom>;
        }}
      </Fetched>
    </Card>
  );
}
