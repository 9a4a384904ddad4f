/** What a subscription says: one HTML page without anything from elsewhere, the same as text, and the answer as CSV. */
import { type ComparedResult, type ComparedRow, resultToCsv } from '@rapport/metrics';
import type { Period } from './due-period.ts';
import {
  bucketText,
  changeText,
  countText,
  dayText,
  groupText,
  instantText,
  intervalText,
  noteText,
  unitText,
  valueText,
} from './mail-words.ts';

export type Message = { subject: string; html: string; text: string; csv: string };

export type MessageParts = {
  title: string;
  period: Pick<Period, 'from' | 'to'>;
  answer: ComparedResult;
  /** Address of the dashboard's page; absent where nobody said where the dashboard is. */
  link: string | undefined;
};

type Column = { head: string; isNumber: boolean; cells: readonly string[] };

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const aboutText = ({ group, bucket }: ComparedRow) => [groupText(group), bucketText(bucket)].filter(Boolean).join(', ');

/** Columns in which some row says something; the first and the values always. */
function columnsOf({ rows, meta }: ComparedResult): Column[] {
  const { title, unit } = meta;
  const column = (head: string, isNumber: boolean, cell: (row: ComparedRow) => string): Column => ({
    ...{ head, isNumber },
    cells: rows.map(cell),
  });
  const more = [
    column('95 % interval', true, (row) => intervalText(row, unit)),
    column('n', true, ({ n }) => countText(n)),
    column('Change', true, (row) => changeText(row, unit)),
    column('Note', false, noteText),
  ];
  return [
    column('', false, (row) => aboutText(row) || 'all'),
    column(`${title}, ${unitText(unit)}`, true, (row) => valueText(row, unit)),
    ...more.filter(({ cells }) => cells.some((cell) => cell !== '')),
  ];
}

const LINE = 'padding:8px 0 8px 16px;border-bottom:1px solid #e3e7ee;vertical-align:top';
const HEAD = `${LINE};color:#566075;font-size:13px;font-weight:600`;
const BODY =
  "margin:0;padding:24px;background:#fff;color:#151b28;font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
const SOFT = 'margin:0 0 8px;color:#566075;font-size:13px';
const BUTTON =
  'display:inline-block;padding:9px 18px;border-radius:8px;background:#1d4fd7;color:#fff;font-weight:600;text-decoration:none';

/** A longer one may take a second line. */
const LONGEST_ON_A_LINE = 20;

function side({ isNumber, cells }: Column, place: number): string {
  const start = place === 0 ? ';padding-left:0' : '';
  if (!isNumber) return `;text-align:left${start}`;
  const isShort = cells.every(({ length }) => length <= LONGEST_ON_A_LINE);
  return `;text-align:right;font-variant-numeric:tabular-nums${isShort ? ';white-space:nowrap' : ''}${start}`;
}

function tableOf(columns: readonly Column[], rows: number): string {
  const head = columns.map((column, place) => `<th style="${HEAD}${side(column, place)}">${escaped(column.head)}</th>`);
  const lines = Array.from({ length: rows }, (_, at) =>
    columns.map((column, place) => `<td style="${LINE}${side(column, place)}">${escaped(column.cells[at] ?? '')}</td>`),
  );
  const line = (cells: readonly string[]) => `<tr>${cells.join('')}</tr>`;
  return `<table style="width:100%;border-collapse:collapse;margin:0 0 20px">${[head, ...lines].map(line).join('')}</table>`;
}

const lastDay = (to: string) => new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Subject, page, text and file of an answer about a period. */
export function messageOf({ title, period, answer, link }: MessageParts): Message {
  const { rows, meta } = answer;
  const days = `${dayText(period.from)} to ${dayText(lastDay(period.to))}`;
  const columns = columnsOf(answer);
  const about = [meta.query.programme, days].filter(Boolean).join(' · ');
  const known = `What had happened by ${instantText(meta.as_of)}, as far as it was known at ${instantText(meta.known_at)}${meta.release === undefined ? '' : `; release ${meta.release.id}`}.`;
  const hidden = `Cells about fewer than ${meta.protection === 'none' ? 0 : meta.protection.k} people are hidden.`;
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title></head><body style="${BODY}"><div style="max-width:640px;margin:0 auto">`,
    `<h1 style="margin:0 0 4px;font-size:22px;line-height:1.25">${escaped(title)}</h1>`,
    `<p style="margin:0 0 20px;color:#566075">${escaped(about)}</p>`,
    tableOf(columns, rows.length),
    ...(link === undefined
      ? []
      : [`<p style="margin:0 0 20px"><a style="${BUTTON}" href="${escaped(link)}">Open it in Rapport</a></p>`]),
    `<p style="${SOFT}">${escaped(meta.title)}: ${escaped(meta.definition)}</p>`,
    `<p style="${SOFT}">${escaped(known)} ${escaped(hidden)}</p>`,
    '</div></body></html>',
  ].join('\n');
  const heads = columns.map(({ head }) => head).join('\t');
  const lines = rows.map((_, at) => columns.map(({ cells }) => cells[at] ?? '').join('\t'));
  const said = [`${meta.title}: ${meta.definition}`, known, hidden, ...(link === undefined ? [] : [link])];
  const text = [title, about, '', heads, ...lines.map((one) => one.trimEnd()), '', ...said].join('\n');
  return { subject: `${title}: ${days}`, html, text, csv: resultToCsv(answer) };
}
