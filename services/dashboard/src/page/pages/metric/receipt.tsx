/** What changed between two moments of knowledge: rows before and after, and how many events of which kind came in between. */
import { formatCount, formatDifference } from '../../cells/format-value.ts';
import { groupText, valueText } from '../../cells/row-text.ts';
import { bucketText } from '../../charts/buckets.ts';
import type { BodyOf, Row } from '../../data/types.ts';
import { DataTable } from '../../design/data-table.tsx';
import { Empty } from '../../design/surfaces.tsx';

type Changes = BodyOf<'/v1/metrics/{id}/diff'>;

const CLASSES = {
  new: 'new',
  late: 'late: it had happened before',
  correction: 'corrections',
  void: 'taken back',
} as const;

const nameOf = ({ group, bucket }: Pick<Row, 'group' | 'bucket'>) =>
  [groupText(group), bucketText(bucket)].filter(Boolean).join(' · ') || 'all';

export function Receipt({ receipt: { data }, unit }: { receipt: Changes; unit: string }) {
  const { rows, events, unchanged_rows, hidden_rows, definition } = data;
  return (
    <div className="stack-tight">
      {rows.length === 0 ? (
        <Empty title="Nothing changed">
          {hidden_rows > 0 ? 'Rows of few people are left out.' : 'The number is what it was.'}
        </Empty>
      ) : (
        <DataTable
          caption="Rows that changed"
          rows={rows}
          keyOf={(row) => nameOf(row)}
          columns={[
            { id: 'row', title: 'Row', cell: (row) => nameOf(row) },
            {
              id: 'before',
              title: 'Before',
              isNumeric: true,
              cell: ({ before }) => (before === null ? 'no such row' : valueText(before, unit)),
            },
            {
              id: 'after',
              title: 'After',
              isNumeric: true,
              cell: ({ after }) => (after === null ? 'no such row' : valueText(after, unit)),
            },
            {
              id: 'difference',
              title: 'Difference',
              isNumeric: true,
              cell: ({ difference }) => (difference === null ? '–' : formatDifference(difference, unit)),
            },
          ]}
        />
      )}
      {events === null ? null : (
        <p className="small">
          {formatCount(events.total)} events changed {formatCount(events.units)} units:{' '}
          {events.counts
            .map(({ type, class: kind, events: count }) => `${formatCount(count)} ${type} (${CLASSES[kind]})`)
            .join(', ')}
          .
        </p>
      )}
      <p className="soft small">
        {formatCount(unchanged_rows)} rows are unchanged
        {hidden_rows > 0 ? `, ${formatCount(hidden_rows)} are hidden` : ''}. The definition is version{' '}
        {definition.version} at both moments.
      </p>
    </div>
  );
}
