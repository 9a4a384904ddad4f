import { type AvroField, registeredSchemas } from '@rapport/schemas';
import avro from 'avsc';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { streams } from './catalogue.ts';
import { latestSchema } from './registry.ts';

type Kind = string;

/** The shape that an Avro type stands for, in words that zod types can be put in as well. */
function kindOfAvro(type: unknown): Kind {
  if (Array.isArray(type)) return kindOfAvro(type.find((branch) => branch !== 'null'));
  if (typeof type === 'string') return type === 'int' || type === 'long' || type === 'double' ? 'number' : type;
  const complex = type as {
    type: string;
    logicalType?: string;
    symbols?: string[];
    items?: unknown;
    fields?: AvroField[];
  };
  if (complex.logicalType === 'timestamp-millis') return 'number';
  if (complex.type === 'enum') return 'string';
  if (complex.type === 'array') return `array of ${kindOfAvro(complex.items)}`;
  if (complex.type === 'record')
    return `record of ${(complex.fields ?? [])
      .map((f) => f.name)
      .sort()
      .join(',')}`;
  return complex.type;
}

function kindOfZod(rule: z.ZodType): Kind {
  if (rule instanceof z.ZodOptional || rule instanceof z.ZodDefault) return kindOfZod(rule.unwrap() as z.ZodType);
  if (rule instanceof z.ZodNumber) return 'number';
  if (rule instanceof z.ZodBoolean) return 'boolean';
  if (rule instanceof z.ZodRecord) return 'map';
  if (rule instanceof z.ZodArray) return `array of ${kindOfZod(rule.element as z.ZodType)}`;
  if (rule instanceof z.ZodObject) return `record of ${Object.keys(rule.shape).sort().join(',')}`;
  return 'string';
}

function symbolsOf(field: AvroField): string[] | undefined {
  const branches = Array.isArray(field.type) ? field.type : [field.type];
  const found = branches.find((b: unknown) => typeof b === 'object' && b !== null && 'symbols' in b);
  return (found as { symbols: string[] } | undefined)?.symbols;
}

describe.each(streams)('the $name stream', ({ name, wireRules, types }) => {
  const { schema } = latestSchema(name);
  const variants = wireRules.options as z.ZodObject[];
  const rulesFor = (field: string) => variants.flatMap((v) => (field in v.shape ? [v.shape[field] as z.ZodType] : []));

  it('has the same fields in Avro and in zod', () => {
    const inZod = new Set(variants.flatMap((variant) => Object.keys(variant.shape)));
    expect(schema.fields.map((field) => field.name).sort()).toEqual([...inZod].sort());
  });

  it('lists its types as the symbols of the Avro enum, and "unknown" for what is newer than its reader', () => {
    const typeField = schema.fields.find((field) => field.name === 'type') as AvroField;
    const symbols = symbolsOf(typeField) ?? [];
    const inAvro = symbols.filter((symbol) => symbol !== 'unknown').map((symbol) => `${name}.${symbol}`);
    expect(inAvro.sort()).toEqual(types.toSorted());
    expect(typeField.type).toMatchObject({ default: 'unknown' });
  });

  it.each(schema.fields.filter((field) => field.name !== 'type'))('agrees on $name', (field) => {
    const rules = rulesFor(field.name);
    for (const rule of rules) expect(kindOfZod(rule)).toBe(kindOfAvro(field.type));
    const always = rules.length === variants.length && rules.every((rule) => !(rule instanceof z.ZodOptional));
    // Nullable in Avro though required today is fine: a type to come may do without it.
    if (!always) expect(field).toHaveProperty('default');
    expect(field.doc).not.toBe('');
  });

  it('has a key in every type: a field of its list that the type must fill', () => {
    const { keys } = streams.find((stream) => stream.name === name) ?? { keys: [] };
    const isFilled = (variant: z.ZodObject) =>
      keys.some((key) => key in variant.shape && !(variant.shape[key] instanceof z.ZodOptional));
    expect(variants.filter((variant) => !isFilled(variant))).toEqual([]);
  });

  it('knows in Avro every word that zod allows', () => {
    for (const field of schema.fields.filter((f) => f.name !== 'type')) {
      const words = rulesFor(field.name).flatMap((rule) => {
        const inner = rule instanceof z.ZodOptional ? rule.unwrap() : rule;
        return inner instanceof z.ZodEnum ? inner.options.map(String) : [];
      });
      if (words.length > 0) expect(symbolsOf(field)?.toSorted()).toEqual([...new Set(words)].sort());
    }
  });
});

describe('the registry', () => {
  it('gives each published version its own id and a schema that Avro accepts', () => {
    const ids = registeredSchemas.map((registered) => registered.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { schema } of registeredSchemas) expect(() => avro.Type.forSchema(schema as avro.Schema)).not.toThrow();
  });

  it('lets a reader of today meet a type of tomorrow as "unknown"', () => {
    for (const { schema } of registeredSchemas) {
      const grown = structuredClone(schema);
      const typeField = grown.fields.find((field) => field.name === 'type') as AvroField;
      symbolsOf(typeField)?.push('invented_later');
      const now = avro.Type.forSchema(schema as avro.Schema);
      expect(() => now.createResolver(avro.Type.forSchema(grown as avro.Schema))).not.toThrow();
    }
  });

  it('reads every past version with the present schema, and the other way round', () => {
    for (const { stream, schema } of registeredSchemas) {
      const then = avro.Type.forSchema(schema as avro.Schema);
      const now = avro.Type.forSchema(latestSchema(stream).schema as avro.Schema);
      expect(() => now.createResolver(then)).not.toThrow();
      expect(() => then.createResolver(now)).not.toThrow();
    }
  });
});
