/** Answers that were frozen, with their digest. */
import { useQuery } from '@tanstack/react-query';
import { PageLink } from '../../app/page-link.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Ago } from '../../design/instant.tsx';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { type FrozenHead, reportsQuery } from '../../keep/kept.ts';
import { instantText } from '../../view/time-text.ts';
import { useScope } from '../../view/use-scope.ts';
import type { Search } from '../../view/view-state.ts';
import { ReportPanel } from './report-panel.tsx';

function columnsOf(zone: string, linkTo: (report: string) => Search): Column<FrozenHead>[] {
  return [
    {
      id: 'name',
      title: 'Report',
      cell: ({ id, name }) => (
        <PageLink to="/reports" search={linkTo(id)}>
          {name}
        </PageLink>
      ),
      sortBy: ({ name }) => name,
    },
    { id: 'answers', title: 'Answers', isNumeric: true, cell: ({ answers }) => answers },
    {
      id: 'asOf',
      title: 'As of',
      cell: ({ as_of: at }) => instantText(at, zone),
      sortBy: ({ as_of: at }) => at,
    },
    {
      id: 'frozen',
      title: 'Frozen',
      cell: ({ frozen_at: at }) => <Ago at={at} zone={zone} />,
      sortBy: (one) => one.frozen_at,
    },
    { id: 'digest', title: 'SHA-256', cell: ({ sha256 }) => <code title={sha256}>{sha256.slice(0, 12)}…</code> },
  ];
}

export function FrozenCard() {
  const query = useQuery(reportsQuery);
  const { view, change, linkTo, zone } = useScope();
  const { report } = view.own;
  return (
    <Card
      title="Frozen reports"
      note="answers at fixed times, byte for byte as they were"
      foot="A report that hides less than your token must is not listed."
    >
      <Fetched query={query} height={120}>
        {(reports) =>
          reports.length === 0 ? (
            <Empty title="Nothing frozen yet">
              Analysts and administrators choose Share, then “Freeze”; the command is <code>rapport report freeze</code>
              .
            </Empty>
          ) : (
            <DataTable
              isCardsWhereNarrow
              caption="Frozen reports, the newest first"
              rows={reports}
              columns={columnsOf(zone, (id) => linkTo({ own: { report: id } }))}
              keyOf={({ id }) => id}
            />
          )
        }
      </Fetched>
      {report === undefined ? null : <ReportPanel id={report} onClose={() => change({ own: { report: undefined } })} />}
    </Card>
  );
}
