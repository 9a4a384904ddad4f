/** A frozen report, and whether it comes out the same today: the change receipt. */
import { asked } from '@rapport/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { PageLink } from '../../app/page-link.tsx';
import { valueText } from '../../cells/row-text.ts';
import { RowsTable } from '../../charts/rows-table.tsx';
import { api, apiAddress, bodyOf } from '../../data/client.ts';
import { sessionQuery } from '../../data/queries.ts';
import type { BodyOf } from '../../data/types.ts';
import { DataTable } from '../../design/data-table.tsx';
import { Dialog } from '../../design/overlay.tsx';
import { Fetched, Notice, ProblemNotice } from '../../design/surfaces.tsx';
import { instantText } from '../../view/time-text.ts';
import { useScope } from '../../view/use-scope.ts';
import type { Search } from '../../view/view-state.ts';
import { changedRowName } from './changed-row.ts';

type Report = BodyOf<'/v1/frozen-reports/{id}'>;
type Verdict = BodyOf<'/v1/frozen-reports/{id}/reissue'>['data'];
type Difference = Verdict['differences'][number];

function DifferenceOf({ difference: { sentence, rows }, unit }: { difference: Difference; unit: string }) {
  return (
    <div className="stack-tight">
      <p>{sentence}.</p>
      {rows.length === 0 ? null : (
        <DataTable
          caption="Rows that changed"
          rows={rows}
          keyOf={(row) => changedRowName(row)}
          columns={[
            { id: 'row', title: 'Row', cell: (row) => changedRowName(row) },
            {
              id: 'before',
              title: 'As frozen',
              isNumeric: true,
              cell: ({ before }) => (before === null ? 'no such row' : valueText(before, unit)),
            },
            {
              id: 'after',
              title: 'Today',
              isNumeric: true,
              cell: ({ after }) => (after === null ? 'no such row' : valueText(after, unit)),
            },
          ]}
        />
      )}
    </div>
  );
}

function VerdictOf({ verdict, report }: { verdict: Verdict; report: Report }) {
  const unitOf = (metric: string) => report.data.answers.find((one) => one.metric === metric)?.meta.unit ?? '';
  if (verdict.identical) {
    return <Notice>Identical: {verdict.bytes.reissued} bytes with the same SHA-256.</Notice>;
  }
  return (
    <div className="stack">
      <Notice tone="warn">It comes out differently today.</Notice>
      {verdict.differences.map((difference) => (
        <DifferenceOf
          key={JSON.stringify(difference.question)}
          difference={difference}
          unit={unitOf(difference.question.metric)}
        />
      ))}
    </div>
  );
}

/** Only those with live answers compare moments, and the answers of a release are not issued again. */
const MAY = ['admin', 'demo'];

function Reissue({ report }: { report: Report }) {
  const { data: session } = useQuery(sessionQuery);
  const { id } = report.meta;
  const reissue = useMutation({
    mutationFn: async () =>
      (await bodyOf(asked(api.GET('/v1/frozen-reports/{id}/reissue', { params: { path: { id } } })))).data,
  });
  const release = report.data.answers.find(({ meta }) => meta.release !== undefined)?.meta.release;
  if (release !== undefined) return <p className="soft">Its answers are those of release {release.id}.</p>;
  if (session === undefined || !MAY.includes(session.role)) return null;
  return (
    <div className="stack">
      <div className="row no-print">
        <button type="button" className="button" disabled={reissue.isPending} onClick={() => reissue.mutate()}>
          {reissue.isPending ? 'Being issued again …' : 'Issue again'}
        </button>
        <span className="soft small">The same questions at the same times, answered anew.</span>
      </div>
      {reissue.error === null ? null : <ProblemNotice error={reissue.error} />}
      {reissue.data === undefined ? null : <VerdictOf verdict={reissue.data} report={report} />}
    </div>
  );
}

/** The metric's page with the receipt of what was told since the report. */
function sinceThen(question: Readonly<Record<string, unknown>>, knownAt: string): Search {
  const { programme } = question;
  return { ...(typeof programme === 'string' ? { programme } : {}), since: knownAt.slice(0, 10) };
}

function Body({ report }: { report: Report }) {
  const { zone } = useScope();
  const { data, meta } = report;
  return (
    <div className="stack">
      <p className="soft small">
        As of {instantText(data.as_of, zone)}, known at {instantText(data.known_at, zone)}; cells about fewer than{' '}
        {meta.protection.k} people are hidden.
      </p>
      <Reissue report={report} />
      {data.answers.map(({ question, data: rows, meta: about }) => (
        <section key={JSON.stringify(question)} className="stack-tight">
          <h3>
            {about.title} ({about.unit})
          </h3>
          <RowsTable rows={rows} meta={about} />
          <p className="small no-print">
            <PageLink to={`/metrics/${question.metric}`} search={sinceThen(question, data.known_at)}>
              How {about.title.toLowerCase()} has changed since
            </PageLink>
          </p>
        </section>
      ))}
      <p className="small">
        SHA-256 <code>{meta.sha256}</code>. <a href={apiAddress(`/v1/frozen-reports/${meta.id}`)}>The report as JSON</a>
      </p>
    </div>
  );
}

export function ReportPanel({ id, onClose }: { id: string; onClose(): void }) {
  const query = useQuery({
    queryKey: ['frozen-report', id],
    queryFn: () => bodyOf(asked(api.GET('/v1/frozen-reports/{id}', { params: { path: { id } } }))),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="side-panel"
      title={query.data?.data.name ?? 'Frozen report'}
      about="The answers as they were frozen."
    >
      <Fetched query={query}>{(report) => <Body report={report} />}</Fetched>
    </Dialog>
  );
}
