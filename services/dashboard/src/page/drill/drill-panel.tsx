/** From a cell to what it was made of: its units, and on to their events. What may be seen of it is the API's to decide. */
import { asked } from '@rapport/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PageLink } from '../app/page-link.tsx';
import { formatCount } from '../cells/format-value.ts';
import { rowSentence } from '../cells/row-text.ts';
import { api, bodyOf } from '../data/client.ts';
import { useMetric, useSeries } from '../data/queries.ts';
import type { BodyOf, Row } from '../data/types.ts';
import { DataTable } from '../design/data-table.tsx';
import { Dialog } from '../design/overlay.tsx';
import { Empty, ProblemNotice, Skeleton } from '../design/surfaces.tsx';
import { type Question, seriesParameters } from '../view/question.ts';
import { useScope } from '../view/use-scope.ts';
import { cellText, cellWords } from './cell-text.ts';
import { drillOf } from './drill-address.ts';

function lineageQuery(question: Question, cell: string) {
  const { compare: _, align: __, reference: ___, ...rest } = question;
  return {
    queryKey: ['lineage', rest, cell],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => {
      const query = {
        ...seriesParameters(rest),
        ...(cell === '' ? {} : { cell }),
        limit: '50',
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return bodyOf(asked(api.GET('/v1/metrics/{id}/lineage', { params: { path: { id: question.metric }, query } })));
    },
    getNextPageParam: ({ meta }: { meta: { next_cursor?: string | null } }) => meta.next_cursor ?? undefined,
  };
}

type Unit = {
  unit: Readonly<Record<string, unknown>>;
  at: string | null;
  state: string;
  gives: Readonly<Record<string, unknown>>;
};

const given = (fields: Readonly<Record<string, unknown>>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`)
    .join(', ');

function Units({ units }: { units: readonly Unit[] }) {
  const { linkTo } = useScope();
  return (
    <DataTable
      caption="The units that the cell was made of"
      rows={units}
      keyOf={({ unit }, place) => `${JSON.stringify(unit)}${place}`}
      columns={[
        {
          id: 'unit',
          title: 'Unit',
          cell: ({ unit }) => {
            const pairing = unit['pairing_id'];
            const programme = typeof unit['programme_id'] === 'string' ? unit['programme_id'] : undefined;
            if (typeof pairing !== 'string' || pairing === '') return given(unit);
            return (
              <PageLink
                to={`/pairings/${encodeURIComponent(pairing)}`}
                search={linkTo(programme === undefined ? {} : { programme })}
              >
                {pairing}
              </PageLink>
            );
          },
        },
        { id: 'at', title: 'At', cell: ({ at }) => at?.slice(0, 10) ?? '–', sortBy: ({ at }) => at },
        { id: 'state', title: 'State', cell: ({ state }) => state, sortBy: ({ state }) => state },
        { id: 'gives', title: 'Gives', cell: ({ gives }) => given(gives) },
      ]}
    />
  );
}

type Data = BodyOf<'/v1/metrics/{id}/lineage'>['data'];
type EventLine = { type: string; topic: string; schema: { id: number; version: number } | null; events: number | null };

/** How many events of which type, where that may be told; else which types there are. */
function linesOf({ events, sources }: Data): EventLine[] {
  if (events !== null) return events;
  return sources.streams.flatMap(({ topic, schema, types }) =>
    types.map((type) => ({ type, topic, schema, events: null })),
  );
}

function EventTypes({ lines }: { lines: readonly EventLine[] }) {
  const { linkTo } = useScope();
  const isCounted = lines.some(({ events }) => events !== null);
  return (
    <DataTable
      caption={isCounted ? 'The events that it was made of' : 'The kinds of events that it is made of'}
      isCaptionShown
      rows={lines}
      keyOf={({ type, schema }) => `${type}/${schema?.id}`}
      columns={[
        {
          id: 'type',
          title: 'Type',
          cell: ({ type }) => (
            <PageLink to="/events" search={linkTo({ own: { type } })}>
              {type}
            </PageLink>
          ),
          sortBy: ({ type }) => type,
        },
        {
          id: 'topic',
          title: 'Topic, schema',
          cell: ({ topic, schema }) => (
            <span className="small soft">
              {topic}
              {schema === null ? '' : `, id ${schema.id}`}
            </span>
          ),
        },
        ...(isCounted
          ? [
              {
                id: 'events',
                title: 'Events',
                isNumeric: true,
                cell: ({ events }: EventLine) => formatCount(events),
                sortBy: ({ events }: EventLine) => events,
              },
            ]
          : []),
      ]}
    />
  );
}

type Behind = { question: Question; cell: string };

function Lineage({ question, cell }: Behind) {
  const query = useInfiniteQuery(lineageQuery(question, cell));
  if (query.error !== null) return <ProblemNotice error={query.error} />;
  const first = query.data?.pages[0];
  if (first === undefined) return <Skeleton height={300} />;
  const units = query.data?.pages.flatMap(({ data }) => (data.units ?? []) as readonly Unit[]) ?? [];
  return (
    <>
      {units.length > 0 ? <Units units={units} /> : null}
      {query.hasNextPage ? (
        <button
          type="button"
          className="button"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? 'Loading …' : `Show more than ${formatCount(units.length)}`}
        </button>
      ) : null}
      <EventTypes lines={linesOf(first.data)} />
      {units.length > 0 ? null : <p className="soft small">Single units and their events are for administrators.</p>}
    </>
  );
}

/** A hidden cell has nothing behind it that may be seen, and an early one nothing yet. */
function isTold({ state }: Row): boolean {
  return state !== 'suppressed' && state !== 'not_yet_observable' && state !== 'no_data';
}

function Body({ question, cell }: Behind) {
  const { linkTo } = useScope();
  const series = useSeries(question);
  const row = series.data?.data.find((one) => cellText(one) === cell);
  if (series.error !== null) return <ProblemNotice error={series.error} retry={() => void series.refetch()} />;
  if (series.data === undefined) return <Skeleton height={300} />;
  if (row === undefined) {
    return <Empty title="There is no such cell">The address may be mistyped, or the period has another one.</Empty>;
  }
  return (
    <div className="stack">
      <p>{rowSentence(row, series.data.meta.unit)}</p>
      {isTold(row) ? <Lineage question={question} cell={cell} /> : null}
      <p className="small">
        <PageLink to={`/metrics/${question.metric}`} search={linkTo()}>
          What it means, and what changed
        </PageLink>
      </p>
    </div>
  );
}

/** The side panel of the cell that the address names; nothing where it names none. */
export function DrillPanel() {
  const { view, ask, change } = useScope();
  const asked = drillOf(view.own['drill']);
  const cell = view.own['cell'] ?? '';
  const about = useMetric(asked?.metric ?? '');
  return (
    <Dialog
      isOpen={asked !== undefined}
      onClose={() => change({ own: { drill: undefined, cell: undefined } })}
      shape="side-panel"
      title={[about?.title ?? asked?.metric ?? '', cellWords(cell)].filter(Boolean).join(' · ')}
      about="What this number was made of"
    >
      {asked === undefined ? null : <Body question={ask(asked)} cell={cell} />}
    </Dialog>
  );
}
