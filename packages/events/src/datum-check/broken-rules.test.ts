import { readFileSync } from 'node:fs';
import avro from 'avsc';
import { describe, expect, it } from 'vitest';
import { eventTypes, streamOf } from '../catalogue.ts';
import { decodeEvent } from '../codec.ts';
import { latestSchema } from '../registry.ts';
import { checkDatum } from './index.ts';

type Values = Record<string, unknown>;

/** What a producer without our rules could write: each breaks some rule of some field. */
const texts = ['', ' ', 'A', 'ä', 'a b', 'a@b.example', '-a', 'a\n', '\u0000', 'a'.repeat(65), 'a'.repeat(129)];
const numbers = [-1, 0, 1, 6, 1_001, 3_661, 100_001, 2 ** 31 - 1, -(2 ** 31), 1.5];
const wide = [-2_208_988_800_001, 10_382_256_000_001, 2 ** 47, -(2 ** 47) - 1, 2 ** 51, -(2 ** 51)];
const doubles = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, Number.MIN_VALUE];

const item = { item_id: 'q1', measure: 'nps', scale_min: 1, scale_max: 5, reverse: false };
const answer = { item_id: 'q1', value: 1 };
const many = Array.from({ length: 201 }, (_, index) => `n${index}`);
const collections: Record<string, unknown[]> = {
  topics: [[], ['a', 'B'], ['ä'], [''], many.slice(0, 20), many.slice(0, 21)],
  attributes: [
    {},
    { Site: 'x' },
    { site: '' },
    { site: 'a\u0007' },
    { site: 'x'.repeat(201) },
    { 1: 'x' },
    { '': 'x' },
    { ['a'.repeat(65)]: 'x' },
    JSON.parse('{"__proto__": "x"}'),
    Object.fromEntries(many.slice(0, 50).map((name) => [name, 'x'])),
    Object.fromEntries(many.slice(0, 51).map((name) => [name, 'x'])),
  ],
  items: [[], [item, item], [{ ...item, scale_min: 5 }], [{ ...item, measure: 'N P S' }], [{ ...item, item_id: '' }]],
  answers: [
    [],
    [answer, answer],
    [answer, { item_id: 'q2', value: Number.NaN }],
    [{ item_id: 'a b', value: 1 }],
    many.slice(0, 64).map((item_id) => ({ item_id, value: 1 })),
    many.slice(0, 200).map((item_id) => ({ item_id, value: 1 })),
    many.map((item_id) => ({ item_id, value: 1 })),
  ],
};

function attempts(name: string, type: unknown): unknown[] {
  if (name in collections) return collections[name] ?? [];
  if (Array.isArray(type)) return [null, ...attempts(name, type[1])];
  if (type === 'string') return [...texts, 'a'.repeat(201)];
  if (type === 'double') return [...numbers, ...wide, ...doubles];
  if (type === 'int') return numbers.filter(Number.isInteger);
  const complex = type as { type: string; symbols?: string[] };
  // Every map of texts is under the rules of attributes.
  if (complex.type === 'map') return collections['attributes'] ?? [];
  return complex.symbols ?? [...numbers, ...wide].filter(Number.isInteger);
}

function examplesOf(stream: string): Values[] {
  const file = new URL(`../golden/${stream}.v1.json`, import.meta.url);
  const examples = JSON.parse(readFileSync(file, 'utf8')) as { bytes: string }[];
  return examples.map(({ bytes }) => {
    const decoded = decodeEvent(Buffer.from(bytes, 'hex'));
    if (!decoded.ok) throw new Error(decoded.message);
    return decoded.event;
  });
}

const cases = eventTypes.map((type) => {
  const stream = streamOf(type);
  return { type, stream, example: examplesOf(stream).find((event) => event['type'] === type) as Values };
});

describe.each(cases)('$type, with one field at a time as no rule of ours allows it', ({ type, stream, example }) => {
  const { id, schema } = latestSchema(stream);
  const writer = avro.Type.forSchema(schema as avro.Schema);
  const frame = Buffer.of(0, 0, 0, 0, id);
  const write = (values: Values) =>
    writer.toBuffer({ ...values, type: values['type'] ?? type.slice(stream.length + 1) });
  const { type: _, ...fields } = example;

  it.each(schema.fields)('passes no $name that is refused when read in full', ({ name, type: avroType }) => {
    let refused = 0;
    for (const value of attempts(name, avroType)) {
      const datum = write({ ...fields, [name]: value });
      const found = checkDatum(id, datum, 0, datum.length);
      const decoded = decodeEvent(Buffer.concat([frame, datum]));
      if (!decoded.ok) refused += 1;
      if (!decoded.ok) expect([value, found]).toEqual([value, -1]);
      else expect([undefined, decoded.event.type]).toContain(eventTypes[found]);
    }
    // A field that nothing breaks was not tried; but a rule may allow every word of an enum, and then none is to be had.
    if (!JSON.stringify(avroType).includes('symbols')) expect(refused).toBeGreaterThan(0);
  });
});
