/** What a subscription did deliver: each time, what became of it, and the numbers that were sent. */
import { asked } from '@rapport/client';
import { useQuery } from '@tanstack/react-query';
import { unitNote } from '../../cells/format-value.ts';
import { sentenceCase } from '../../cells/row-text.ts';
import { RowsTable } from '../../charts/rows-table.tsx';
import { api, bodyOf } from '../../data/client.ts';
import type { BodyOf } from '../../data/types.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Dialog } from '../../design/overlay.tsx';
import { Empty, Fetched } from '../../design/surfaces.tsx';
import { instantText } from '../../view/time-text.ts';
import { useScope } from '../../view/use-scope.ts';
import { PILLS, periodText, waitingText } from './delivery-text.ts';

type Delivered = BodyOf<'/v1/subscriptions/{id}/deliveries'>['data'][number];

function columnsOf(zone: string, onNumbers: (period: string) => void): Column<Delivered>[] {
  return [
    { id: 'period', title: 'About', cell: ({ period }) => sentenceCase(periodText(period)) },
    {
      id: 'state',
      title: 'What became of it',
      cell: ({ state, reason }) => (
        <span>
          <span className={PILLS[state]}>{state}</span> {reason === null ? null : waitingText(reason)}
        </span>
      ),
    },
    { id: 'at', title: 'When', cell: ({ at }) => instantText(at, zone), sortBy: ({ at }) => at },
    {
      id: 'numbers',
      title: 'Numbers sent',
      cell: ({ period, state, has_answer: hasAnswer }) =>
        hasAnswer ? (
          <button
            type="button"
            className="button small"
            aria-label={`Numbers of ${periodText(period)}`}
            onClick={() => onNumbers(period)}
          >
            Numbers
          </button>
        ) : (
          <span className="soft">{state === 'sent' ? 'not kept' : 'none'}</span>
        ),
    },
  ];
}

function SentNumbers({ id, period }: { id: string; period: string }) {
  const { zone } = useScope();
  const query = useQuery({
    queryKey: ['delivery', id, period],
    queryFn: async () => {
      const params = { path: { id, period } };
      return (await bodyOf(asked(api.GET('/v1/subscriptions/{id}/deliveries/{period}', { params })))).data;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <section className="stack-tight" aria-label="Numbers sent">
      <h3>{sentenceCase(periodText(period))}, as it was sent</h3>
      <Fetched query={query}>
        {({ answer: { data, meta } }) => (
          <div className="stack-tight">
            <p className="soft small">
              {meta.title}, {unitNote(meta.unit)}; as of {instantText(meta.as_of, zone)}, known at{' '}
              {instantText(meta.known_at, zone)}
            </p>
            <RowsTable rows={data} meta={meta} />
          </div>
        )}
      </Fetched>
    </section>
  );
}

export function DeliveriesPanel({ id, title, onClose }: { id: string; title: string; onClose(): void }) {
  const { view, change, zone } = useScope();
  const query = useQuery({
    queryKey: ['deliveries', id],
    queryFn: async () =>
      (await bodyOf(asked(api.GET('/v1/subscriptions/{id}/deliveries', { params: { path: { id } } })))).data,
    retry: false,
  });
  const { sent } = view.own;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="side-panel"
      title={`Deliveries of ${title}`}
      about="Each as it was told, the newest first."
    >
      <Fetched query={query}>
        {(deliveries) =>
          deliveries.length === 0 ? (
            <Empty title="Nothing was due yet">
              The first period that ends after it was ordered is the first sent.
            </Empty>
          ) : (
            <DataTable
              isCardsWhereNarrow
              caption="Deliveries, the newest first"
              rows={deliveries}
              columns={columnsOf(zone, (period) => change({ own: { sent: period } }))}
              keyOf={({ at, period, state, reason }) => `${at} ${period} ${state} ${reason}`}
            />
          )
        }
      </Fetched>
      {sent === undefined ? null : <SentNumbers id={id} period={sent} />}
    </Dialog>
  );
}
