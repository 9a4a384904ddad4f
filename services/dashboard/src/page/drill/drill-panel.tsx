/** From a cell to what it was made of: its units, and on to their events. What may be seen of it is the API's to decide. */
import { asked } from '@rapport/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PageLink } from '../app/page-link.tsx';
import { formatCount } from '../cells/format-value.ts';
import { rowSentence } from '../cells/row-text.ts';
import { api, bodyOf } from '../data/client.ts';
import type { Row } from '../data/types.ts';
import { DataTable } from '../design/data-table.tsx';
import { Dialog } from '../design/overlay.tsx';
import { Empty, Notice, ProblemNotice, Skeleton } from '../design/surfaces.tsx';
import { type Question, seriesParameters } from '../view/question.ts';
import { useScope } from '../view/use-scope.ts';
import { cellText } from './cell-text.ts';

function lineageQuery(question: Question, cell: string, unit: string) {
  const { compare: _, align: __, reference: ___, ...rest } = question;
  return {
    queryKey: ['lineage', rest, cell, unit],
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

export type Drilled = { question: Question; row: Row; unit: string; title: string };

function Body({ question, row, unit }: Drilled) {
  const query = useInfiniteQuery(lineageQuery(question, cellText(row), unit));
  if (query.error !== null) return <ProblemNotice error={query.error} />;
  const first = query.data?.pages[0];
  if (first === undefined) return <Skeleton height={300} />;
  const units = query.data?.pages.flatMap(({ data }) => (data.units ?? []) as readonly Unit[]) ?? [];
  const { sources } = first.data;
  return (
    <>
      {units.length > 0 ? (
        <Units units={units} />
      ) : (
        <Empty title="Units are not shown">This token sees the sources of a cell, not its single units.</Empty>
      )}
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
      <Notice>
        <span className="small">
          Read from {sources.relations.join(', ')}; events of{' '}
          {sources.streams.map(({ topic, types }) => `${topic} (${types.join(', ')})`).join('; ')}.
        </span>
      </Notice>
    </>
  );
}

/** The side panel of a cell. */
export function DrillPanel({ drilled, onClose }: { drilled: Drilled | undefined; onClose(): void }) {
  return (
    <Dialog
      isOpen={drilled !== undefined}
      onClose={onClose}
      shape="side-panel"
      title={drilled?.title ?? ''}
      about={drilled === undefined ? '' : rowSentence(drilled.row, drilled.unit)}
    >
      {drilled === undefined ? null : <Body {...drilled} />}
    </Dialog>
  );
}
