/** What a subscription says: one HTML page without anything from elsewhere, the same as text, and the answer as CSV. */
import { type ComparedResult, resultToCsv } from '@rapport/metrics';
import type { Period } from './due-period.ts';

export type Message = { subject: string; html: string; text: string; csv: string };

export type MessageParts = {
  title: string;
  period: Period;
  answer: ComparedResult;
  /** Address of the dashboard's page; absent where nobody said where the dashboard is. */
  link: string | undefined;
};

type Row = ComparedResult['rows'][number];
type Interval = NonNullable<Row['ci']>;

const STATES: Readonly<Record<Row['state'], string>> = {
  value: '',
  zero: '',
  in_progress: 'still in progress',
  not_yet_observable: 'too early to say',
  suppressed: 'hidden: about too few people',
  no_data: 'no data',
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A number as a reader wants it: shares in percent, four digits at most. The file that goes along has them in full. */
export function shown(value: number, unit: string): string {
  if (unit === 'share') return `${Number((value * 100).toPrecision(4))} %`;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

const intervalText = ({ low, high }: Interval, unit: string) =>
  `${low === null ? '–' : shown(low, unit)} to ${high === null ? '–' : shown(high, unit)}`;

/** The cells of a row: what it is about, its value, its interval, the number of units. */
function cellsOf(row: Row, unit: string): string[] {
  const about = [...Object.values(row.group), ...(row.bucket === null ? [] : [row.bucket])].join(', ');
  const value = row.value === null ? STATES[row.state] || 'unknown' : shown(row.value, unit);
  const interval = row.ci === null ? '' : intervalText(row.ci, unit);
  return [about === '' ? 'all' : about, value, interval, row.n === null ? '' : String(row.n)];
}

const CELL = 'padding:4px 12px 4px 0;text-align:left;border-bottom:1px solid #d5d9de';

function tableOf(head: readonly string[], rows: readonly string[][]): string {
  const line = (tag: 'th' | 'td', cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag} style="${CELL}">${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table style="border-collapse:collapse">${line('th', head)}${rows.map((row) => line('td', row)).join('')}</table>`;
}

const lastDay = ({ to }: Period) => new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Subject, page, text and file of an answer about a period. */
export function messageOf({ title, period, answer, link }: MessageParts): Message {
  const { rows, meta } = answer;
  const days = `${period.from} to ${lastDay(period)}`;
  const head = ['', `${meta.title} (${meta.unit})`, '95 % interval', 'n'];
  const cells = rows.map((row) => cellsOf(row, meta.unit));
  const known = `What had happened by ${meta.as_of}, as far as it was known at ${meta.known_at}${meta.release === undefined ? '' : `; release ${meta.release.id}`}.`;
  const hidden = `Cells about fewer than ${meta.protection === 'none' ? 0 : meta.protection.k} people are hidden.`;
  const where = link === undefined ? [] : [link];
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escaped(title)}</title></head><body style="font-family:sans-serif;color:#1c2024;max-width:48rem">`,
    `<h1 style="font-size:1.25rem">${escaped(title)}</h1><p>${escaped(days)}</p>`,
    tableOf(head, cells),
    `<p>${escaped(meta.definition)}</p><p>${escaped(known)} ${escaped(hidden)}</p>`,
    ...where.map((address) => `<p><a href="${escaped(address)}">Open it in Rapport</a></p>`),
    '</body></html>',
  ].join('\n');
  const lines = [head, ...cells].map((row) => row.join('\t').trim());
  const text = [title, days, '', ...lines, '', meta.definition, known, hidden, ...where].join('\n');
  return { subject: `${title}: ${days}`, html, text, csv: resultToCsv(answer) };
}
