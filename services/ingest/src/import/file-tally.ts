/** What one file has come to so far. */
import type { EventType, RapportEvent } from '@rapport/events';

export type FileReport = {
  file: string;
  /** Rows read, without header and blank lines: `imported` + `rejected`. */
  rows: number;
  imported: number;
  rejected: number;
  events: number;
  eventsByType: Partial<Record<EventType, number>>;
  /** Imported rows for which no event of the mapping applied. */
  rowsWithoutEvents: number;
  /** Events whose key an earlier row of the file had (looked for among the first 200,000): one event in the end. */
  repeatedEvents: number;
  /** Columns that were empty in every row: a slip in the mapping, perhaps. */
  emptyColumns: string[];
  rejectsPath?: string;
};

export type FileTally = {
  report: FileReport;
  sawCells(cells: readonly string[]): void;
  imported(events: readonly RapportEvent[]): void;
  rejected(): void;
};

const WATCHED_KEYS = 200_000;

export function createFileTally(file: string, columns: readonly string[]): FileTally {
  const report: FileReport = {
    file,
    rows: 0,
    imported: 0,
    rejected: 0,
    events: 0,
    eventsByType: {},
    rowsWithoutEvents: 0,
    repeatedEvents: 0,
    emptyColumns: [...columns],
  };
  const keys = new Set<string>();
  return {
    report,
    sawCells(cells) {
      if (report.emptyColumns.length === 0) return;
      report.emptyColumns = report.emptyColumns.filter((column) => (cells[columns.indexOf(column)] ?? '') === '');
    },
    imported(events) {
      report.rows += 1;
      report.imported += 1;
      report.events += events.length;
      if (events.length === 0) report.rowsWithoutEvents += 1;
      for (const { type, event_id: id } of events) {
        report.eventsByType[type] = (report.eventsByType[type] ?? 0) + 1;
        if (keys.has(id)) report.repeatedEvents += 1;
        else if (keys.size < WATCHED_KEYS) keys.add(id);
      }
    },
    rejected() {
      report.rows += 1;
      report.rejected += 1;
    },
  };
}
