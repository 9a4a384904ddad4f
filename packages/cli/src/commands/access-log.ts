/** `rapport access log`: who asked what, how many cells they saw, of which release. */
import { type AccessLogLine, listAccessLog } from '@rapport/warehouse';
import type { Connections } from '../platform.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** Times are epoch milliseconds. */
export type AccessLogOptions = {
  since?: number;
  until?: number;
  token?: string;
  metric?: string;
  limit: number;
  json?: boolean;
};

const LONGEST_TEXT = 60;
const cut = (text: string) => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text);

function columnsOf(line: AccessLogLine): string[] {
  return [
    new Date(line.at).toISOString(),
    line.name,
    `${line.method} ${cut(line.url)}`,
    String(line.status),
    String(line.cells_shown),
    String(line.cells_hidden),
    line.release === '' ? 'live' : line.release,
    `${line.duration_ms} ms`,
  ];
}

/** Prints the request log. Who can run this owns the data: over HTTP it is for administrators. */
export async function printAccessLog(
  { warehouse }: Pick<Connections, 'warehouse'>,
  terminal: Terminal,
  { json, ...filter }: AccessLogOptions,
): Promise<void> {
  const lines = await listAccessLog(warehouse, filter);
  if (json === true) {
    const dated = lines.map((line) => ({ ...line, at: new Date(line.at).toISOString() }));
    terminal.print(JSON.stringify(dated, null, 2));
    return;
  }
  const heads = ['at', 'who', 'asked', 'status', 'shown', 'hidden', 'release', 'took'];
  terminal.print(table(heads, lines.map(columnsOf)));
}
