/** Any metric by any of its dimensions: a chart or a pivot, each cell leading to what it was made of, the whole as code. */
import { StateLegend } from '../../cells/cell.tsx';
import { unitNote } from '../../cells/format-value.ts';
import { sentenceCase } from '../../cells/row-text.ts';
import { bucketText } from '../../charts/buckets.ts';
import { IntervalChart } from '../../charts/interval-chart.tsx';
import { RowsTable } from '../../charts/rows-table.tsx';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useMetric, useSeries } from '../../data/queries.ts';
import type { Series } from '../../data/types.ts';
import { Card, Fetched } from '../../design/surfaces.tsx';
import { DrillFrom, DrillValue } from '../../drill/drill-from.tsx';
import { usePageQuestion } from '../../frame/page-context.tsx';
import { QuestionCode } from '../../frame/question-code.tsx';
import { Headline } from '../../panels/headline.tsx';
import { MetricName } from '../../panels/metric-panel.tsx';
import { DimensionChoice, MetricChoice } from '../../panels/question-choices.tsx';
import type { Question } from '../../view/question.ts';
import { useScope } from '../../view/use-scope.ts';
import { FilterForm } from './filter-form.tsx';
import { pivotOf } from './pivot.ts';

const DEFAULT = 'meetings-per-pair-month';
const LOOKS = ['chart', 'pivot', 'rows', 'code'] as const;

/** Groups down, periods (or the second dimension) across. */
function Pivot({ series }: { series: Series }) {
  const { lines, columns } = pivotOf(series.data);
  return (
    <div className="stack-tight">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable */}
      <section className="table-scroll" tabIndex={0} aria-label={series.meta.title}>
        <table className="table">
          <caption className="visually-hidden">
            {series.meta.title}; a click on a cell shows what it was made of
          </caption>
          <thead>
            <tr>
              <th scope="col">Group</th>
              {columns.map((column) => (
                <th key={column} scope="col" className="numeric">
                  {bucketText(column) || 'value'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, cells }) => (
              <tr key={name}>
                <th scope="row">{name || 'all'}</th>
                {columns.map((column) => {
                  const row = cells.get(column);
                  return (
                    <td key={column} className="numeric">
                      {row === undefined ? '' : <DrillValue row={row} unit={series.meta.unit} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <StateLegend />
    </div>
  );
}

function Picture({ series, look, question }: { series: Series; look: string; question: Question }) {
  if (look === 'code') return <QuestionCode question={question} />;
  if (look === 'rows') return <RowsTable rows={series.data} meta={series.meta} />;
  if (look === 'pivot') return <Pivot series={series} />;
  const [row] = series.data;
  // One number needs no axis.
  if (row !== undefined && series.data.length === 1 && question.grain === undefined) {
    return <Headline row={row} metric={series.meta} />;
  }
  return question.grain === undefined ? <IntervalChart series={series} /> : <TrendChart series={series} />;
}

export function ExplorePage() {
  const { view, ask, period, change } = useScope();
  const id = view.own['metric'] ?? DEFAULT;
  const metric = useMetric(id);
  const look = LOOKS.find((one) => one === view.own['look']) ?? 'chart';
  const question = ask({ metric: id, groupBy: view.groupBy, grain: view.grain, compare: true });
  const series = useSeries(question);
  usePageQuestion(question);
  return (
    <>
      <h1>Explore</h1>
      <section className="card" aria-label="What to look at">
        <div className="choices">
          <MetricChoice chosen={id} />
          {metric === undefined ? null : (
            <>
              <DimensionChoice metric={metric} place={0} />
              <DimensionChoice metric={metric} place={1} />
              <FilterForm metric={metric} />
            </>
          )}
        </div>
        <p className="soft small">
          {metric?.question} One number a{' '}
          {view.grain ?? 'period: choose a week, month, quarter or year in the period menu for a trend'}.
        </p>
      </section>
      <Card
        title={<MetricName id={id} about={metric} />}
        note={`${unitNote(metric?.unit ?? '')} · ${period.text}`}
        actions={
          <fieldset className="segmented">
            <legend className="visually-hidden">Look</legend>
            {LOOKS.map((one) => (
              <button
                key={one}
                type="button"
                className="button small"
                aria-pressed={one === look}
                onClick={() => change({ own: { look: one === 'chart' ? undefined : one } })}
              >
                {sentenceCase(one)}
              </button>
            ))}
          </fieldset>
        }
        foot={metric?.caveats[0]}
      >
        <Fetched query={series} height={360}>
          {(data) => (
            <DrillFrom asked={{ metric: id, groupBy: view.groupBy, grain: view.grain }}>
              <Picture series={data} look={look} question={question} />
            </DrillFrom>
          )}
        </Fetched>
      </Card>
    </>
  );
}
