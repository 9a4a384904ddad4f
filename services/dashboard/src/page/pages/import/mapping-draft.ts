/** A mapping put together by choosing: for each file event types, and for each field the column that it comes from. Pure. */
import { type OwnField, ownFields, sharedFields } from '../events/contract.ts';
import type { EventType, Stream } from '../events/event-types-query.ts';

export type FileColumns = {
  readonly name: string;
  readonly format: 'csv' | 'jsonl';
  readonly delimiter: string;
  readonly encoding: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** Where a field comes from: a column, or a text that is the same in every row. */
export type FieldChoice = { readonly column?: string; readonly text?: string; readonly isPseudonym?: boolean };

export type EventDraft = {
  readonly type: string;
  /** The column that says when it happened. */
  readonly when: string;
  readonly fields: Readonly<Record<string, FieldChoice>>;
};
type FileDraft = { readonly file: FileColumns; readonly events: readonly EventDraft[] };
export type MappingDraft = { readonly source: string; readonly zone: string; readonly files: readonly FileDraft[] };

const PEOPLE = ['participant_id', 'mentor_id', 'mentee_id'];
/** These take no single cell: they are for the text of the mapping. */
const KINDS_BY_HAND = /^(list of|text by name|\{)/;

/** Fields of a type that a column can fill. */
export function choosableFields(streams: readonly Stream[], type: string): OwnField[] {
  const stream = streams.find(({ types }) => types.some((one) => one.type === type));
  const found: EventType | undefined = stream?.types.find((one) => one.type === type);
  if (stream === undefined || found === undefined) return [];
  return ownFields(stream, found, sharedFields(streams)).filter(({ kind }) => !KINDS_BY_HAND.test(kind));
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const withoutId = (text: string) => plain(text).replace(/(id|at|key)$/, '');

const SHORTEST = 3;

/** The column that is called like a field, where one is: by its whole name, without "id", or by how the name begins. */
export function columnLike(name: string, columns: readonly string[]): string | undefined {
  const stem = withoutId(name);
  return (
    columns.find((column) => plain(column) === plain(name)) ??
    columns.find((column) => withoutId(column) === stem && stem !== '') ??
    columns.find((column) => withoutId(column).length >= SHORTEST && stem.startsWith(withoutId(column)))
  );
}

const WHEN = ['occurred_at', 'date', 'at', 'time', 'start', 'started', 'when', 'created'];

/** The column that most likely says when something happened: by its name, else by a first row that looks like a date. */
export function columnOfTime({ columns, rows }: FileColumns): string {
  const named = WHEN.map((name) => columnLike(name, columns)).find((column) => column !== undefined);
  const [first = []] = rows;
  const dated = columns.find((_, place) => /\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}/.test(first[place] ?? ''));
  return named ?? dated ?? columns[0] ?? '';
}

const looksLikeName = ({ columns, rows }: FileColumns, column: string) =>
  rows.some((row) => /[@\s]/.test(row[columns.indexOf(column)] ?? ''));

/** A first guess for a type: fields by columns of the same name; people by pseudonyms where cells look like names. */
export function guessEvent(file: FileColumns, type: string, fields: readonly OwnField[]): EventDraft {
  const chosen = fields.flatMap(({ name }): [string, FieldChoice][] => {
    const column = columnLike(name, file.columns);
    if (column === undefined) return [];
    const isPseudonym = PEOPLE.includes(name) && looksLikeName(file, column);
    return [[name, isPseudonym ? { column, isPseudonym } : { column }]];
  });
  return { type, when: columnOfTime(file), fields: Object.fromEntries(chosen) };
}

/** Fields that the type needs and that nothing fills yet. */
export function missingIn({ fields }: EventDraft, all: readonly OwnField[]): readonly string[] {
  const isFilled = ({ name }: OwnField) => (fields[name]?.column ?? fields[name]?.text ?? '') !== '';
  return all.filter((field) => field.isRequired && !isFilled(field)).map(({ name }) => name);
}

// JSON's texts are YAML's too: whatever a column is called stays one value.
const text = (value: string) => JSON.stringify(value);
const IDS = /_id$/;

/**
 * A key unlike any other event's: the type, the ids of what it is about, and when. The time is in it because many types happen more
 * than once to the same thing.
 */
function keyOf({ type, fields, when }: EventDraft): string {
  const own = `${type.split('.')[0]}_id`;
  const ids = Object.entries(fields).flatMap(([name, { column }]) =>
    IDS.test(name) && name !== 'programme_id' && column !== undefined && column !== '' ? [{ name, column }] : [],
  );
  const about = ids.some(({ name }) => name === own) ? ids.filter(({ name }) => name === own) : ids;
  const columns = [...new Set([...about.map(({ column }) => column), when])];
  return `${type}/${columns.map((column) => `{${column}}`).join('/')}`;
}

function fieldLine([name, { column, text: fixed }]: [string, FieldChoice]): string[] {
  if (column !== undefined && column !== '') return [`          ${name}: ${text(column)}`];
  return fixed === undefined || fixed === '' ? [] : [`          ${name}: { value: ${text(fixed)} }`];
}

function eventLines(event: EventDraft): string[] {
  return [
    `      - type: ${event.type}`,
    `        key: ${text(keyOf(event))}`,
    `        occurred_at: ${text(event.when)}`,
    '        fields:',
    ...Object.entries(event.fields).flatMap(fieldLine),
  ];
}

function fileLines({ file, events }: FileDraft): string[] {
  const hidden = events.flatMap(({ fields }) =>
    Object.values(fields).flatMap(({ column, isPseudonym }) => (isPseudonym && column ? [column] : [])),
  );
  const isDefault = file.format === 'csv' && file.delimiter === ',';
  return [
    `  - match: ${text(file.name)}`,
    ...(file.format === 'jsonl' ? ['    format: jsonl'] : []),
    ...(isDefault || file.format === 'jsonl' ? [] : [`    delimiter: ${text(file.delimiter)}`]),
    ...(file.encoding === 'utf-8' ? [] : [`    encoding: ${file.encoding}`]),
    ...(hidden.length === 0 ? [] : ['    columns:']),
    ...[...new Set(hidden)].map((column) => `      ${text(column)}: { pseudonym: email }`),
    '    events:',
    ...events.flatMap(eventLines),
  ];
}

/** The mapping as YAML. */
export function mappingText({ source, zone, files }: MappingDraft): string {
  const filled = files.filter(({ events }) => events.length > 0);
  return [
    'version: 1',
    `source: ${text(source)}`,
    `time_zone: ${text(zone)}`,
    'files:',
    ...filled.flatMap(fileLines),
    '',
  ].join('\n');
}
