/** Rows of a fact as they are, pseudonyms and all: for the administrator. */
import { relationNamed } from '../relations/catalogue.ts';
import { findReportingView, type ReportingView } from '../reporting/reporting-views.ts';
import type { ExportColumn } from './export-formats.ts';
import { ExportError } from './write-result.ts';

/** The columns of a reporting view, all of them or those that are named, in the given order. Throws ExportError. */
export function plainColumns(view: ReportingView, wanted?: readonly string[]): ExportColumn[] {
  const columns = relationNamed(view.relation).columns.map(({ name, type, comment }) => ({
    ...{ name, type, comment },
    sql: `\`${name}\``,
  }));
  if (wanted === undefined || wanted.length === 0) return columns;
  return [...new Set(wanted)].map((name) => {
    const found = columns.find((column) => column.name === name);
    if (found !== undefined) return found;
    throw new ExportError(
      'EXPORT_UNKNOWN',
      `${view.name} has no column "${name.slice(0, 60)}"; it has ${columns.map((column) => column.name).join(', ')}`,
    );
  });
}

/** The view of this name. Throws ExportError EXPORT_UNKNOWN. */
export function exportableView(name: string): ReportingView {
  const view = findReportingView(name);
  if (view !== undefined) return view;
  throw new ExportError('EXPORT_UNKNOWN', `there are no rows called "${name.slice(0, 60)}"`);
}
