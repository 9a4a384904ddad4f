/** Six numbers that say how a programme is doing, each with its interval, its change and its last months. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { PageLink } from '../../app/page-link.tsx';
import { rowAtDay } from '../../cells/at-day.ts';
import { CellValue, ChangeValue, HowSure } from '../../cells/cell.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { trendSummary } from '../../charts/trend-summary.ts';
import { attentionQuery } from '../../data/attention.ts';
import { useMetric, useSeries } from '../../data/queries.ts';
import type { Row } from '../../data/types.ts';
import { Hint } from '../../design/overlay.tsx';
import { Card, Fetched, Notice } from '../../design/surfaces.tsx';
import { usePageQuestion } from '../../frame/page-context.tsx';
import { useScope } from '../../view/use-scope.ts';

/** Which numbers, what each is asked beside the view, and where more of it is to be seen. */
const NUMBERS: readonly { metric: string; more: string; day?: number; title?: string }[] = [
  { metric: 'active-pairs', more: '/engagement' },
  { metric: 'meetings-per-pair-month', more: '/engagement' },
  { metric: 'time-to-first-meeting', more: '/engagement' },
  { metric: 'pair-survival', more: '/retention', day: 90, title: 'Pairs still open after 90 days' },
  { metric: 'survey-response-rate', more: '/outcomes' },
  { metric: 'satisfaction', more: '/outcomes' },
];

const AGAINST = { previous: 'against the period before', year: 'against a year before' } as const;

function NumberCard({ metric, more, day, title }: (typeof NUMBERS)[number]) {
  const { ask, view, period, linkTo } = useScope();
  const about = useMetric(metric);
  const read = (row: Row) => (day === undefined ? row : rowAtDay(row, day));
  const whole = useSeries(ask({ metric, compare: true }));
  const trend = useSeries(ask({ metric, grain: view.grain ?? 'month' }));
  return (
    <Card
      title={
        <Hint text={about === undefined ? metric : `${about.question} = ${about.formula}`}>
          <PageLink to={more} search={linkTo()}>
            {title ?? about?.title ?? metric}
          </PageLink>
        </Hint>
      }
      note={`${about?.unit ?? ''} · ${period.text}`}
      foot={about?.target == null ? undefined : `Usual: ${about.target.text}`}
    >
      <Fetched query={whole} height={64}>
        {({ data: [found], meta }) => {
          if (found === undefined) return null;
          const row = read(found);
          return (
            <div className="stack-tight">
              <span className="figure">
                <CellValue row={row} unit={meta.unit} />
              </span>
              <HowSure row={row} unit={meta.unit} />
              <ChangeValue
                row={row}
                unit={meta.unit}
                direction={meta.direction}
                against={AGAINST[view.compare ?? 'previous']}
              />
            </div>
          );
        }}
      </Fetched>
      <Fetched query={trend} height={44}>
        {({ data, meta }) => {
          const rows = data.map(read);
          return <Sparkline rows={rows} summary={trendSummary(title ?? meta.title, rows, meta.unit)} />;
        }}
      </Fetched>
    </Card>
  );
}

/** How many pairings are listed, for those who may see the list. */
function AttentionNotice() {
  const { view, linkTo } = useScope();
  const { data } = useInfiniteQuery(attentionQuery({ programme: view.programme, state: 'raised' }, 500));
  const listed = data?.pages.flatMap(({ data: alerts }) => alerts).length ?? 0;
  if (listed === 0) return null;
  return (
    <Notice tone="warn">
      <span className="grow">
        {data?.pages.at(-1)?.links.next == null ? '' : 'More than '}
        {listed} pairing{listed === 1 ? '' : 's'} may need somebody, and nobody is on it yet.
      </span>
      <PageLink className="button" to="/attention" search={linkTo()}>
        See which, and why
      </PageLink>
    </Notice>
  );
}

export function OverviewPage() {
  const { ask, programme, view } = useScope();
  usePageQuestion(ask({ metric: 'active-pairs', grain: 'month' }));
  return (
    <>
      <h1>{programme?.name ?? view.programme ?? 'All programmes'}</h1>
      <AttentionNotice />
      <div className="grid-cards">
        {NUMBERS.map((number) => (
          <NumberCard key={number.metric} {...number} />
        ))}
      </div>
    </>
  );
}
