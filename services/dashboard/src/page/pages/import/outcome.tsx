/** What came, or would come, of every row: counts, refused rows with their lines, and events as they are written. */
import { formatCount } from '../../cells/format-value.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { CodeBlock } from '../../frame/code-block.tsx';
import type { Preview, Reject, Report } from './import-query.ts';

const FILE_COLUMNS: Column<Report['files'][number]>[] = [
  { id: 'file', title: 'File', cell: ({ file }) => file },
  { id: 'rows', title: 'Rows', isNumeric: true, cell: ({ rows }) => formatCount(rows) },
  { id: 'good', title: 'Good', isNumeric: true, cell: ({ imported }) => formatCount(imported) },
  { id: 'refused', title: 'Refused', isNumeric: true, cell: ({ rejected }) => formatCount(rejected) },
  { id: 'events', title: 'Events', isNumeric: true, cell: ({ events }) => formatCount(events) },
  {
    id: 'notes',
    title: 'To look at',
    cell: ({ empty_columns: empty, repeated_events: repeated, rows_without_events: without }) =>
      [
        ...(empty.length === 0 ? [] : [`empty in every row: ${empty.join(', ')}`]),
        ...(repeated === 0 ? [] : [`${formatCount(repeated)} events have the key of an earlier one`]),
        ...(without === 0 ? [] : [`${formatCount(without)} rows make no event`]),
      ].join('; ') || '–',
  },
];

const REJECT_COLUMNS: Column<Reject>[] = [
  { id: 'line', title: 'Line', isNumeric: true, cell: ({ line }) => formatCount(line), sortBy: ({ line }) => line },
  { id: 'file', title: 'File', cell: ({ file }) => file, sortBy: ({ file }) => file },
  {
    id: 'column',
    title: 'Column',
    cell: ({ column, field }) => column ?? field ?? '–',
    sortBy: (row) => row.column ?? '',
  },
  {
    id: 'why',
    title: 'Why',
    cell: ({ code, message, raw }) => (
      <span className="stack-tight">
        <span title={code}>{message}</span>
        {raw === undefined ? null : <code className="soft">{raw.slice(0, 200)}</code>}
      </span>
    ),
    sortBy: ({ code }) => code,
  },
];

/** Takes the refused rows home, to be mended and imported again. The file is made in the browser: nothing goes anywhere. */
function keepRejects(rejects: readonly Reject[]): void {
  const lines = rejects.map((reject) => `${JSON.stringify(reject)}\n`);
  const address = URL.createObjectURL(new Blob(lines, { type: 'application/x-ndjson' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: 'rejects.jsonl' });
  link.click();
  URL.revokeObjectURL(address);
}

function Refused({ report: { rejects, rejects_omitted: omitted } }: { report: Report }) {
  if (rejects.length === 0) return null;
  return (
    <section className="stack-tight" aria-label="Refused rows">
      <div className="row-between">
        <h3>Refused rows</h3>
        <button type="button" className="button small" onClick={() => keepRejects(rejects)}>
          Keep as a file
        </button>
      </div>
      <DataTable
        caption="Rows that were refused, with line and reason"
        rows={rejects}
        columns={REJECT_COLUMNS}
        keyOf={({ file, line }, index) => `${file}:${line}:${index}`}
      />
      {omitted === 0 ? null : <p className="soft small">And {formatCount(omitted)} more.</p>}
    </section>
  );
}

export function Outcome({ report, sample }: { report: Report; sample?: Preview['sample'] }) {
  const types = Object.entries(report.events_by_type);
  return (
    <div className="stack">
      <DataTable
        caption="What came of each file"
        rows={report.files}
        columns={FILE_COLUMNS}
        keyOf={({ file }) => file}
      />
      <ul className="numbers" aria-label="Events by type">
        {types.map(([type, count]) => (
          <li key={type} className="stack-tight">
            <span className="soft small">{type}</span>
            <span className="figure-small">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
      <Refused report={report} />
      {sample === undefined || sample.length === 0 ? null : (
        <CodeBlock title="Events as they would be written" text={JSON.stringify(sample, null, 2)} />
      )}
    </div>
  );
}
