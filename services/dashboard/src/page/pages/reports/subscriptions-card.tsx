/** Questions that are answered by mail or webhook, what became of the last delivery, and what would go out now. */
import { asked } from '@rapport/client';
import { useQuery } from '@tanstack/react-query';
import { RowsTable } from '../../charts/rows-table.tsx';
import { api, bodyOf } from '../../data/client.ts';
import { catalogueQuery } from '../../data/queries.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Dialog } from '../../design/overlay.tsx';
import { Card, Empty, Fetched, Notice } from '../../design/surfaces.tsx';
import { type Subscription, subscriptionsQuery, useRemoval } from '../../keep/kept.ts';
import { useScope } from '../../view/use-scope.ts';
import { deliveryText, periodText, waitingText } from './delivery-text.ts';
import { RemoveButton } from './remove-button.tsx';

const PILLS = { sent: 'pill pill-good', waiting: 'pill', failed: 'pill pill-bad' } as const;

function Deeds({ subscription, onPreview }: { subscription: Subscription; onPreview(): void }) {
  const removal = useRemoval('subscription', subscriptionsQuery.queryKey);
  const { id, title } = subscription;
  return (
    <div className="row no-print">
      <button type="button" className="button small" aria-label={`Preview of ${title}`} onClick={onPreview}>
        Preview
      </button>
      <RemoveButton name={title} isPending={removal.isPending} onClick={() => removal.mutate(id)} />
    </div>
  );
}

function columnsOf(nameOf: (metric: string) => string, onPreview: (id: string) => void): Column<Subscription>[] {
  return [
    {
      id: 'title',
      title: 'Name',
      cell: ({ title, question, programme }) => (
        <span className="stack-tight">
          <span>{title}</span>
          <span className="soft small">
            {nameOf(question.metric)}, {programme}
          </span>
        </span>
      ),
      sortBy: ({ title }) => title,
    },
    { id: 'every', title: 'How often', cell: ({ every }) => `every ${every}` },
    {
      id: 'where',
      title: 'Where to',
      cell: ({ channel, mine, owner }) =>
        mine
          ? (channel.to ?? channel.url ?? channel.kind)
          : `${channel.kind}, kept by ${owner ?? 'a token that is no more'}`,
    },
    {
      id: 'last',
      title: 'Last delivery',
      cell: ({ last }) => (
        <span className="stack-tight">
          {last === null ? null : (
            <span>
              <span className={PILLS[last.state]}>{last.state}</span>
            </span>
          )}
          <span className="small">{deliveryText(last)}</span>
        </span>
      ),
    },
    { id: 'deeds', title: 'To do', cell: (one) => <Deeds subscription={one} onPreview={() => onPreview(one.id)} /> },
  ];
}

function Preview({ id, onClose }: { id: string; onClose(): void }) {
  const query = useQuery({
    queryKey: ['subscription-preview', id],
    queryFn: async () =>
      (await bodyOf(asked(api.POST('/v1/subscriptions/{id}/preview', { params: { path: { id } } })))).data,
    retry: false,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="side-panel"
      title="Preview"
      about="What would be delivered now, with its numbers."
    >
      <Fetched query={query}>
        {({ subject, answer, complete, reason, period }) => (
          <div className="stack">
            <p>
              <span className="soft">Subject:</span> <strong>{subject}</strong>
            </p>
            <Notice tone={complete ? 'plain' : 'warn'}>
              {complete ? `${periodText(period.id)} is told to its end.` : `It waits: ${waitingText(reason)}.`}
            </Notice>
            <h3>
              {answer.meta.title} ({answer.meta.unit})
            </h3>
            <RowsTable rows={answer.data} meta={answer.meta} />
          </div>
        )}
      </Fetched>
    </Dialog>
  );
}

export function SubscriptionsCard() {
  const query = useQuery(subscriptionsQuery);
  const { data: metrics = [] } = useQuery(catalogueQuery);
  const { view, change } = useScope();
  const nameOf = (metric: string) => metrics.find(({ id }) => id === metric)?.title ?? metric;
  const { preview } = view.own;
  const open = (id: string | undefined) => change({ own: { preview: id } });
  return (
    <Card
      title="Subscriptions"
      note="answered as you would be at the time of delivery, and only about periods that are told to their end"
      foot="Addresses are kept apart from everything else, and forgotten with the subscription."
    >
      <Fetched query={query} height={120}>
        {(subscriptions) =>
          subscriptions.length === 0 ? (
            <Empty title="No subscriptions">On a page about one programme, choose Share, then “Subscribe”.</Empty>
          ) : (
            <DataTable
              caption="Subscriptions, the newest first"
              rows={subscriptions}
              columns={columnsOf(nameOf, open)}
              keyOf={({ id }) => id}
            />
          )
        }
      </Fetched>
      {preview === undefined ? null : <Preview id={preview} onClose={() => open(undefined)} />}
    </Card>
  );
}
