/** One metric: what it means, how it is made, what it is now, how its number and its definition changed. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PageLink } from '../../app/page-link.tsx';
import { dimensionText } from '../../cells/row-text.ts';
import { catalogueQuery, useMetric } from '../../data/queries.ts';
import type { Metric } from '../../data/types.ts';
import { DataTable } from '../../design/data-table.tsx';
import { Card, Empty, Skeleton } from '../../design/surfaces.tsx';
import { usePageQuestion } from '../../frame/page-context.tsx';
import { Breakdown } from '../../panels/breakdown.tsx';
import { Caveat, MetricPanel } from '../../panels/metric-panel.tsx';
import { dimensionsFor, isBeginning } from '../../view/dimensions.ts';
import { showDate } from '../../view/period.ts';
import { useScope } from '../../view/use-scope.ts';
import { ExplainCard } from './explain-card.tsx';
import { ReceiptCard } from './receipt-card.tsx';

function Meaning({ metric }: { metric: Metric }) {
  const lines: [string, string][] = [
    ['Question', metric.question],
    ['Formula', metric.formula],
    ['Unit', metric.unit],
    ['Counts', metric.grain],
    ['Its time is', metric.time_refers_to],
    ['Estimated by', `${metric.estimator.replaceAll('_', ' ')}`],
    ['Good is', metric.direction],
    [
      'Usual',
      metric.target === null
        ? 'nothing is commonly said to be usual'
        : `${metric.target.text} (${metric.target.origin})`,
    ],
    ['Read from', metric.relations.join(', ')],
    ['Reference', metric.reference],
  ];
  return (
    <Card title="What it means">
      <dl className="facts facts-beside">
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt className="soft small">{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h3>To be careful about</h3>
      <ul className="plain">
        {metric.caveats.map((caveat) => (
          <li key={caveat}>
            <Caveat text={caveat} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Versions({ metric }: { metric: Metric }) {
  return (
    <Card title="Versions of the definition" note={`now version ${metric.version}`}>
      <DataTable
        caption="Changes of the definition"
        rows={metric.changes}
        keyOf={({ version }) => String(version)}
        columns={[
          { id: 'version', title: 'Version', cell: ({ version }) => version },
          { id: 'date', title: 'Since', cell: ({ date }) => <span className="nowrap">{showDate(date)}</span> },
          { id: 'what', title: 'What changed', cell: ({ what }) => what },
        ]}
      />
    </Card>
  );
}

function Unknown({ id }: { id: string }) {
  const { linkTo } = useScope();
  return (
    <>
      <h1>Metric</h1>
      <Empty title="There is no such metric">
        <code>{id}</code> may be mistyped. All that there are can be chosen under{' '}
        <PageLink to="/explore" search={linkTo()}>
          Explore
        </PageLink>
        .
      </Empty>
    </>
  );
}

export function MetricPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const metric = useMetric(id);
  const { ask, view, isReleased } = useScope();
  usePageQuestion(ask({ metric: id, groupBy: view.groupBy, grain: view.grain }));
  const { isPending } = useQuery(catalogueQuery);
  if (metric === undefined) return isPending ? <Skeleton height={400} /> : <Unknown id={id} />;
  const divided = view.groupBy.length > 0;
  // What follows people for months says little of those who began within the last ones.
  const isSlow = ['survival', 'incidence'].includes(metric.estimator) || metric.horizon_days !== null;
  return (
    <>
      <div className="row-between">
        <h1>{metric.title}</h1>
        <Breakdown dimensions={metric.dimensions.filter((dimension) => !isBeginning(dimension))} />
      </div>
      <p className="soft">
        {metric.question} · <code>{metric.id}</code>
      </p>
      <div className="columns">
        <div className="stack">
          <MetricPanel metric={id} title="Over time" shape="trend" groupBy={view.groupBy} isAllTime={isSlow} />
          <Meaning metric={metric} />
        </div>
        <div className="stack">
          <MetricPanel
            metric={id}
            title={divided ? 'By group' : 'The whole period'}
            shape={divided ? 'groups' : 'number'}
            groupBy={view.groupBy}
            isAllTime={isSlow}
            isCompared={!isSlow}
          />
          <ExplainCard metric={metric} isAllTime={isSlow} />
          <ReceiptCard metric={metric} isAllTime={isSlow} />
          <Versions metric={metric} />
        </div>
      </div>
      <p className="soft small">
        Can be divided by: {dimensionsFor(metric.dimensions, isReleased).map(dimensionText).join(', ')}.
      </p>
    </>
  );
}
