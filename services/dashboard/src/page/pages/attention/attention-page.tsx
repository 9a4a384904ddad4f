/** Pairings that may need somebody: why, since when, who is on it, and what may be done. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PageLink } from '../../app/page-link.tsx';
import { sentenceCase } from '../../cells/row-text.ts';
import { type Alert, attentionQuery, rulesQuery, ruleText } from '../../data/attention.ts';
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

/** From here on the bar is full: that far beyond says it all. */
const FULL = 5;

/** How many times the rule's own limit was reached, as a number and as a bar. */
function Beyond({ score }: { score: number | null }) {
  if (score === null) return <span className="soft">–</span>;
  return (
    <span className="beyond" title="1 is the rule’s own limit">
      <meter min={0} max={FULL} value={Math.min(score, FULL)} aria-hidden="true" />
      <span className="beyond-count">{score.toFixed(1)} ×</span>
    </span>
  );
}

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
      isCardsWhereNarrow
      rows={alerts}
      keyOf={({ alert_id }) => alert_id}
      columns={[
        {
          id: 'pairing',
          title: 'Pairing',
          cell: ({ pairing_id, programme }) => (
            <PageLink className="id" to={`/pairings/${encodeURIComponent(pairing_id)}`} search={linkTo({ programme })}>
              {pairing_id}
            </PageLink>
          ),
          sortBy: ({ pairing_id }) => pairing_id,
        },
        {
          id: 'why',
          title: 'Why',
          cell: ({ reason }) => <span className="why">{sentenceCase(reason.text)}</span>,
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
          title: 'Beyond the limit',
          cell: ({ score }) => <Beyond score={score} />,
          sortBy: ({ score }) => score,
        },
        {
          id: 'standing',
          title: 'Standing',
          cell: (alert) => <Standing alert={alert} />,
          sortBy: ({ state }) => state,
        },
        { id: 'deeds', title: 'To do', cell: (alert) => <DeedButtons alert={alert} /> },
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

/** As many as are read without tiring; the rest is a click away. */
const FIRST = 50;

const listed = (alerts: readonly Alert[]) => {
  const pairings = new Set(alerts.map(({ pairing_id }) => pairing_id)).size;
  const some = `${pairings} pairing${pairings === 1 ? '' : 's'}`;
  return alerts.length === pairings ? some : `${some}, listed for ${alerts.length} reasons`;
};

/** The rules that have found something, each with how much: one of them, or all. */
function RuleChoice({ alerts }: { alerts: readonly Alert[] }) {
  const { view, change } = useScope();
  const { data: rules = [] } = useQuery(rulesQuery);
  const chosen = view.own['rule'];
  const byRule = [...Map.groupBy(alerts, ({ reason }) => reason.rule)].sort(([, a], [, b]) => b.length - a.length);
  if (byRule.length < 2 && chosen === undefined) return null;
  const choices: (readonly [rule: string | undefined, title: string, count: number])[] = [
    [undefined, 'All reasons', alerts.length],
    ...byRule.map(([rule, own]) => [rule, ruleText(rule, rules), own.length] as const),
  ];
  return (
    <fieldset className="row">
      <legend className="visually-hidden">For which reason</legend>
      {choices.map(([rule, title, count]) => (
        <button
          key={title}
          type="button"
          className="button small choice"
          aria-pressed={rule === chosen}
          onClick={() => change({ own: { rule } })}
        >
          {title} <span className="number">{count}</span>
        </button>
      ))}
    </fieldset>
  );
}

function StateChoice({ chosen }: { chosen: string }) {
  const { change } = useScope();
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">Which</legend>
      {STATES.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          className="button small"
          aria-pressed={id === chosen}
          onClick={() => change({ own: { state: id === STATES[0].id ? undefined : id, rule: undefined } })}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}

export function AttentionPage() {
  const { view } = useScope();
  const [hasAll, setAll] = useState(false);
  const state = view.own['state'] ?? STATES[0].id;
  const rule = view.own['rule'];
  const query = useInfiniteQuery(
    attentionQuery({ programme: view.programme, state, pairing: view.own['pairing'] }, 500),
  );
  const all = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const chosen = rule === undefined ? all : all.filter(({ reason }) => reason.rule === rule);
  const shown = hasAll ? chosen : chosen.slice(0, FIRST);
  const untold = query.data?.pages[0]?.meta.programmes.filter(({ cannot_tell }) => cannot_tell !== null) ?? [];
  return (
    <>
      <div className="row-between">
        <h1>Needs attention</h1>
        <StateChoice chosen={state} />
      </div>
      {untold.map(({ programme, cannot_tell }) => (
        <Notice key={programme} tone="warn">
          {programme}: {cannot_tell}
        </Notice>
      ))}
      <Card
        title={chosen.length === 0 ? 'Pairings' : `${query.hasNextPage ? 'More than ' : ''}${listed(chosen)}`}
        note="Found by rules, and described as things stood when they were found. The latest come first."
      >
        <RuleChoice alerts={all} />
        {query.error === null ? null : <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
        {query.isPending ? <Skeleton height={1200} /> : null}
        {query.data !== undefined && chosen.length === 0 ? (
          <Empty title="Nobody is listed">
            {state === STATES[0].id
              ? 'No rule finds a pairing here. What was snoozed or resolved is behind the buttons above.'
              : 'No pairing stands like this.'}
          </Empty>
        ) : null}
        {shown.length > 0 ? <Alerts alerts={shown} /> : null}
        <div className="row">
          {shown.length < chosen.length ? (
            <button type="button" className="button" onClick={() => setAll(true)}>
              Show all {chosen.length}
            </button>
          ) : null}
          {query.hasNextPage ? (
            <button
              type="button"
              className="button"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {query.isFetchingNextPage ? 'Loading …' : 'Load more'}
            </button>
          ) : null}
        </div>
      </Card>
      {query.isPending ? null : <Rules />}
    </>
  );
}
