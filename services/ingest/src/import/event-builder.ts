/** Compiles one event of a mapping: a row's cells in, one checked event out. */
import { checkEvent, eventIdFrom, type Issue, type RapportEvent } from '@rapport/events';
import type { ColumnTable } from './column-table.ts';
import type { FieldReader } from './field-reader.ts';
import type { ConditionText, EventText } from './mapping-schema.ts';
import { type Cells, type Read, type RowProblem, refuse } from './row-problem.ts';
import { escapeKeyPart, fillTemplate, type Template } from './template.ts';
import { createTimeParser } from './time-parser.ts';

type Built = { ok: true; event: RapportEvent } | { ok: false; problems: RowProblem[] };
export type EventBuilder = {
  applies(cells: Cells): boolean;
  build(cells: Cells, recordedAt: number): Built;
};
export type EventParts = {
  source: string;
  type: string;
  key: Template;
  occurredAt: EventText['occurred_at'];
  when: EventText['when'];
  constants: Readonly<Record<string, unknown>>;
  fields: readonly FieldReader[];
};

function compileCondition(condition: ConditionText, table: ColumnTable): (cells: Cells) => boolean {
  if (typeof condition === 'string') {
    const place = table.place(condition);
    return (cells) => (cells[place] ?? '') !== '';
  }
  const place = table.place(condition.column);
  const positive = 'is' in condition;
  const listed = new Set([positive ? condition.is : condition.not].flat());
  return (cells) => listed.has(cells[place] ?? '') === positive;
}

function compileWhen(when: EventText['when'], table: ColumnTable): (cells: Cells) => boolean {
  const tests = (when === undefined ? [] : [when].flat()).map((condition) => compileCondition(condition, table));
  return (cells) => tests.every((test) => test(cells));
}

/** The column that tells when the event happened, or undefined when the mapping gives a fixed time. */
export function timeColumn(occurredAt: EventText['occurred_at']): string | undefined {
  if (typeof occurredAt === 'string') return occurredAt;
  return 'column' in occurredAt ? occurredAt.column : undefined;
}

function compileTime(occurredAt: EventText['occurred_at'], table: ColumnTable): (cells: Cells) => Read {
  const column = timeColumn(occurredAt);
  if (column === undefined) {
    const text = (occurredAt as { value: string }).value;
    const parsed = createTimeParser({ ambiguous: 'earlier' })(text);
    return () => (parsed.ok ? { ok: true, value: parsed.ms } : refuse(parsed.code, parsed.message));
  }
  const place = table.place(column);
  const parse = table.time(column);
  return function readOccurredAt(cells) {
    const text = cells[place] ?? '';
    if (text === '') return refuse('MISSING', `${column} is empty: when did it happen?`, column);
    const parsed = parse(text);
    return parsed.ok ? { ok: true, value: parsed.ms } : refuse(parsed.code, parsed.message, column);
  };
}

function compileKey(key: Template, table: ColumnTable): (cells: Cells) => Read {
  const places = key.columns.map((column) => table.place(column));
  return function readKey(cells) {
    const values = places.map((place) => cells[place] ?? '');
    const empty = key.columns[values.indexOf('')];
    if (empty !== undefined) return refuse('MISSING', `${empty} is empty, but makes the event's id`, empty);
    return { ok: true, value: fillTemplate(key, values.map(escapeKeyPart)) };
  };
}

function problemOf(issue: Issue, columns: ReadonlyMap<string, string>): RowProblem {
  const column = columns.get(issue.field) ?? columns.get(issue.field.split('.')[0] ?? '');
  const code = issue.code === 'INVALID' ? 'BAD_VALUE' : issue.code;
  return {
    code,
    message: `${column ?? issue.field} ${issue.message}`,
    field: issue.field,
    ...(column === undefined ? {} : { column }),
  };
}

/** A builder for one event entry of a mapping. */
export function createEventBuilder(parts: EventParts, table: ColumnTable): EventBuilder {
  const { source, type, constants, fields } = parts;
  const applies = compileWhen(parts.when, table);
  const readTime = compileTime(parts.occurredAt, table);
  const readKey = compileKey(parts.key, table);
  const occurredColumn = timeColumn(parts.occurredAt);
  const columns = new Map(fields.flatMap((field) => [...field.columns]));
  if (occurredColumn !== undefined) columns.set('occurred_at', occurredColumn);

  function build(cells: Cells, recordedAt: number): Built {
    const problems: RowProblem[] = [];
    const take = (read: Read, field?: string): unknown => {
      if (read.ok) return read.value;
      problems.push(field === undefined ? read.problem : { ...read.problem, field });
      return undefined;
    };
    const key = take(readKey(cells));
    const candidate: Record<string, unknown> = {
      type,
      occurred_at: take(readTime(cells), 'occurred_at'),
      recorded_at: recordedAt,
      source,
      ...constants,
    };
    for (const { field, read } of fields) {
      const value = take(read(cells), field);
      if (value !== undefined) candidate[field] = value;
    }
    if (problems.length > 0) return { ok: false, problems };
    candidate['event_id'] = eventIdFrom(source, String(key));
    const checked = checkEvent(candidate);
    if (checked.ok) return checked;
    return { ok: false, problems: checked.issues.map((issue) => problemOf(issue, columns)) };
  }
  return { applies, build };
}
