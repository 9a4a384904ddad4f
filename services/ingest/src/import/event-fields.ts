/** What the contract says about the fields of one event type: which there are, which it needs, how a text becomes one. */
import { type EventType, isOwnType, latestSchema, streamOf, streamOfType } from '@rapport/events';
import type { z } from 'zod';

export type FieldKind = 'text' | 'whole_number' | 'number' | 'boolean' | 'time' | 'list' | 'map' | 'answers' | 'other';
export type EventField = { name: string; kind: FieldKind; required: boolean; rule: z.ZodType };

const ENVELOPE = ['event_id', 'type', 'occurred_at', 'recorded_at', 'source'];

type AvroObject = { type: string; logicalType?: string; items?: unknown; name?: string };

function kindOf(avro: unknown): FieldKind {
  if (Array.isArray(avro)) return kindOf(avro.find((branch) => branch !== 'null'));
  switch (avro) {
    case 'string':
      return 'text';
    case 'int':
    case 'long':
      return 'whole_number';
    case 'float':
    case 'double':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return typeof avro === 'object' && avro !== null ? kindOfObject(avro as AvroObject) : 'other';
  }
}

function kindOfObject(avro: AvroObject): FieldKind {
  if (avro.logicalType === 'timestamp-millis') return 'time';
  if (avro.type === 'enum') return 'text';
  if (avro.type === 'map') return 'map';
  if (avro.type !== 'array') return kindOf(avro.type);
  if (avro.items === 'string') return 'list';
  return (avro.items as AvroObject).name === 'Answer' ? 'answers' : 'other';
}

/** The fields of an event type by name, without those that the importer fills itself; undefined for no event type that a file may tell. */
export function fieldsOf(type: string): Map<string, EventField> | undefined {
  const stream = isOwnType(type) ? undefined : streamOfType(type);
  const variant = (stream?.wireRules.options as z.ZodObject[] | undefined)?.find(
    (option) => option.shape['type']?.safeParse(type).success,
  );
  if (variant === undefined) return undefined;
  const avro = new Map(
    latestSchema(streamOf(type as EventType)).schema.fields.map((field) => [field.name, field.type]),
  );
  const fields = Object.entries(variant.shape as Record<string, z.ZodType>)
    .filter(([name]) => !ENVELOPE.includes(name))
    .map(([name, rule]): [string, EventField] => {
      const required = !rule.safeParse(undefined).success;
      return [name, { name, kind: kindOf(avro.get(name)), required, rule }];
    });
  return new Map(fields);
}
