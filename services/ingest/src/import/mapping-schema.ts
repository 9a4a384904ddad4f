/** The shape of a mapping file. What it means is checked in `mapping.ts`, which knows the event types. */
import { z } from 'zod';

const name = z.string().min(1, 'must not be empty');
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One cell: a column by name, or a column with a value map and a default for empty cells. */
const cell = z.union(
  [
    name,
    z.strictObject({
      column: name,
      map: z.record(z.string(), scalar).optional(),
      default: scalar.optional(),
      separator: z.string().min(1).optional(),
    }),
    z.strictObject({ value: z.json() }),
    z.strictObject({ template: name }),
  ],
  'must be a column name, {column, map?, default?, separator?}, {value} or {template}',
);

const field = z.union(
  [cell, z.strictObject({ columns: z.record(z.string(), cell) })],
  'must be a column name, {column, map?, default?, separator?}, {value}, {template} or {columns}',
);

const condition = z.union(
  [
    name,
    z.strictObject({ column: name, is: z.union([z.string(), z.array(z.string()).min(1)]) }),
    z.strictObject({ column: name, not: z.union([z.string(), z.array(z.string()).min(1)]) }),
  ],
  'must be a column name (present when not empty), {column, is} or {column, not}',
);

const event = z.strictObject({
  type: name,
  when: z.union([condition, z.array(condition)]).optional(),
  key: name,
  occurred_at: z.union(
    [name, z.strictObject({ column: name }), z.strictObject({ value: name })],
    'must be a column name, {column} or {value: an RFC 3339 time}',
  ),
  fields: z.record(z.string(), field).default({}),
});

const columnRule = z.strictObject({
  format: name.optional(),
  time_zone: name.optional(),
  pseudonym: z.enum(['exact', 'email'], 'must be exact or email').optional(),
});

const file = z.strictObject({
  match: name,
  format: z.enum(['csv', 'jsonl'], 'must be csv or jsonl').default('csv'),
  delimiter: z.string().length(1, 'must be one character').default(','),
  encoding: z.enum(['utf-8', 'windows-1252'], 'must be utf-8 or windows-1252').default('utf-8'),
  columns: z.record(z.string(), columnRule).default({}),
  defines: z.strictObject({ kind: name, column: name }).optional(),
  requires: z.array(z.strictObject({ kind: name, column: name })).default([]),
  checks: z.array(z.strictObject({ column: name, not_before: name })).default([]),
  events: z.array(event).min(1, 'must have at least one event'),
});

const onceEvent = z.strictObject({
  type: name,
  key: name,
  occurred_at: name,
  fields: z.record(z.string(), z.json()).default({}),
});

export const mappingSchema = z.strictObject({
  version: z.literal(1, 'must be 1'),
  source: name.max(200),
  time_zone: name.optional(),
  ambiguous_local_time: z.enum(['earlier', 'later', 'reject'], 'must be earlier, later or reject').default('earlier'),
  empty_values: z.array(z.string()).default([]),
  constants: z.record(z.string(), scalar).default({}),
  once: z.array(onceEvent).default([]),
  files: z.array(file).min(1, 'must have at least one entry'),
});

export type MappingText = z.output<typeof mappingSchema>;
export type FileText = MappingText['files'][number];
export type EventText = FileText['events'][number];
export type FieldText = z.output<typeof field>;
export type CellText = z.output<typeof cell>;
export type ConditionText = z.output<typeof condition>;
