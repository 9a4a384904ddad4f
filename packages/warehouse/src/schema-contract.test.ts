import { type AvroField, latestSchema, type StreamName, streams } from '@rapport/events';
import { describe, expect, test } from 'vitest';
import { positionColumns } from './avro-container.ts';
import { readMigrations } from './migrate.ts';

type Column = { name: string; type: string; comment: string };

const statements = (await readMigrations()).flatMap((file) => file.statements);

const DEFINITION =
  /^(?: {2}|ALTER TABLE \w+ ADD COLUMN IF NOT EXISTS )`?(\w+)`? (.+?) COMMENT '((?:[^'\\]|\\.)*)'(?: AFTER \w+)?,?$/gm;

/** A table's columns after all migrations. */
function columnsOf(table: string): Column[] {
  const about = new RegExp(`^(CREATE TABLE IF NOT EXISTS|ALTER TABLE) ${table} `);
  const ddl = statements.filter((statement) => about.test(statement)).join('\n');
  return [...ddl.matchAll(DEFINITION)].map((match) => ({
    name: match[1] ?? '',
    type: (match[2] ?? '').replace(/ (DEFAULT|MATERIALIZED) .*$/, ''),
    comment: (match[3] ?? '').replaceAll("\\'", "'"),
  }));
}

// LowCardinality is a way of storing a type, not another type; the ids of events are stored as UUID.
const plain = (type: string): string => type.replaceAll(/LowCardinality\(((?:[^()]|\([^()]*\))*)\)/g, '$1');
const IDS: Record<string, string> = { event_id: 'UUID', supersedes: 'Nullable(UUID)' };
const PRIMITIVES: Record<string, string> = {
  string: 'String',
  int: 'Int32',
  long: 'Int64',
  double: 'Float64',
  boolean: 'Bool',
};

type AvroType = string | AvroType[] | { type: string; logicalType?: string; items?: AvroType; fields?: AvroField[] };

function clickhouseType(type: AvroType): string {
  if (typeof type === 'string') return PRIMITIVES[type] ?? `unknown type ${type}`;
  if (Array.isArray(type))
    return `Nullable(${type
      .filter((branch) => branch !== 'null')
      .map(clickhouseType)
      .join('|')})`;
  if (type.logicalType === 'timestamp-millis') return "DateTime64(3, 'UTC')";
  if (type.type === 'enum') return 'String';
  if (type.type === 'map') return 'Map(String, String)';
  if (type.type === 'array') return `Array(${clickhouseType(type.items ?? '')})`;
  const fields = (type.fields ?? []).map(({ name, type: inner }) => `${name} ${clickhouseType(inner as AvroType)}`);
  return `Tuple(${fields.join(', ')})`;
}

describe.each(streams.map(({ name }) => name))('events_%s', (stream: StreamName) => {
  const columns = columnsOf(`events_${stream}`);
  const { fields } = latestSchema(stream).schema;

  const ours = new Set([...positionColumns, 'inserted_at', '_precedence']);

  test('has the fields of the contract by name, type, nullability and comment, and the Kafka position', () => {
    const theirs = columns.filter(({ name }) => !ours.has(name));
    expect(theirs.map((column) => ({ ...column, type: plain(column.type) }))).toEqual(
      fields.map(({ name, type, doc }) => ({
        name,
        type: IDS[name] ?? clickhouseType(type as AvroType),
        comment: doc,
      })),
    );
    expect(new Set(columns.map(({ name }) => name))).toEqual(new Set([...ours, ...fields.map(({ name }) => name)]));
  });

  test('tells copies of one recording time apart by every other field', () => {
    const telling = statements.filter((one) => one.includes(`events_${stream} `) && one.includes('_precedence UInt64'));
    const hashed = /sipHash64\(tuple\(([^)]*)\)\)/.exec(telling.at(-1) ?? '')?.[1]?.split(', ');
    expect(hashed).toEqual(
      fields.map(({ name }) => name).filter((name) => name !== 'event_id' && name !== 'recorded_at'),
    );
  });
});

test('every table has its deduplication window, and a comment on it and on each of its columns', () => {
  const tables = statements.filter((statement) => statement.startsWith('CREATE TABLE'));
  // The streams' own, receipts, ledger, dead letters and their marks, at least.
  expect(tables.length).toBeGreaterThanOrEqual(streams.length + 4);
  for (const ddl of tables) {
    expect(ddl).toMatch(/non_replicated_deduplication_window = [1-9]\d{3,}/);
    expect(ddl).toMatch(/\nCOMMENT '.+'$/);
    const lines = ddl.slice(ddl.indexOf('(\n') + 2, ddl.indexOf('\n)')).split('\n');
    expect(lines.filter((line) => !/ COMMENT '.+',?$/.test(line))).toEqual([]);
  }
});
