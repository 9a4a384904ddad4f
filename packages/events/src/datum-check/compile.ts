/**
 * Compiles the check of whole events on bytes, from a stream's Avro schema (which fields, in which order) and its zod
 * rules (what may stand in them). What it does not understand it leaves to the full reading, so that a new field or type
 * is right at once, and fast as soon as its rule is of a known kind.
 */
import type { AvroField, AvroRecord } from '@rapport/schemas';
import type { z } from 'zod';
import { droppedAttributes, selfCorrection, wholeEventRules } from '../event-rules.ts';
import { sequenceCheck } from './collection-checks.ts';
import { emptyCheck, type FieldCheck, filledCheck, NOT_SURE, optionalCheck, otherThanFirst } from './field-checks.ts';
import { complexType, valueCheck } from './field-kinds.ts';
import { checksOf, definitionOf, unwrapped, wordsOf } from './rule-shape.ts';

/** The number that stands for an event's type, or NOT_SURE. Looks at nothing outside [start, end). */
export type DatumCheck = (bytes: Buffer, start: number, end: number) => number;

/** What is compiled: `written` is the schema of the bytes, `read` the one of today, `number` what stands for a type. */
export type CheckedStream = {
  name: string;
  written: AvroRecord;
  read: AvroRecord;
  rules: z.ZodDiscriminatedUnion;
  number: (type: string) => number;
};

/** One event type: the number that stands for it, and the check of what comes after `type`. */
type Plan = { number: number; rest: FieldCheck };

const never: FieldCheck = () => NOT_SURE;

/** How a field says that it is not filled, by the byte it begins with; `filledByte` when it is a union. */
type Presence = { valueType: unknown; emptyByte?: number; filledByte?: number };

function presenceOf(type: unknown): Presence {
  if (Array.isArray(type)) {
    const nullIndex = type.indexOf('null');
    if (type.length !== 2 || nullIndex < 0) return { valueType: undefined };
    return { valueType: type[1 - nullIndex], emptyByte: 2 * nullIndex, filledByte: 2 * (1 - nullIndex) };
  }
  const kind = complexType(type).type;
  return kind === 'array' || kind === 'map' ? { valueType: type, emptyByte: 0 } : { valueType: type };
}

function fieldCheck(field: AvroField, rule: z.ZodType | undefined): FieldCheck {
  const { valueType, emptyByte, filledByte } = presenceOf(field.type);
  const empty = emptyByte === undefined ? never : emptyCheck(emptyByte);
  if (rule === undefined) return empty;
  const inner = unwrapped(rule);
  const value = valueType === undefined ? undefined : valueCheck(valueType, inner.rule);
  if (value === undefined) return inner.optional ? empty : never;
  const filled = filledByte === undefined ? value : filledCheck(filledByte, value);
  return inner.optional && emptyByte !== undefined ? optionalCheck(emptyByte, filled) : filled;
}

// An event must not supersede itself: that is seen here where its own id is the first thing in the bytes.
function rejectingSelfCorrection(field: AvroField, check: FieldCheck, first: AvroField | undefined): FieldCheck {
  const idIsFirst = first?.name === 'event_id' && first.type === 'string';
  return idIsFirst ? otherThanFirst(check) : fieldCheck(field, undefined);
}

function checkOfFields(fields: readonly AvroField[], variant: z.ZodObject, first: AvroField | undefined): FieldCheck {
  const checks = fields.map((field) => {
    const check = fieldCheck(field, variant.shape[field.name] as z.ZodType | undefined);
    return field.name === 'supersedes' ? rejectingSelfCorrection(field, check, first) : check;
  });
  return sequenceCheck(checks);
}

function isPlain(rule: z.ZodType): boolean {
  return checksOf(definitionOf(rule)).length === 0;
}

function typeOf(variant: z.ZodObject): unknown {
  const words = wordsOf(definitionOf(variant.shape['type'] as z.ZodType));
  return words?.length === 1 ? words[0] : undefined;
}

function fillsOnly(variant: z.ZodObject, names: ReadonlySet<string>): boolean {
  return Object.entries(variant.shape).every(
    ([name, rule]) => names.has(name) || unwrapped(rule as z.ZodType).optional,
  );
}

function isEmptyDefault(value: unknown): boolean {
  return ['null', '[]', '{}'].includes(JSON.stringify(value));
}

// Bytes of a past version are as good as today's where all that has happened since is new fields, empty by default.
function readsAsWritten(written: AvroRecord, read: AvroRecord): boolean {
  const today = new Map(read.fields.map((field) => [field.name, field]));
  const then = new Set(written.fields.map(({ name }) => name));
  return (
    read.fields.every(({ name, default: value }) => then.has(name) || isEmptyDefault(value)) &&
    written.fields.every(
      ({ name, type }) => name === 'type' || JSON.stringify(type) === JSON.stringify(today.get(name)?.type),
    )
  );
}

function typeIndexOf({ fields }: AvroRecord): number {
  return fields.findIndex(({ name }) => name === 'type');
}

function symbolsOf(schema: AvroRecord): readonly string[] {
  return complexType(schema.fields[typeIndexOf(schema)]?.type ?? 'null').symbols ?? [];
}

// The fields before `type` are checked before the type is known: so they must have one rule in all variants.
function agreeOn(fields: readonly AvroField[], variants: readonly z.ZodObject[]): boolean {
  return fields.every(({ name }) => variants.every((variant) => variant.shape[name] === variants[0]?.shape[name]));
}

function plansOf({ name, written, read, number }: CheckedStream, variants: readonly z.ZodObject[]) {
  const names = new Set(written.fields.map((field) => field.name));
  const known = symbolsOf(read);
  return symbolsOf(written).map((symbol): Plan | undefined => {
    const type = `${name}.${symbol}`;
    const variant = variants.find((candidate) => typeOf(candidate) === type);
    if (variant === undefined || !known.includes(symbol) || !isPlain(variant) || !fillsOnly(variant, names)) {
      return undefined;
    }
    const rest = checkOfFields(written.fields.slice(typeIndexOf(written) + 1), variant, written.fields[0]);
    return { number: number(type), rest };
  });
}

const KNOWN_WHOLE_EVENT_RULES: readonly unknown[] = [droppedAttributes, selfCorrection];

/** The check of a stream's events as bytes of one schema version. Nothing at all is sure where it does not understand. */
export function compileDatumCheck(stream: CheckedStream): DatumCheck {
  const { written, read, rules } = stream;
  const variants = rules.options as readonly z.ZodObject[];
  const head = written.fields.slice(0, typeIndexOf(written));
  const understood =
    wholeEventRules.every((rule) => KNOWN_WHOLE_EVENT_RULES.includes(rule)) &&
    isPlain(rules) &&
    readsAsWritten(written, read) &&
    agreeOn(head, variants);
  const [variant] = variants;
  if (!understood || variant === undefined) return () => NOT_SURE;
  const checkHead = checkOfFields(head, variant, written.fields[0]);
  const plans = plansOf(stream, variants);
  return function checkDatum(bytes, start, end) {
    if (!(start >= 0 && end <= bytes.length)) return NOT_SURE;
    const typeAt = checkHead(bytes, start, end, start);
    if (typeAt < 0 || typeAt >= end) return NOT_SURE;
    const mark = bytes[typeAt] as number;
    const plan = (mark & 0x81) === 0 ? plans[mark >> 1] : undefined;
    if (plan === undefined) return NOT_SURE;
    return plan.rest(bytes, typeAt + 1, end, start) === end ? plan.number : NOT_SURE;
  };
}
