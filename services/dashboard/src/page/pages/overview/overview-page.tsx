/** Six numbers that say how a programme is doing, each with its interval, its change and its last months. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageLink } from '../../app/page-link.tsx';
import { rowAtDay } from '../../cells/at-day.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { trendSummary } from '../../charts/trend-summary.ts';
import { type Alert, attentionQuery, HELPERS, rulesQuery, ruleText } from '../../data/attention.ts';
import { sessionQuery, useMetric, useSeries } from '../../data/queries.ts';
import type { Row, Series } from '../../data/types.ts';
import { Icon } from '../../design/icon.tsx';
import { Hint } from '../../design/overlay.tsx';
import { Card, Fetched, Notice, Skeleton } from '../../design/surfaces.tsx';
import type { DrillAsked } from '../../drill/drill-address.ts';
import { DrillFrom } from '../../drill/drill-from.tsx';
import { usePageQuestion } from '../../frame/page-context.tsx';
import { useNarrow } from '../../frame/use-narrow.ts';
import { AGAINST, Headline } from '../../panels/headline.tsx';
import { Definition } from '../../panels/metric-panel.tsx';
import { useScope } from '../../view/use-scope.ts';

/** Which numbers, what each is asked beside the view, and where more of it is to be seen. */
const NUMBERS: readonly { metric: string; more: string; day?: number; title?: string; grain?: string }[] = [
  { metric: 'active-pairs', more: '/engagement' },
  { metric: 'meetings-per-pair-month', more: '/engagement' },
  { metric: 'time-to-first-meeting', more: '/engagement' },
  // By quarter: of the few who begin in a month most shares would be hidden.
  { metric: 'pair-survival', more: '/retention', day: 90, title: 'Pairs still open after 90 days', grain: 'quarter' },
  { metric: 'survey-response-rate', more: '/outcomes' },
  { metric: 'satisfaction', more: '/outcomes' },
];

/** A share at another day than the metric's own is no cell of its answer. */
function Behind({ asked, children }: { asked: DrillAsked | undefined; children: ReactNode }) {
  return asked === undefined ? children : <DrillFrom asked={asked}>{children}</DrillFrom>;
}

function NumberCard({ metric, more, day, title, grain = 'month' }: (typeof NUMBERS)[number]) {
  const { ask, view, linkTo } = useScope();
  const about = useMetric(metric);
  const whole = useSeries(ask({ metric, compare: true }));
  const trend = useSeries(ask({ metric, grain: view.grain ?? grain }));
  const read = (row: Row, { query }: Series['meta']) => (day === undefined ? row : rowAtDay(row, day, query));
  return (
    <Card
      title={
        <Hint text={about === undefined ? metric : <Definition metric={about} />}>
          <PageLink to={more} search={linkTo()}>
            {title ?? about?.title ?? metric}
          </PageLink>
        </Hint>
      }
      note={about?.question}
      foot={about?.target == null ? undefined : <p>Usual: {about.target.text}</p>}
    >
      <Fetched query={whole} height={72}>
        {({ data: [found], meta }) =>
          found === undefined ? null : (
            <Behind asked={day === undefined ? { metric } : undefined}>
              <Headline row={read(found, meta)} metric={meta} />
            </Behind>
          )
        }
      </Fetched>
      <Fetched query={trend} height={74}>
        {({ data, meta }) => {
          const rows = data.map((row) => read(row, meta));
          return <Sparkline rows={rows} summary={trendSummary(title ?? meta.title, rows, meta.unit)} />;
        }}
      </Fetched>
    </Card>
  );
}

/** At most so many reasons in short; the list has the rest. */
const MOST_REASONS = 3;

/** One row that is there from the first, so that nothing below it jumps. */
function AttentionRow({ tone, text, soft, children }: AttentionRowProps) {
  return (
    <Notice tone={tone}>
      <Icon name="attention" />
      <span className="grow">
        <strong>{text}</strong>
        <br />
        <span className="soft small">{soft}</span>
      </span>
      {children}
    </Notice>
  );
}

type AttentionRowProps = { tone: 'plain' | 'warn'; text: string; soft: string; children?: ReactNode };

function Reasons({ alerts }: { alerts: readonly Alert[] }) {
  const { linkTo } = useScope();
  const { data: rules = [] } = useQuery(rulesQuery);
  const reasons = [...Map.groupBy(alerts, ({ reason }) => reason.rule)].sort(([, a], [, b]) => b.length - a.length);
  return (
    <span className="row">
      {reasons.slice(0, MOST_REASONS).map(([rule, own]) => (
        <PageLink
          key={rule}
          className="pill pill-link"
          to="/attention"
          search={linkTo({ own: { state: 'raised', rule } })}
        >
          {ruleText(rule, rules)} <strong>{own.length}</strong>
        </PageLink>
      ))}
    </span>
  );
}

/** How many pairings are listed and for which reasons; that there is none; or that nobody can tell yet. */
function AttentionNotice() {
  const { view, linkTo } = useScope();
  const isNarrow = useNarrow();
  const { data, isPending } = useInfiniteQuery(attentionQuery({ programme: view.programme, state: 'raised' }, 500));
  if (isPending) return <Skeleton height={isNarrow ? 107 : 65} label="Loading what needs attention" />;
  const first = data?.pages[0];
  if (first === undefined) return null;
  const alerts = first.data;
  if (alerts.length === 0) {
    return first.meta.programmes.some(({ cannot_tell }) => cannot_tell !== null) ? (
      <AttentionRow tone="plain" text="Whom to help is not known yet" soft="Events of the past are still coming in." />
    ) : (
      <AttentionRow tone="plain" text="No pairing waits for somebody" soft="No rule finds one that nobody is on." />
    );
  }
  const pairings = new Set(alerts.map(({ pairing_id }) => pairing_id)).size;
  const count = `${first.links.next === null ? '' : 'More than '}${pairings} pairing${pairings === 1 ? '' : 's'}`;
  return (
    <AttentionRow tone="warn" text={`${count} may need somebody`} soft="Nobody is on it yet.">
      {isNarrow ? null : <Reasons alerts={alerts} />}
      <PageLink className="button" to="/attention" search={linkTo()}>
        See which, and why
        <Icon name="more" size={16} />
      </PageLink>
    </AttentionRow>
  );
}

export function OverviewPage() {
  const { ask, programme, view, period } = useScope();
  const { data: session } = useQuery(sessionQuery);
  usePageQuestion(ask({ metric: 'active-pairs', grain: 'month' }));
  return (
    <>
      <div className="page-head">
        <h1>{programme?.name ?? view.programme ?? 'All programmes'}</h1>
        <p className="soft">
          {period.text}
          {view.compare === undefined ? '' : `, ${AGAINST[view.compare]}`}
        </p>
      </div>
      {session !== undefined && HELPERS.includes(session.role) ? <AttentionNotice /> : null}
      <div className="grid-cards">
        {NUMBERS.map((number) => (
          <NumberCard key={number.metric} {...number} />
        ))}
      </div>
    </>
  );
}
