/** Pages as somebody wants to find them again. */
import { useQuery } from '@tanstack/react-query';
import { PageLink } from '../../app/page-link.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Ago } from '../../design/instant.tsx';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { type SavedView, useRemoval, viewsQuery } from '../../keep/kept.ts';
import { useScope } from '../../view/use-scope.ts';
import { parseSearch } from '../../view/view-state.ts';
import { RemoveButton } from './remove-button.tsx';

function Removal({ view }: { view: SavedView }) {
  const removal = useRemoval('view', viewsQuery.queryKey);
  return view.mine ? (
    <RemoveButton name={view.title} isPending={removal.isPending} onClick={() => removal.mutate(view.id)} />
  ) : null;
}

const columnsOf = (zone: string): Column<SavedView>[] => [
  {
    id: 'title',
    title: 'Name',
    cell: ({ title, page, state }) => (
      <PageLink to={page} search={parseSearch(state)}>
        {title}
      </PageLink>
    ),
    sortBy: ({ title }) => title,
  },
  { id: 'programme', title: 'Programme', cell: ({ programme }) => programme ?? 'all', sortBy: (one) => one.programme },
  {
    id: 'owner',
    title: 'Whose',
    cell: ({ mine, owner, shared }) => (
      <span>
        {mine ? 'yours' : (owner ?? 'of a token that is no more')}{' '}
        {shared ? <span className="pill">shared</span> : null}
      </span>
    ),
  },
  {
    id: 'saved',
    title: 'Saved',
    cell: ({ created_at: at }) => <Ago at={at} zone={zone} />,
    sortBy: ({ created_at: at }) => at,
  },
  { id: 'deeds', title: 'To do', cell: (view) => <Removal view={view} /> },
];

export function ViewsCard() {
  const query = useQuery(viewsQuery);
  const { zone } = useScope();
  return (
    <Card title="Saved views" note="pages with their programme, period and filters">
      <Fetched query={query} height={120}>
        {(views) =>
          views.length === 0 ? (
            <Empty title="Nothing saved yet">On any page, choose Share, then “Save this view”.</Empty>
          ) : (
            <DataTable
              caption="Saved views, the newest first"
              rows={views}
              columns={columnsOf(zone)}
              keyOf={(one) => one.id}
            />
          )
        }
      </Fetched>
    </Card>
  );
}
