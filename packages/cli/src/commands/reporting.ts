/** `rapport reporting`: the tables that data teams build on. */
import {
  findReportingView,
  type ReportingView,
  relations,
  reportingDatabase,
  reportingViews,
} from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

type Shown = 'table' | 'json';

function described(view: ReportingView, database: string) {
  const relation = relations.find(({ name }) => name === view.relation);
  const { name, version, key, changes } = view;
  const columns = (relation?.columns ?? []).map(({ name: column, type, comment }) => ({ name: column, type, comment }));
  const full = `${reportingDatabase(database)}.${name}`;
  return { name, table: full, version, comment: relation?.comment ?? '', key, columns, changes };
}

/** Prints every view with its version. */
export function printReporting(terminal: Terminal, database: string, format: Shown): void {
  const views = reportingViews.map((view) => described(view, database));
  if (format === 'json') {
    terminal.print(JSON.stringify(views, null, 2));
    return;
  }
  const rows = views.map(({ table: full, version, columns, key, comment }) => [
    ...[full, `v${version}`, String(columns.length), key.join(', '), comment],
  ]);
  terminal.print(table(['view', 'version', 'columns', 'key', 'what a row is'], rows));
}

/** Prints a view's columns and changes. */
export function showReporting(terminal: Terminal, database: string, name: string, format: Shown): void {
  const view = findReportingView(name);
  if (view === undefined) {
    const names = reportingViews.map((one) => one.name).join(', ');
    throw new CliError(`there is no reporting view "${name}"; there are ${names}`, exitCodes.notFound);
  }
  const about = described(view, database);
  if (format === 'json') {
    terminal.print(JSON.stringify(about, null, 2));
    return;
  }
  const columns = about.columns.map(({ name: column, type, comment }) => [column, type, comment]);
  const changes = about.changes.map(({ version, date, breaking, what }) => [
    ...[`v${version}`, date, breaking ? 'breaking' : '', what],
  ]);
  terminal.print(`${about.table} v${about.version}: ${about.comment}\n`);
  terminal.print(table(['column', 'type', 'meaning'], columns));
  terminal.print(`\n${table(['version', 'date', '', 'change'], changes)}`);
}
