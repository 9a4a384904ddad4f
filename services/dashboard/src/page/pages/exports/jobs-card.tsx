/** The caller's files: how far each is, what it holds, and taking or throwing it away. */
import { useQuery } from '@tanstack/react-query';
import { formatCount } from '../../cells/format-value.ts';
import { apiAddress } from '../../data/client.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Ago } from '../../design/instant.tsx';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { sizeText } from '../../view/time-text.ts';
import { useScope } from '../../view/use-scope.ts';
import { exportsQuery, type Job, useRemove } from './exports-query.ts';
import { jobTitle } from './job-text.ts';

const STATE: Readonly<Record<Job['state'], { text: string; kind: string }>> = {
  queued: { text: 'waits', kind: 'pill' },
  running: { text: 'is being written', kind: 'pill' },
  done: { text: 'whole', kind: 'pill pill-good' },
  failed: { text: 'failed', kind: 'pill pill-bad' },
  cancelled: { text: 'stopped', kind: 'pill' },
};

function StateOf({ job: { state, error } }: { job: Job }) {
  const { text, kind } = STATE[state];
  return (
    <div className="stack-tight">
      <span>
        <span className={kind}>{text}</span>
      </span>
      {error === null ? null : <span className="small soft">{error.message}</span>}
    </div>
  );
}

function Deeds({ job: { id, state, ...job }, onManifest }: { job: Job; onManifest(id: string): void }) {
  const remove = useRemove();
  const name = jobTitle(job);
  return (
    <div className="row no-print">
      {state === 'done' ? (
        <>
          <a
            className="button small"
            href={apiAddress(`/v1/exports/${id}/file`)}
            aria-label={`Download ${name}`}
            download
          >
            Download
          </a>
          <button
            type="button"
            className="button small"
            aria-label={`Manifest of ${name}`}
            onClick={() => onManifest(id)}
          >
            Manifest
          </button>
        </>
      ) : null}
      <button
        type="button"
        className="button button-quiet small"
        aria-label={`${state === 'queued' || state === 'running' ? 'Stop' : 'Throw away'} ${name}`}
        disabled={remove.isPending}
        onClick={() => remove.mutate(id)}
      >
        {state === 'queued' || state === 'running' ? 'Stop' : 'Throw away'}
      </button>
    </div>
  );
}

function columnsOf(zone: string, onManifest: (id: string) => void): Column<Job>[] {
  return [
    {
      id: 'what',
      title: 'What',
      cell: (job) => (
        <span className="stack-tight">
          <span>{jobTitle(job)}</span>
          <span className="soft small">
            {job.format}
            {job.variant === 'formatted' ? ', for a spreadsheet' : ''}
          </span>
        </span>
      ),
      sortBy: jobTitle,
    },
    { id: 'state', title: 'State', cell: (job) => <StateOf job={job} />, sortBy: ({ state }) => state },
    {
      id: 'rows',
      title: 'Rows',
      isNumeric: true,
      cell: ({ rows }) => formatCount(rows),
      sortBy: ({ rows }) => rows,
    },
    { id: 'size', title: 'Size', isNumeric: true, cell: ({ bytes }) => sizeText(bytes), sortBy: ({ bytes }) => bytes },
    {
      id: 'asked',
      title: 'Asked for',
      cell: ({ created_at: at }) => <Ago at={at} zone={zone} />,
      sortBy: ({ created_at: at }) => at,
    },
    { id: 'deeds', title: 'To do', cell: (job) => <Deeds job={job} onManifest={onManifest} /> },
  ];
}

export function JobsCard() {
  const query = useQuery(exportsQuery);
  const { zone, change } = useScope();
  return (
    <Card
      title="Your files"
      note="Kept for 24 hours. What could not be written whole is no file: it failed."
      foot="Each file has a manifest: question, moment, rows, columns, definitions, protection, and a SHA-256 over the whole."
    >
      <Fetched query={query} height={160}>
        {(jobs) =>
          jobs.length === 0 ? (
            <Empty title="No files yet">Write one above. It appears here, and stays for a day.</Empty>
          ) : (
            <DataTable
              caption="Your exports, the newest first"
              rows={jobs}
              columns={columnsOf(zone, (id) => change({ own: { manifest: id } }))}
              keyOf={({ id }) => id}
            />
          )
        }
      </Fetched>
    </Card>
  );
}
