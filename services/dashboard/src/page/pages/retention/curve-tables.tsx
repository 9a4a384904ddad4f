/** The numbers of the curves: at their fixed days side by side, and at every day that is told one below the other. */
import { formatCount, formatInterval, formatValue } from '../../cells/format-value.ts';
import { DataTable } from '../../design/data-table.tsx';
import { DrillButton } from '../../drill/drill-from.tsx';
import { type Curve, type CurvePoint, pointText } from './curves.ts';

function FixedDay({ curve, day }: { curve: Curve; day: number }) {
  const point = curve.fixed.find((one) => one.day === day);
  if (point === undefined) return <span title="hidden, or nobody was followed for that long">–</span>;
  return (
    <span title={pointText(point)}>
      {formatValue(point.share, 'share')}
      <br />
      <span className="small soft">
        {formatInterval({ low: point.low, high: point.high }, 'share') ?? 'no interval'}
        <br />
        {formatCount(point.atRisk)} followed
      </span>
    </span>
  );
}

/** A line a group, a column a day. */
export function FixedDays({ curves }: { curves: readonly Curve[] }) {
  const days = [...new Set(curves.flatMap(({ fixed }) => fixed.map(({ day }) => day)))].sort((a, b) => a - b);
  return (
    <DataTable
      caption="Share, its 95 % interval, and how many are still followed on that day"
      isCaptionShown
      rows={curves}
      keyOf={({ name }) => name}
      columns={[
        { id: 'name', title: 'Group', cell: ({ name, row }) => <DrillButton row={row}>{name}</DrillButton> },
        ...days.map((day) => ({
          id: String(day),
          title: `day ${day}`,
          isNumeric: true,
          cell: (curve: Curve) => <FixedDay curve={curve} day={day} />,
        })),
        {
          id: 'median',
          title: 'Half by',
          isNumeric: true,
          cell: ({ row }) =>
            row.median == null ? (
              <span title="half of them have not ended within the time observed, or it would tell of few">–</span>
            ) : (
              formatValue(row.median, 'days')
            ),
        },
        {
          id: 'censored',
          title: 'Ended · still open',
          isNumeric: true,
          cell: ({ row }) =>
            `${formatCount(row.details?.['ended'] ?? row.details?.['events'] ?? null)} · ${formatCount(row.details?.['censored'] ?? null)}`,
        },
      ]}
    />
  );
}

type Line = CurvePoint & { name: string };

/** A line a group and day. */
export function CurveTable({ curves, title }: { curves: readonly Curve[]; title: string }) {
  const lines = curves.flatMap(({ name, points }) => points.map((point): Line => ({ ...point, name })));
  return (
    <DataTable
      caption={`${title}, at every day that is told`}
      rows={lines}
      keyOf={({ name, day }) => `${name}/${day}`}
      columns={[
        ...(curves.length > 1
          ? [{ id: 'name', title: 'Group', cell: ({ name }: Line) => name, sortBy: ({ name }: Line) => name }]
          : []),
        { id: 'day', title: 'Day', isNumeric: true, cell: ({ day }) => formatCount(day), sortBy: ({ day }) => day },
        { id: 'share', title: 'Share', isNumeric: true, cell: ({ share }) => formatValue(share, 'share') },
        {
          id: 'interval',
          title: '95 % interval',
          isNumeric: true,
          cell: ({ low, high }) => formatInterval({ low, high }, 'share') ?? '–',
        },
        { id: 'followed', title: 'Still followed', isNumeric: true, cell: ({ atRisk }) => formatCount(atRisk) },
        { id: 'ended', title: 'Ended by then', isNumeric: true, cell: ({ ended }) => formatCount(ended) },
        { id: 'open', title: 'Open, followed no longer', isNumeric: true, cell: ({ open }) => formatCount(open) },
      ]}
    />
  );
}
