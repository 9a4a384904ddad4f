/** The curve of what lasts, with its intervals, how many are still followed, and those of whom the end is not known. */
import { useCallback, useMemo } from 'react';
import { formatCount, formatInterval, formatValue } from '../../cells/format-value.ts';
import { rowSentence } from '../../cells/row-text.ts';
import { ChartCanvas } from '../../charts/chart-canvas.tsx';
import { ChartFigure } from '../../charts/chart-figure.tsx';
import type { Colours } from '../../charts/colours.ts';
import { useMetric, useSeries } from '../../data/queries.ts';
import type { Series } from '../../data/types.ts';
import { DataTable } from '../../design/data-table.tsx';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { MetricName } from '../../panels/metric-panel.tsx';
import { useScope } from '../../view/use-scope.ts';
import { type Curve, curveOption, curvesOf, MAX_CURVES, pointText } from './curve-option.ts';

/** Numbers at risk under the curve: a line a group, a column a day. */
function AtRisk({ curves }: { curves: readonly Curve[] }) {
  const days = [...new Set(curves.flatMap(({ points }) => points.map(({ day }) => day)))].sort((a, b) => a - b);
  return (
    <DataTable
      caption="Share, its 95 % interval, and how many are still followed on that day"
      isCaptionShown
      rows={curves}
      keyOf={({ name }) => name}
      columns={[
        { id: 'name', title: 'Group', cell: ({ name }) => name },
        ...days.map((day) => ({
          id: String(day),
          title: `day ${day}`,
          isNumeric: true,
          cell: ({ points }: Curve) => {
            const point = points.find((one) => one.day === day);
            if (point === undefined) return <span title="hidden, or nobody was followed for that long">–</span>;
            return (
              <span title={pointText(point)}>
                {formatValue(point.share, 'share')}
                <br />
                <span className="small soft">
                  {formatInterval({ low: point.low, high: point.high }, 'share') ?? 'no interval'}
                  <br />
                  {formatCount(point.atRisk)} followed
                </span>
              </span>
            );
          },
        })),
        {
          id: 'median',
          title: 'Median',
          isNumeric: true,
          cell: ({ row }) =>
            row.median == null ? (
              <span title="half of them have not ended within the time observed">not reached</span>
            ) : (
              formatValue(row.median, 'days')
            ),
        },
        {
          id: 'censored',
          title: 'Ended · still open',
          isNumeric: true,
          cell: ({ row }) =>
            `${formatCount(row.details?.['ended'] ?? row.details?.['events'] ?? null)} · ${formatCount(row.details?.['censored'] ?? null)}`,
        },
      ]}
    />
  );
}

function Curves({ series }: { series: Series }) {
  const curves = useMemo(() => curvesOf(series.data), [series.data]);
  const drawn = curves.filter(({ points }) => points.length > 0);
  const option = useCallback(
    (colours: Colours) =>
      curveOption(
        curves.filter(({ points }) => points.length > 0),
        colours,
      ),
    [curves],
  );
  const said = curves.slice(0, MAX_CURVES).map(({ name, row }) => `${name}: ${rowSentence(row, 'share')}`);
  const summary = `${series.meta.title}. ${said.join('; ')}.`;
  if (drawn.length === 0)
    return (
      <Empty title="No curve may be shown">
        Too few people, or none was followed for long enough. All time and all groups together show more.
      </Empty>
    );
  const steps = (drawn[0]?.points ?? []).map(pointText);
  return (
    <div className="stack-tight">
      <ChartFigure
        summary={summary}
        chart={<ChartCanvas option={option} summary={summary} steps={steps} height={320} />}
        table={null}
      />
      <AtRisk curves={curves} />
    </div>
  );
}

export function CurvePanel({ metric }: { metric: string }) {
  const { ask, view } = useScope();
  const about = useMetric(metric);
  const query = useSeries(ask({ metric, groupBy: view.groupBy, period: false }));
  return (
    <Card
      title={<MetricName id={metric} about={about} />}
      note={`${about?.unit ?? ''} · ${about?.time_refers_to ?? ''} · all time`}
      foot="Whoever is still in it counts as long as they were followed, and as not ended: ongoing is no drop-out. Bars are 95 % intervals."
    >
      <Fetched query={query} height={560}>
        {(series) => <Curves series={series} />}
      </Fetched>
    </Card>
  );
}
