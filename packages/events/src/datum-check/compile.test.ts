import type { AvroField, AvroRecord } from '@rapport/schemas';
import avro from 'avsc';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { code, id, label } from '../field-rules.ts';
import { haveUniqueItems } from '../streams/survey.ts';
import { compileDatumCheck } from './compile.ts';

type Values = Record<string, unknown>;

const envelope: AvroField[] = [
  { name: 'event_id', type: 'string', doc: 'id' },
  { name: 'type', type: { type: 'enum', name: 'T', symbols: ['done', 'unknown'], default: 'unknown' }, doc: 'type' },
  { name: 'goal_id', type: 'string', doc: 'goal' },
];

function schemaOf(...fields: AvroField[]): AvroRecord {
  return { type: 'record', name: 'Goal', namespace: 'test', doc: '', fields: [...envelope, ...fields] };
}

function nullable(name: string, type: unknown): AvroField {
  return { name, type: ['null', type], default: null, doc: name };
}

const own = { event_id: z.uuid(), type: z.literal('goal.done'), goal_id: id };
const event = { event_id: '0192f0c1-0000-7000-8000-000000000001', type: 'done', goal_id: 'g-1' };

/** The answers to each of the events: 7 for sure, -1 for not sure. */
function answers(variant: z.ZodObject, written: AvroRecord, values: Values[], read = written): number[] {
  const rules = z.discriminatedUnion('type', [variant]) as unknown as z.ZodDiscriminatedUnion;
  const check = compileDatumCheck({ name: 'goal', written, read, rules, number: () => 7 });
  const writer = avro.Type.forSchema(written as avro.Schema);
  return values.map((more) => {
    const bytes = writer.toBuffer({ ...event, ...more });
    return check(bytes, 0, bytes.length);
  });
}

describe('compileDatumCheck', () => {
  it('takes up a new stream, type or field from its schema and rules alone', () => {
    const steps = z.array(z.strictObject({ step_id: id, weight: z.number().min(0) })).max(2);
    const variant = z.strictObject({
      ...own,
      level: z.enum(['low', 'high']),
      steps: steps.optional(),
      count: z.int().min(1).max(300).optional(),
    });
    const step = { step_id: 's', weight: 0.5 };
    const stepType = {
      type: 'record',
      name: 'Step',
      fields: [
        { name: 'step_id', type: 'string' },
        { name: 'weight', type: 'double' },
      ],
    };
    const schema = schemaOf(
      nullable('level', { type: 'enum', name: 'Level', symbols: ['low', 'high'] }),
      { name: 'steps', type: { type: 'array', items: stepType }, default: [], doc: '' },
      nullable('count', 'int'),
    );
    const values = [
      { level: 'low', steps: [], count: 300 },
      { level: 'high', steps: [step, step] },
      { level: null, steps: [] },
      { level: 'low', steps: [step, step, step] },
      { level: 'low', steps: [{ ...step, weight: -1 }] },
      { level: 'low', steps: [], count: 301 },
    ];
    expect(answers(variant, schema, values)).toEqual([7, 7, -1, -1, -1, -1]);
  });

  it.each([
    ['a refinement of its own', label.refine((text) => text !== 'b')],
    ['a text changed on the way', label.trim()],
    ['a pattern of another shape', z.string().regex(/^(a|b)$/)],
    ['a pattern that forgives case', z.string().regex(/^[a-c]*$/i)],
    [
      'two patterns',
      z
        .string()
        .regex(/^[b-z]*$/)
        .regex(/^[a-z]*$/),
    ],
    ['a transformation', z.string().transform((text) => text.length)],
    ['a rule that is one of two', z.union([z.literal('a'), z.literal('b')])],
    ['words in place of an enum', z.enum(['a'])],
  ])('leaves to the full reading an event that fills a field with %s, and only such', (_what, rule) => {
    const schema = schemaOf(nullable('note', 'string'));
    const values = [{ note: null }, { note: 'a' }];
    expect(answers(z.strictObject({ ...own, note: rule.optional() }), schema, values)).toEqual([7, -1]);
    expect(answers(z.strictObject({ ...own, note: rule }), schema, values)).toEqual([-1, -1]);
  });

  it.each([
    ['an exclusive bound', 'int', z.int().gt(0)],
    ['a step', 'int', z.int().multipleOf(2)],
    ['a whole number in a double', 'double', z.int()],
    ['another width', 'int', z.int32()],
    ['a float', 'float', z.number()],
    ['bytes', 'bytes', z.instanceof(Buffer)],
  ])('does not judge a number or value with %s', (_what, type, rule) => {
    const schema = schemaOf(nullable('note', type));
    const values = [{ note: null }, { note: type === 'bytes' ? Buffer.of(2) : 2 }];
    expect(answers(z.strictObject({ ...own, note: rule.optional() }), schema, values)).toEqual([7, -1]);
  });

  it('does not take a UUID of any version for one of a certain version', () => {
    const schema = schemaOf(nullable('note', 'string'));
    const values = [{ note: null }, { note: event.event_id }];
    expect(answers(z.strictObject({ ...own, note: z.uuid().optional() }), schema, values)).toEqual([7, 7]);
    expect(answers(z.strictObject({ ...own, note: z.uuidv4().optional() }), schema, values)).toEqual([7, -1]);
  });

  it('wants an item of a list that must be there, as an empty one counts as absent', () => {
    const tags = { name: 'tags', type: { type: 'array', items: 'string' }, default: [], doc: '' };
    const values = [{ tags: [] }, { tags: ['a'] }];
    expect(answers(z.strictObject({ ...own, tags: z.array(code) }), schemaOf(tags), values)).toEqual([-1, 7]);
    expect(answers(z.strictObject({ ...own, tags: z.array(code).optional() }), schemaOf(tags), values)).toEqual([7, 7]);
  });

  it('does not compare items that do not begin with their id', () => {
    const fields = [
      { name: 'weight', type: 'double' },
      { name: 'item_id', type: 'string' },
    ];
    const rows = { type: 'array', items: { type: 'record', name: 'Row', fields } };
    const unique = z.array(z.strictObject({ item_id: id, weight: z.number() })).refine(haveUniqueItems);
    const row = { item_id: 'a', weight: 1 };
    const values = [[], [row], [row, { ...row, weight: 2 }]].map((list) => ({ rows: list }));
    const schema = schemaOf({ name: 'rows', type: rows, default: [], doc: '' });
    expect(answers(z.strictObject({ ...own, rows: unique.optional() }), schema, values)).toEqual([7, -1, -1]);
  });

  it('takes no number for an int that is wider than one', () => {
    const bytes = avro.Type.forSchema(schemaOf(nullable('count', 'long')) as avro.Schema);
    const rules = z.discriminatedUnion('type', [z.strictObject({ ...own, count: z.int() })]);
    const schema = schemaOf(nullable('count', 'int'));
    const stream = { name: 'goal', written: schema, read: schema, number: () => 7 };
    const check = compileDatumCheck({ ...stream, rules: rules as unknown as z.ZodDiscriminatedUnion });
    const found = [2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1].map((count) => {
      const datum = bytes.toBuffer({ ...event, count });
      return check(datum, 0, datum.length);
    });
    expect(found).toEqual([7, -1, 7, -1]);
  });

  it('is never sure of a type that has a rule about the whole event', () => {
    const variant = z.strictObject(own).refine(() => true);
    expect(answers(variant, schemaOf(), [{}])).toEqual([-1]);
  });

  it('is never sure where a required field is not in the bytes', () => {
    expect(answers(z.strictObject({ ...own, mode: code }), schemaOf(), [{}])).toEqual([-1]);
  });

  it('wants a field empty that the type does not have', () => {
    const schema = schemaOf(nullable('note', 'string'), {
      name: 'tags',
      type: { type: 'map', values: 'string' },
      default: {},
      doc: '',
    });
    const values = [{ tags: {} }, { note: 'a', tags: {} }, { tags: { a: 'b' } }];
    expect(answers(z.strictObject(own), schema, values)).toEqual([7, -1, -1]);
  });

  it('passes the bytes of a past version where only fields were added since, empty by default', () => {
    const variant = z.strictObject({ ...own, note: code.optional() });
    const past = schemaOf(nullable('note', 'string'));
    const grown = schemaOf(nullable('note', 'string'), nullable('mode', 'string'));
    expect(answers(variant, past, [{ note: 'a' }], grown)).toEqual([7]);
    const filled = schemaOf(nullable('note', 'string'), { name: 'mode', type: 'string', default: 'x', doc: '' });
    expect(answers(variant, past, [{ note: 'a' }], filled)).toEqual([-1]);
    expect(answers(variant, past, [{ note: 'a' }], schemaOf(nullable('note', 'bytes')))).toEqual([-1]);
    expect(answers(variant, past, [{ note: 'a' }], schemaOf())).toEqual([-1]);
  });
});
