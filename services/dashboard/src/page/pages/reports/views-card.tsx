/** Pages as somebody wants to find them again. */
import { useQuery } from '@tanstack/react-query';
import { PageLink } from '../../app/page-link.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Ago } from '../../design/instant.tsx';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { type SavedView, useRemoval, viewsQuery } from '../../keep/kept.ts';
import { useScope } from '../../view/use-scope.ts';
import { parseSearch } from '../../view/view-state.ts';
import { DeedButton } from './deed-button.tsx';
import { EditView } from './edit-dialogs.tsx';

function Deeds({ view, onEdit }: { view: SavedView; onEdit(id: string): void }) {
  const removal = useRemoval('view', viewsQuery.queryKey);
  const { id, title, mine } = view;
  // Nothing to be done with what is another's: where rows are cards, no empty line stands for that.
  if (!mine) return <span className="deeds" />;
  return (
    <div className="row deeds no-print">
      <DeedButton verb="Edit" name={`Edit ${title}`} onClick={() => onEdit(id)} />
      <DeedButton
        verb="Remove"
        name={`Remove ${title}`}
        isPending={removal.isPending}
        onClick={() => removal.mutate(id)}
      />
    </div>
  );
}

const columnsOf = (zone: string, onEdit: (id: string) => void): Column<SavedView>[] => [
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
  { id: 'deeds', title: 'To do', cell: (view) => <Deeds view={view} onEdit={onEdit} /> },
];

export function ViewsCard() {
  const query = useQuery(viewsQuery);
  const { zone, view, change } = useScope();
  const edit = (id: string | undefined) => change({ own: { view: id } });
  const edited = query.data?.find((one) => one.id === view.own['view']);
  return (
    <Card title="Saved views" note="pages with their programme, period and filters">
      <Fetched query={query} height={120}>
        {(views) =>
          views.length === 0 ? (
            <Empty title="Nothing saved yet">On any page, choose Share, then “Save this view”.</Empty>
          ) : (
            <DataTable
              isCardsWhereNarrow
              caption="Saved views, the newest first"
              rows={views}
              columns={columnsOf(zone, edit)}
              keyOf={(one) => one.id}
            />
          )
        }
      </Fetched>
      {edited?.mine === true ? <EditView view={edited} onClose={() => edit(undefined)} /> : null}
    </Card>
  );
}
