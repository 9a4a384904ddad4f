/** Questions that are answered by mail or webhook, and what became of the last delivery. */
import { useQuery } from '@tanstack/react-query';
import { catalogueQuery } from '../../data/queries.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { type Subscription, subscriptionsQuery, useRemoval } from '../../keep/kept.ts';
import { rhythmText } from '../../keep/rhythm.ts';
import { useScope } from '../../view/use-scope.ts';
import { DeedButton } from './deed-button.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { deliveryText, PILLS } from './delivery-text.ts';
import { EditSubscription } from './edit-dialogs.tsx';
import { PreviewPanel } from './preview-panel.tsx';

type Panel = 'preview' | 'deliveries' | 'edit';
type Open = (panel: Panel, id: string) => void;

function Deeds({ subscription, onOpen }: { subscription: Subscription; onOpen: Open }) {
  const removal = useRemoval('subscription', subscriptionsQuery.queryKey);
  const { id, title, mine } = subscription;
  return (
    <div className="row deeds no-print">
      <DeedButton verb="Preview" name={`Preview of ${title}`} onClick={() => onOpen('preview', id)} />
      <DeedButton verb="Deliveries" name={`Deliveries of ${title}`} onClick={() => onOpen('deliveries', id)} />
      {mine ? <DeedButton verb="Edit" name={`Edit ${title}`} onClick={() => onOpen('edit', id)} /> : null}
      <DeedButton
        verb="Remove"
        name={`Remove ${title}`}
        isPending={removal.isPending}
        onClick={() => removal.mutate(id)}
      />
    </div>
  );
}

function columnsOf(nameOf: (metric: string) => string, onOpen: Open): Column<Subscription>[] {
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
    { id: 'every', title: 'How often', cell: rhythmText },
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
    { id: 'deeds', title: 'To do', cell: (one) => <Deeds subscription={one} onOpen={onOpen} /> },
  ];
}

export function SubscriptionsCard() {
  const query = useQuery(subscriptionsQuery);
  const { data: metrics = [] } = useQuery(catalogueQuery);
  const { view, change } = useScope();
  const nameOf = (metric: string) => metrics.find(({ id }) => id === metric)?.title ?? metric;
  const { preview, deliveries, edit } = view.own;
  const open: Open = (panel, id) => change({ own: { [panel]: id } });
  const close = () => change({ own: { preview: undefined, deliveries: undefined, edit: undefined, sent: undefined } });
  const find = (id: string | undefined) => query.data?.find((one) => one.id === id);
  const edited = find(edit);
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
              isCardsWhereNarrow
              caption="Subscriptions, the newest first"
              rows={subscriptions}
              columns={columnsOf(nameOf, open)}
              keyOf={({ id }) => id}
            />
          )
        }
      </Fetched>
      {preview === undefined ? null : <PreviewPanel id={preview} subscription={find(preview)} onClose={close} />}
      {deliveries === undefined ? null : (
        <DeliveriesPanel id={deliveries} title={find(deliveries)?.title ?? 'a subscription'} onClose={close} />
      )}
      {edited?.mine === true ? <EditSubscription subscription={edited} onClose={close} /> : null}
    </Card>
  );
}
