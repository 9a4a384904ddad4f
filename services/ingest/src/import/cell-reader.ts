/** Compiles one field of a mapping into a function from a row's cells to the field's value. */
import type { ColumnTable } from './column-table.ts';
import type { FieldKind } from './event-fields.ts';
import type { CellText } from './mapping-schema.ts';
import { ABSENT, type Cells, type Read, refuse } from './row-problem.ts';
import { fillTemplate, parseTemplate } from './template.ts';
import { createTimeParser, type TimeParser } from './time-parser.ts';

export type CellReader = (cells: Cells) => Read;
export type Complain = (message: string) => void;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const BOOLEANS = new Map([
  ...['true', 'yes', 'y', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', '0'].map((word) => [word, false] as const),
]);
const ANY_OTHER = '*';
const DEFAULT_SEPARATOR = ';';

type Conversion = { kind: FieldKind; column?: string; separator?: string; time: TimeParser };

function toNumber(text: string, column: string | undefined): Read {
  if (NUMBER.test(text)) return { ok: true, value: Number(text) };
  return refuse('BAD_NUMBER', `"${text.slice(0, 60)}" is not a number such as 12 or 3.5`, column);
}

function toTime(text: string, { time, column }: Conversion): Read {
  const parsed = time(text);
  return parsed.ok ? { ok: true, value: parsed.ms } : refuse(parsed.code, parsed.message, column);
}

function toList(text: string, separator: string): Read {
  const items = text.split(separator).map((item) => item.trim());
  const present = items.filter((item) => item !== '');
  return present.length === 0 ? ABSENT : { ok: true, value: present };
}

function convert(text: string, conversion: Conversion): Read {
  const { kind, column } = conversion;
  if (text === '') return ABSENT;
  switch (kind) {
    case 'whole_number':
    case 'number':
      return toNumber(text, column);
    case 'boolean': {
      const value = BOOLEANS.get(text.toLowerCase());
      return value === undefined
        ? refuse('BAD_BOOLEAN', `"${text.slice(0, 60)}" is not true or false, yes or no, 1 or 0`, column)
        : { ok: true, value };
    }
    case 'time':
      return toTime(text, conversion);
    case 'list':
      return toList(text, conversion.separator ?? DEFAULT_SEPARATOR);
    case 'text':
    case 'map':
    case 'answers':
    case 'other':
      return { ok: true, value: text };
    default:
      throw new Error(`no conversion to ${kind satisfies never as string}`);
  }
}

function readColumn(spec: Extract<CellText, { column: string }>, kind: FieldKind, table: ColumnTable): CellReader {
  const { column, separator } = spec;
  const place = table.place(column);
  const conversion = {
    kind,
    column,
    time: table.time(column),
    ...(separator === undefined ? {} : { separator }),
  };
  const fallback = spec.default === undefined ? '' : String(spec.default);
  const values = spec.map === undefined ? undefined : new Map(Object.entries(spec.map));
  return function readCell(cells) {
    const text = cells[place] ?? '';
    if (text === '') return convert(fallback, conversion);
    if (values === undefined) return convert(text, conversion);
    const mapped = values.get(text) ?? values.get(ANY_OTHER);
    if (mapped !== undefined) return convert(String(mapped), conversion);
    const known = [...values.keys()].slice(0, 20).join(', ');
    return refuse('UNMAPPED_VALUE', `"${text.slice(0, 60)}" is not in the mapping's list (${known})`, column);
  };
}

function readTemplate(text: string, kind: FieldKind, table: ColumnTable, complain: Complain): CellReader {
  const parsed = parseTemplate(text);
  if (!parsed.ok) {
    complain(parsed.message);
    return () => ABSENT;
  }
  const { template } = parsed;
  const places = template.columns.map((column) => table.place(column));
  const conversion = { kind, time: createTimeParser({ ambiguous: 'earlier' }) };
  return function readFilledTemplate(cells) {
    const values = places.map((place) => cells[place] ?? '');
    return values.includes('') ? ABSENT : convert(fillTemplate(template, values), conversion);
  };
}

function readValue(value: unknown, kind: FieldKind, complain: Complain): CellReader {
  if (kind !== 'time') return () => ({ ok: true, value });
  const parsed = createTimeParser({ ambiguous: 'earlier' })(String(value));
  if (!parsed.ok) complain(parsed.message);
  return () => (parsed.ok ? { ok: true, value: parsed.ms } : ABSENT);
}

/** The reader of one cell; what the mapping got wrong goes to `complain`. */
export function compileCell(spec: CellText, kind: FieldKind, table: ColumnTable, complain: Complain): CellReader {
  if (typeof spec === 'string') return readColumn({ column: spec }, kind, table);
  if ('column' in spec) return readColumn(spec, kind, table);
  if ('template' in spec) return readTemplate(spec.template, kind, table, complain);
  return readValue(spec.value, kind, complain);
}

/** The columns that a cell is read from, to name them when the field turns out wrong. */
export function columnsOf(spec: CellText): readonly string[] {
  if (typeof spec === 'string') return [spec];
  if ('column' in spec) return [spec.column];
  if (!('template' in spec)) return [];
  const parsed = parseTemplate(spec.template);
  return parsed.ok ? parsed.template.columns : [];
}
