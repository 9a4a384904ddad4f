import type { MetricResult, MetricRow } from './result.ts';

const numbers = ['value', 'n', 'ci_low', 'ci_high', 'level'];

/** A text as a cell of a CSV file that people open in spreadsheets. */
export function csvCell(text: string): string {
  // A spreadsheet would run what begins like a formula; such a group name gets a leading apostrophe.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function cells(row: MetricRow, groups: readonly string[]): string[] {
  const amounts = [row.value, row.n, row.ci?.low, row.ci?.high, row.ci?.level];
  return [
    ...groups.map((id) => csvCell(row.group[id] ?? '')),
    row.bucket ?? '',
    row.state,
    ...amounts.map((amount) => (amount === null || amount === undefined ? '' : String(amount))),
    row.ci?.method ?? '',
    row.reason ?? '',
    row.flags?.join(' ') ?? '',
  ];
}

/** The rows as CSV (RFC 4180: UTF-8, header, CRLF): one line a row, with the main number; curves stay in JSON. */
export function resultToCsv(result: MetricResult): string {
  const groups = result.meta.query.group_by;
  const header = [...groups.map(csvCell), 'bucket', 'state', ...numbers, 'method', 'reason', 'flags'];
  const lines = [header, ...result.rows.map((row) => cells(row, groups))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}
