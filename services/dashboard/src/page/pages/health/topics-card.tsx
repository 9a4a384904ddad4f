/** How far each topic is stored: records that wait, and until when the warehouse knows. */
import { formatCount } from '../../cells/format-value.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Ago } from '../../design/instant.tsx';
import { Card, Notice } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import type { Health, PartitionHealth, TopicHealth } from './health-query.ts';

type PartitionRow = PartitionHealth & { topic: string };

const LOG_TEXT: Readonly<Record<Exclude<Health['log'], 'read'>, string>> = {
  not_configured:
    'No broker is named to the insights service, so nobody here knows how far the log reaches: lag is not told.',
  unreachable: 'The brokers do not answer, so nobody knows how far the log reaches. What is stored stays readable.',
};

function Lag({ lag }: { lag: number | null }) {
  if (lag === null) return <span className="soft">not known</span>;
  if (lag === 0) return <span className="tone-better">none</span>;
  return <strong>{formatCount(lag)}</strong>;
}

const times = (zone: string) => [
  {
    id: 'latest',
    title: 'Newest record',
    cell: ({ latest_record_at: at }: TopicHealth | PartitionRow) => <Ago at={at} zone={zone} nothing="none yet" />,
    sortBy: ({ latest_record_at: at }: TopicHealth | PartitionRow) => at,
  },
  {
    id: 'written',
    title: 'Written',
    cell: ({ written_at: at }: TopicHealth | PartitionRow) => <Ago at={at} zone={zone} nothing="nothing yet" />,
    sortBy: ({ written_at: at }: TopicHealth | PartitionRow) => at,
  },
];

function topicColumns(zone: string): Column<TopicHealth>[] {
  return [
    { id: 'topic', title: 'Topic', cell: ({ topic }) => <code>{topic}</code>, sortBy: ({ topic }) => topic },
    { id: 'lag', title: 'Waiting', isNumeric: true, cell: ({ lag }) => <Lag lag={lag} />, sortBy: ({ lag }) => lag },
    { id: 'rows', title: 'Stored', isNumeric: true, cell: ({ rows }) => formatCount(rows), sortBy: ({ rows }) => rows },
    ...times(zone),
  ];
}

const offset = (value: number | null) => (value === null ? '–' : formatCount(value));

function partitionColumns(zone: string): Column<PartitionRow>[] {
  return [
    { id: 'topic', title: 'Topic', cell: ({ topic }) => <code>{topic}</code> },
    { id: 'partition', title: 'Partition', isNumeric: true, cell: ({ partition }) => partition },
    { id: 'end', title: 'End of the log', isNumeric: true, cell: ({ end_offset: end }) => offset(end) },
    { id: 'stored', title: 'Last stored', isNumeric: true, cell: ({ stored_offset: stored }) => offset(stored) },
    { id: 'lag', title: 'Waiting', isNumeric: true, cell: ({ lag }) => <Lag lag={lag} />, sortBy: ({ lag }) => lag },
    ...times(zone),
  ];
}

export function TopicsCard({ health }: { health: Health }) {
  const { view, change, zone } = useScope();
  const byPartition = view.own['by'] === 'partition';
  const { log, topics } = health;
  const partitions = topics.flatMap(({ topic, partitions: own }) => own.map((one) => ({ topic, ...one })));
  return (
    <Card
      title="Log and warehouse"
      note="Records on the log that are not stored yet, and the newest one that is"
      actions={
        <button
          type="button"
          className="button small"
          aria-pressed={byPartition}
          onClick={() => change({ own: { by: byPartition ? undefined : 'partition' } }, { replace: true })}
        >
          By partition
        </button>
      }
      foot="Offsets count every record, also those that were set aside; stored are the ones that became events."
    >
      {log === 'read' ? null : <Notice tone={log === 'unreachable' ? 'bad' : 'warn'}>{LOG_TEXT[log]}</Notice>}
      {byPartition ? (
        <DataTable
          caption="Partitions of the log"
          rows={partitions}
          columns={partitionColumns(zone)}
          keyOf={({ topic, partition }) => `${topic}/${partition}`}
        />
      ) : (
        <DataTable
          caption="Topics of the log"
          rows={topics}
          columns={topicColumns(zone)}
          keyOf={({ topic }) => topic}
        />
      )}
    </Card>
  );
}
