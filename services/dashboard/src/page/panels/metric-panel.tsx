/** A metric in a panel: its name and meaning, its chart with the table beside it, what is usual, and what to be careful about. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageLink } from '../app/page-link.tsx';
import { unitNote } from '../cells/format-value.ts';
import { groupText, sentenceCase } from '../cells/row-text.ts';
import { IntervalChart } from '../charts/interval-chart.tsx';
import { TrendChart } from '../charts/trend-chart.tsx';
import { useAnnotations } from '../data/annotations.ts';
import { catalogueQuery, useMetric, useSeries } from '../data/queries.ts';
import type { Metric, Series } from '../data/types.ts';
import { Hint } from '../design/overlay.tsx';
import { Card, Fetched } from '../design/surfaces.tsx';
import { DrillFrom } from '../drill/drill-from.tsx';
import { useScope } from '../view/use-scope.ts';
import type { Where } from '../view/view-state.ts';
import { Headline } from './headline.tsx';

type Shape = 'trend' | 'groups' | 'number';

export type MetricPanelProps = {
  metric: string;
  shape: Shape;
  title?: string;
  groupBy?: readonly string[] | undefined;
  where?: Where;
  /** Asks about all time, whatever the period of the view. */
  isAllTime?: boolean;
  /** Set beside the period that the view compares with. */
  isCompared?: boolean;
  /** A line at the value that means "no difference". */
  reference?: number;
  actions?: ReactNode;
};

/** What is asked, how it is made, and which moment puts a unit into a period. */
export function Definition({ metric }: { metric: Metric }) {
  return (
    <span className="stack-tight">
      <strong>{metric.question}</strong>
      <span>{metric.formula}</span>
      <span className="soft small">
        Unit: {metric.unit} · its time: {metric.time_refers_to} · version {metric.version}
      </span>
    </span>
  );
}

/** What the metric means, as a card that opens on hover and focus; its name leads to its page. */
export function MetricName({ id, about, children }: { id: string; about: Metric | undefined; children?: ReactNode }) {
  const { linkTo } = useScope();
  return (
    <Hint text={about === undefined ? id : <Definition metric={about} />}>
      <PageLink to={`/metrics/${id}`} search={linkTo()}>
        {children ?? about?.title ?? id}
      </PageLink>
    </Hint>
  );
}

function Numbers({ series: { data, meta } }: { series: Series }) {
  return (
    <ul className="numbers">
      {data.map((row) => (
        <li key={groupText(row.group)} className="stack-tight">
          {groupText(row.group) === '' ? null : <strong>{sentenceCase(groupText(row.group))}</strong>}
          <Headline row={row} metric={meta} hasUnit={false} />
        </li>
      ))}
    </ul>
  );
}

function Picture({
  series,
  shape,
  about,
  reference,
}: {
  series: Series;
  shape: Shape;
  about: Metric | undefined;
  reference: number | undefined;
}) {
  const annotations = useAnnotations();
  switch (shape) {
    case 'trend':
      return <TrendChart series={series} annotations={annotations} target={about?.target ?? null} />;
    case 'groups':
      return <IntervalChart series={series} reference={reference ?? null} />;
    case 'number':
      return <Numbers series={series} />;
    default:
      throw new Error(`unknown shape ${shape satisfies never}`);
  }
}

/** A caveat with the titles of the metrics that it names by their ids, each leading to its page. */
export function Caveat({ text }: { text: string }) {
  const { linkTo } = useScope();
  const { data: metrics = [] } = useQuery(catalogueQuery);
  // Ids have a hyphen, or they could be any word.
  const parts = text.split(/\b([a-z]+(?:-[a-z0-9]+)+)\b/);
  return parts.map((part, place) => {
    const named = place % 2 === 1 ? metrics.find(({ id }) => id === part) : undefined;
    return named === undefined ? (
      part
    ) : (
      <PageLink key={part} to={`/metrics/${named.id}`} search={linkTo()}>
        {named.title}
      </PageLink>
    );
  });
}

/** What is usual, and what the number does not say. */
function Careful({ metric: { target, caveats } }: { metric: Metric }) {
  const [caveat] = caveats;
  return (
    <>
      {target === null ? null : <p>Usual: {target.text}</p>}
      {caveat === undefined ? null : (
        <p>
          <Caveat text={caveat} />
        </p>
      )}
    </>
  );
}

const HEIGHTS: Readonly<Record<Shape, number>> = { trend: 330, groups: 220, number: 90 };

export function MetricPanel({
  metric,
  shape,
  title,
  groupBy,
  where,
  isAllTime = false,
  isCompared = false,
  reference,
  actions,
}: MetricPanelProps) {
  const { ask, view, period } = useScope();
  const about = useMetric(metric);
  const grain = shape === 'trend' ? (view.grain ?? (isAllTime ? 'quarter' : 'month')) : undefined;
  // One line has a second one beside it; of several nobody could tell which belongs to which.
  const compare = isCompared || (shape === 'trend' && (groupBy ?? []).length === 0);
  const asked = { metric, grain, groupBy, period: !isAllTime, ...(where === undefined ? {} : { where }) };
  const series = useSeries(ask({ ...asked, compare }));
  const note = [about && unitNote(about.unit), isAllTime ? 'all time' : period.text].filter(Boolean).join(' · ');
  return (
    <Card
      title={
        <MetricName id={metric} about={about}>
          {title}
        </MetricName>
      }
      note={note}
      foot={about === undefined ? undefined : <Careful metric={about} />}
      actions={actions}
    >
      <Fetched query={series} height={HEIGHTS[shape]}>
        {(data) => (
          <DrillFrom asked={asked}>
            <Picture series={data} shape={shape} about={about} reference={reference} />
          </DrillFrom>
        )}
      </Fetched>
    </Card>
  );
}
