/** A metric by group: marks and intervals beside each other. */
import { useCallback, useMemo } from 'react';
import { groupText, valueText } from '../cells/row-text.ts';
import { hasValue } from '../cells/states.ts';
import type { Row, Series } from '../data/types.ts';
import { Empty } from '../design/surfaces.tsx';
import { useOpenRow } from '../drill/drill-from.tsx';
import { ChartCanvas } from './chart-canvas.tsx';
import { ChartFigure } from './chart-figure.tsx';
import type { Colours } from './colours.ts';
import { groupTexts, intervalHeight, intervalOption } from './interval-option.ts';
import { RowsTable } from './rows-table.tsx';

/** "Response rate by department: lowest Sales 40.1 %, highest IT 71.2 %; 1 of 6 groups has no number." */
function summaryOf(title: string, rows: readonly Row[], unit: string): string {
  const ordered = rows.filter(hasValue).sort((a, b) => a.value - b.value);
  const said = (row: Row | undefined) =>
    row === undefined ? '' : `${groupText(row.group) || 'all'} ${valueText(row, unit)}`;
  const without = rows.length - ordered.length;
  const gaps = without === 0 ? '' : `; ${without} of ${rows.length} groups without a number`;
  if (ordered.length === 0) return `${title}: no group with a number${gaps}.`;
  if (ordered.length === 1) return `${title}: ${said(ordered[0])}${gaps}.`;
  return `${title}: lowest ${said(ordered[0])}, highest ${said(ordered.at(-1))}${gaps}.`;
}

type IntervalChartProps = { series: Series; reference?: number | null };

export function IntervalChart({ series, reference = null }: IntervalChartProps) {
  const { data: rows, meta } = series;
  const groups = useMemo(() => ({ rows, unit: meta.unit, reference }), [rows, meta.unit, reference]);
  const option = useCallback((colours: Colours) => intervalOption(groups, colours), [groups]);
  const openRow = useOpenRow();
  const steps = useMemo(() => groupTexts(groups), [groups]);
  if (rows.length === 0)
    return <Empty title="No groups to show">Nothing was told that could be divided this way.</Empty>;
  const summary = summaryOf(meta.title, rows, meta.unit);
  return (
    <ChartFigure
      summary={summary}
      chart={
        <ChartCanvas
          {...{ option, summary, steps }}
          height={intervalHeight(rows)}
          axis="y"
          onOpen={
            openRow === undefined
              ? undefined
              : (place) => {
                  const row = rows[place];
                  if (row !== undefined) openRow(row);
                }
          }
        />
      }
      table={<RowsTable rows={rows} meta={meta} />}
    />
  );
}
