/** The rows of an answer as a table: what a chart shows, digit by digit. */
import { StateLegend } from '../cells/cell.tsx';
import { formatCount, formatInterval } from '../cells/format-value.ts';
import { changeOf, dimensionText, groupText, rowSentence } from '../cells/row-text.ts';
import type { Row, SeriesMeta } from '../data/types.ts';
import { type Column, DataTable } from '../design/data-table.tsx';
import { DrillValue } from '../drill/drill-from.tsx';
import { bucketText } from './buckets.ts';

type Described = Pick<SeriesMeta, 'title' | 'unit' | 'direction'>;

/** What is noted of a row's period; nothing where nothing is. */
type Noted = (row: Row) => string | undefined;

function columnsOf(rows: readonly Row[], { unit, direction }: Described, notedOf: Noted | undefined): Column<Row>[] {
  const dimensions = Object.keys(rows[0]?.group ?? {});
  const hasBuckets = rows.some(({ bucket }) => bucket !== null);
  const isCompared = rows.some(({ comparison }) => comparison !== undefined);
  return [
    ...(hasBuckets
      ? [
          {
            id: 'bucket',
            title: 'Period',
            cell: (row: Row) => bucketText(row.bucket),
            sortBy: (row: Row) => row.bucket,
          },
        ]
      : []),
    ...dimensions.map((dimension) => ({
      id: dimension,
      title: dimensionText(dimension),
      cell: (row: Row) => row.group[dimension] ?? '',
      sortBy: (row: Row) => row.group[dimension] ?? null,
    })),
    ...(hasBuckets || dimensions.length > 0 ? [] : [{ id: 'whole', title: 'Period', cell: () => 'all of it' }]),
    {
      id: 'value',
      title: 'Value',
      isNumeric: true,
      cell: (row) => <DrillValue row={row} unit={unit} />,
      sortBy: ({ value }) => value,
    },
    {
      id: 'interval',
      title: '95 % interval',
      isNumeric: true,
      cell: (row) => formatInterval(row.ci, unit) ?? <span title={rowSentence(row, unit)}>–</span>,
    },
    { id: 'n', title: 'n', isNumeric: true, cell: ({ n }) => formatCount(n), sortBy: ({ n }) => n },
    ...(isCompared
      ? [
          {
            id: 'change',
            title: 'Change',
            isNumeric: true,
            cell: (row: Row) => changeOf(row, unit, direction)?.sentence ?? '–',
            sortBy: (row: Row) => row.comparison?.difference.value ?? null,
          },
        ]
      : []),
    ...(notedOf === undefined ? [] : [{ id: 'noted', title: 'Noted', cell: (row: Row) => notedOf(row) ?? '' }]),
  ];
}

export function RowsTable({ rows, meta, notedOf }: { rows: readonly Row[]; meta: Described; notedOf?: Noted }) {
  return (
    <div className="stack-tight">
      <DataTable
        rows={rows}
        columns={columnsOf(rows, meta, notedOf)}
        keyOf={({ bucket, group }) => `${bucket}/${groupText(group)}`}
        caption={`${meta.title}, ${meta.unit}`}
      />
      {rows.some(({ state }) => state !== 'value' && state !== 'zero') ? <StateLegend /> : null}
    </div>
  );
}
