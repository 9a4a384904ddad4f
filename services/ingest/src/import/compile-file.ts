/** Compiles one `files` entry of a mapping. */
import { eventTypes } from '@rapport/events';
import { type ColumnTable, createColumnTable } from './column-table.ts';
import { constantsOf } from './constants.ts';
import { createEventBuilder, type EventBuilder, timeColumn } from './event-builder.ts';
import { type EventField, fieldsOf } from './event-fields.ts';
import { compileField, type FieldReader } from './field-reader.ts';
import { matchesGlob } from './glob.ts';
import { type Note, suggest } from './mapping-notes.ts';
import type { EventText, FileText, MappingText } from './mapping-schema.ts';
import type { PseudonymRule } from './pseudonym.ts';
import { createRowMapper, type RowMapper } from './row-mapper.ts';
import { parseTemplate } from './template.ts';
import { createTimeParser, formatFault, type TimeRules } from './time-parser.ts';

export type CompiledFile = {
  matches(fileName: string): boolean;
  match: string;
  format: FileText['format'];
  delimiter: string;
  encoding: FileText['encoding'];
  /** The columns that the mapping uses; the reader hands over cells in this order. */
  columns: readonly string[];
  defines: string | undefined;
  requires: readonly string[];
  mapRow: RowMapper;
};

export type FileCompilation = {
  text: MappingText;
  file: FileText;
  pseudonym: (value: string, rule: PseudonymRule) => string;
  note: Note;
};

function timeRulesOf({ text, file }: FileCompilation): (column: string) => TimeRules {
  return function timeRules(column) {
    const { format, time_zone: own } = file.columns[column] ?? {};
    const zone = own ?? text.time_zone;
    return {
      ambiguous: text.ambiguous_local_time,
      ...(format === undefined || formatFault(format) !== undefined ? {} : { format }),
      ...(zone === undefined ? {} : { zone }),
    };
  };
}

function checkFormats(file: FileText, note: Note): void {
  for (const [column, { format }] of Object.entries(file.columns)) {
    const fault = format === undefined ? undefined : formatFault(format);
    if (fault !== undefined) note(['columns', column, 'format'], fault);
  }
}

function compileFields(
  event: EventText,
  fields: ReadonlyMap<string, EventField>,
  table: ColumnTable,
  note: Note,
): FieldReader[] {
  return Object.entries(event.fields).flatMap(([name, spec]) => {
    const field = fields.get(name);
    if (field !== undefined) {
      return [compileField(spec, field, table, (message) => note(['fields', name], message))];
    }
    note(['fields', name], `is not a field of ${event.type}${suggest(name, [...fields.keys()])}`);
    return [];
  });
}

function checkTime(event: EventText, note: Note): void {
  const { occurred_at: occurredAt } = event;
  if (timeColumn(occurredAt) !== undefined) return;
  const parsed = createTimeParser({ ambiguous: 'earlier' })((occurredAt as { value: string }).value);
  if (!parsed.ok) note(['occurred_at'], parsed.message);
}

function compileEvent(compilation: FileCompilation, event: EventText, table: ColumnTable, note: Note): EventBuilder[] {
  const fields = fieldsOf(event.type);
  if (fields === undefined) {
    note(['type'], `"${event.type}" is not an event type${suggest(event.type, eventTypes)}`);
    return [];
  }
  const key = parseTemplate(event.key);
  if (!key.ok) note(['key'], key.message);
  else if (key.template.columns.length === 0) {
    note(['key'], 'must hold a {column}: without one, every row would make the same event');
  }
  checkTime(event, note);
  const { source, constants: allConstants } = compilation.text;
  const constants = constantsOf(allConstants, event.type);
  for (const { name, required } of fields.values()) {
    if (required && constants[name] === undefined && event.fields[name] === undefined) {
      note(['fields'], `${event.type} needs ${name}`);
    }
  }
  const readers = compileFields(event, fields, table, note);
  if (!key.ok) return [];
  const { type, when, occurred_at: occurredAt } = event;
  const parts = { source, type, key: key.template, occurredAt, when, constants, fields: readers };
  return [createEventBuilder(parts, table)];
}

/** One entry of `files`, ready to map rows; what is wrong with it goes to `note`. */
export function compileFile(compilation: FileCompilation): CompiledFile {
  const { text, file, pseudonym, note } = compilation;
  checkFormats(file, note);
  const table = createColumnTable(timeRulesOf(compilation));
  const builders = file.events.flatMap((event, index) =>
    compileEvent(compilation, event, table, (place, message) => note(['events', index, ...place], message)),
  );
  const mapRow = createRowMapper({ file, builders, pseudonym, emptyValues: new Set(text.empty_values) }, table);
  for (const column of Object.keys(file.columns)) {
    if (!table.names().includes(column)) note(['columns', column], `is used nowhere${suggest(column, table.names())}`);
  }
  return {
    matches: (fileName) => matchesGlob(file.match, fileName),
    match: file.match,
    format: file.format,
    delimiter: file.delimiter,
    encoding: file.encoding,
    columns: table.names(),
    defines: file.defines?.kind,
    requires: file.requires.map((requirement) => requirement.kind),
    mapRow,
  };
}
