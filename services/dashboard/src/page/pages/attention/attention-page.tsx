/** Pairings that may need somebody: why, since when, who is on it, and what may be done. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PageLink } from '../../app/page-link.tsx';
import { type Alert, attentionQuery, rulesQuery } from '../../data/attention.ts';
import { DataTable } from '../../design/data-table.tsx';
import { Card, Empty, Notice, ProblemNotice, Skeleton } from '../../design/surfaces.tsx';
import { showDate } from '../../view/period.ts';
import { useScope } from '../../view/use-scope.ts';
import { DeedButtons } from './deeds.tsx';

const STATES = [
  { id: 'raised,acknowledged', title: 'Open' },
  { id: 'raised', title: 'Nobody on it yet' },
  { id: 'snoozed', title: 'Snoozed' },
  { id: 'resolved', title: 'Resolved' },
] as const;

const dayOf = (instant: string) => showDate(instant.slice(0, 10));

function since({ since: from, raised_at }: Alert): string {
  return from === null ? `week of ${dayOf(raised_at)}` : dayOf(from);
}

/** Who is on it, or until when nobody wants to see it. */
function Standing({ alert }: { alert: Alert }) {
  const { state, acknowledged_by, snoozed_until, note, outcome, resolved_at } = alert;
  const more = note === null ? '' : ` · ${note.replaceAll('_', ' ')}`;
  switch (state) {
    case 'raised':
      return <span className="pill pill-warn">nobody on it</span>;
    case 'acknowledged':
      return <span className="pill">{acknowledged_by ?? 'somebody'} is on it</span>;
    case 'snoozed':
      return (
        <span className="pill">
          until {snoozed_until === null ? '' : dayOf(snoozed_until)}
          {more}
        </span>
      );
    case 'resolved':
      return (
        <span className="pill pill-good">
          {outcome?.replaceAll('_', ' ') ?? 'resolved'} {resolved_at === null ? '' : dayOf(resolved_at)}
          {more}
        </span>
      );
    default:
      throw new Error(`unknown state ${state satisfies never}`);
  }
}

function Alerts({ alerts }: { alerts: readonly Alert[] }) {
  const { linkTo } = useScope();
  return (
    <DataTable
      caption="Pairings that may need somebody, the latest first"
      rows={alerts}
      keyOf={({ alert_id }) => alert_id}
      columns={[
        {
          id: 'pairing',
          title: 'Pairing',
          cell: ({ pairing_id, programme }) => (
            <PageLink
              className="nowrap"
              to={`/pairings/${encodeURIComponent(pairing_id)}`}
              search={linkTo({ programme })}
            >
              {pairing_id}
            </PageLink>
          ),
          sortBy: ({ pairing_id }) => pairing_id,
        },
        {
          id: 'why',
          title: 'Why',
          cell: ({ reason }) => <span className="why">{reason.text}</span>,
          sortBy: ({ reason }) => reason.rule,
        },
        {
          id: 'since',
          title: 'Since',
          cell: (alert) => <span className="nowrap">{since(alert)}</span>,
          sortBy: (alert) => alert.since ?? alert.raised_at,
        },
        {
          id: 'score',
          title: 'How far beyond',
          isNumeric: true,
          cell: ({ score }) =>
            score === null ? '–' : <span title="1 is the rule’s own threshold">{score.toFixed(1)} ×</span>,
          sortBy: ({ score }) => score,
        },
        {
          id: 'standing',
          title: 'Standing',
          cell: (alert) => <Standing alert={alert} />,
          sortBy: ({ state }) => state,
        },
        { id: 'deeds', title: 'Do', cell: (alert) => <DeedButtons alert={alert} /> },
      ]}
    />
  );
}

function Rules() {
  const { data = [] } = useQuery(rulesQuery);
  return (
    <details className="card">
      <summary>When is a pairing listed here? {data.length} rules</summary>
      <dl className="stack">
        {data.map(({ id, title, condition, ends, version }) => (
          <div key={id}>
            <dt>
              <strong>{title}</strong> <span className="soft small">version {version}</span>
            </dt>
            <dd>
              {condition}. It ends {ends}.
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft small">
        What single people answered is never the reason shown: such pairings are listed for a check-in, by the week.
      </p>
    </details>
  );
}

export function AttentionPage() {
  const { view, change } = useScope();
  const [hasAll, setAll] = useState(false);
  const state = view.own['state'] ?? STATES[0].id;
  const query = useInfiniteQuery(
    attentionQuery({ programme: view.programme, state, pairing: view.own['pairing'] }, hasAll ? 500 : 50),
  );
  const alerts = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const untold = query.data?.pages[0]?.meta.programmes.filter(({ cannot_tell }) => cannot_tell !== null) ?? [];
  return (
    <>
      <h1>Needs attention</h1>
      {untold.map(({ programme, cannot_tell }) => (
        <Notice key={programme} tone="warn">
          {programme}: cannot tell yet: {String(cannot_tell).replaceAll('_', ' ')}
        </Notice>
      ))}
      <Card
        title="Pairings"
        note={`${alerts.length}${query.hasNextPage ? ' or more' : ''} · listed by rule, frozen as they were when they were raised`}
        actions={
          <fieldset className="segmented">
            <legend className="visually-hidden">Which</legend>
            {STATES.map(({ id, title }) => (
              <button
                key={id}
                type="button"
                className="button small"
                aria-pressed={id === state}
                onClick={() => change({ own: { state: id === STATES[0].id ? undefined : id } })}
              >
                {title}
              </button>
            ))}
          </fieldset>
        }
      >
        {query.error === null ? null : <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
        {query.isPending ? <Skeleton height={1200} /> : null}
        {query.data !== undefined && alerts.length === 0 ? (
          <Empty title="Nobody is listed">
            No rule finds a pairing here. What was snoozed or resolved is behind the buttons above.
          </Empty>
        ) : null}
        {alerts.length > 0 ? <Alerts alerts={alerts} /> : null}
        {query.hasNextPage ? (
          <div className="row">
            <button
              type="button"
              className="button"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {query.isFetchingNextPage ? 'Loading …' : 'Show more'}
            </button>
            {hasAll ? null : (
              <button type="button" className="button button-quiet" onClick={() => setAll(true)}>
                Show 500 at a time
              </button>
            )}
          </div>
        ) : null}
      </Card>
      <Rules />
    </>
  );
}
