/** From one Avro type and one zod rule to the check of such values on bytes. */
import type { z } from 'zod';
import { filledListCheck, sequenceCheck } from './collection-checks.ts';
import {
  checkBoolean,
  checkUuid,
  type FieldCheck,
  realNumberCheck,
  textCheck,
  wholeNumberCheck,
  wordCheck,
} from './field-checks.ts';
import {
  checksOf,
  definitionOf,
  limitsOf,
  type RuleDefinition,
  rangeOf,
  textClassOf,
  unwrapped,
  wordsOf,
} from './rule-shape.ts';

type ComplexType = { type: string; symbols?: string[]; items?: unknown; values?: unknown; fields?: NestedField[] };
type NestedField = { name: string; type: unknown };

/** `"string"` and `{"type": "string"}` are the same type; a logical type is a number like its own. */
export function complexType(type: unknown): ComplexType {
  return typeof type === 'string' ? { type } : (type as ComplexType);
}

const INT = 2 ** 31;
const LONG = 2 ** 47;

function numberCheck(avroType: string, definition: RuleDefinition): FieldCheck | undefined {
  const range = rangeOf(definition);
  if (range === undefined) return undefined;
  if (avroType === 'double') return range.whole ? undefined : realNumberCheck(range.min, range.max);
  const bound = avroType === 'int' ? INT : LONG;
  return wholeNumberCheck(Math.max(range.min, -bound), Math.min(range.max, bound - 1));
}

function stringCheck(definition: RuleDefinition): FieldCheck | undefined {
  // Of the forms that zod has for texts this one alone, in any version of UUID.
  if (definition.format === 'uuid') {
    return checksOf(definition).length === 0 && !('version' in definition) ? checkUuid : undefined;
  }
  const characters = textClassOf(definition);
  return characters === undefined ? undefined : textCheck(characters);
}

function enumCheck(symbols: readonly string[], definition: RuleDefinition): FieldCheck | undefined {
  const words = wordsOf(definition);
  return words && wordCheck(Uint8Array.from(symbols, (symbol) => (words.includes(symbol) ? 1 : 0)));
}

// An absent field of a nested record is null to zod and not absent: so one that may be null is not understood.
function recordCheck(fields: readonly NestedField[], definition: RuleDefinition): FieldCheck | undefined {
  const { type, shape = {} } = definition;
  const names = Object.keys(shape);
  if (type !== 'object' || checksOf(definition).length > 0 || names.length !== fields.length) return undefined;
  const checks = fields.map((field) => {
    const rule = shape[field.name];
    return rule && valueCheck(field.type, unwrapped(rule).rule);
  });
  return checks.every((check) => check !== undefined) ? sequenceCheck(checks) : undefined;
}

function beginsWithText(type: unknown): boolean {
  const [first] = complexType(type).fields ?? [];
  return first?.name === 'item_id' && first.type === 'string';
}

function listCheck(itemType: unknown, definition: RuleDefinition): FieldCheck | undefined {
  const limits = limitsOf(definition);
  if (definition.type !== 'array' || definition.element === undefined || limits === undefined) return undefined;
  const item = valueCheck(itemType, definition.element);
  if (item === undefined || (limits.unique && !beginsWithText(itemType))) return undefined;
  return filledListCheck(item, limits);
}

function mapCheck(valueType: unknown, definition: RuleDefinition): FieldCheck | undefined {
  const limits = limitsOf(definition);
  if (definition.type !== 'record' || limits === undefined) return undefined;
  const name = definition.keyType && valueCheck('string', definition.keyType);
  const value = definition.valueType && valueCheck(valueType, definition.valueType);
  return name && value && filledListCheck(sequenceCheck([name, value]), limits);
}

/**
 * The check of a filled value of an Avro type (no union) against a zod rule (no optional), or undefined where the two
 * together are not understood. A list or map must have an item or more.
 */
export function valueCheck(avroType: unknown, rule: z.ZodType): FieldCheck | undefined {
  const { type, symbols = [], items, values, fields = [] } = complexType(avroType);
  const definition = definitionOf(rule);
  switch (type) {
    case 'string':
      return stringCheck(definition);
    case 'int':
    case 'long':
    case 'double':
      return numberCheck(type, definition);
    case 'boolean':
      return definition.type === 'boolean' && checksOf(definition).length === 0 ? checkBoolean : undefined;
    case 'enum':
      return enumCheck(symbols, definition);
    case 'record':
      return recordCheck(fields, definition);
    case 'array':
      return listCheck(items, definition);
    case 'map':
      return mapCheck(values, definition);
    default:
      return undefined;
  }
}
