/** The figures of the export bench as a table, beside what was wished for. */
import type { Table } from '../report.ts';
import type { ExportFigures, ExportRun } from './section.ts';

const MEGA = 1_000_000;

function rowOf({ format, rows, engine, ours }: ExportRun): string[] {
  return [
    format,
    rows.toLocaleString('en'),
    (ours.bytes / MEGA).toFixed(0),
    engine.seconds.toFixed(1),
    ours.seconds.toFixed(1),
    (engine.seconds / ours.seconds).toFixed(2),
    Math.round(rows / ours.seconds).toLocaleString('en'),
    ours.insightsMb.toFixed(0),
    engine.engineMb.toFixed(0),
    ours.engineMb.toFixed(0),
  ];
}

export function exportTables({ all, tenth }: ExportFigures): Table[] {
  const head = [
    'format',
    'rows',
    'MB',
    'engine alone s',
    'export s',
    'speed ratio',
    'rows/s',
    'insights MB',
    'ClickHouse MB alone',
    'ClickHouse MB export',
  ];
  const title =
    'Export of all columns of meetings through the API, beside the engine writing the file; wished: a ratio of 0.5 at least';
  return [{ title, head, rows: [...tenth, ...all].map(rowOf) }];
}
