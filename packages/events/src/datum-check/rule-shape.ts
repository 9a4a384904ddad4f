/** What zod says of a rule when asked, as far as the checks here understand it. Anything else is undefined: not understood. */
import type { z } from 'zod';
import { fitAttributes, MAX_ATTRIBUTES } from '../field-rules.ts';
import { haveUniqueItems } from '../streams/survey.ts';
import { ANY_ASCII, classOfPattern, type TextClass } from './byte-classes.ts';
import type { ListLimits } from './collection-checks.ts';

type CheckDefinition = { check: string; [detail: string]: unknown };

/** A zod rule's definition: its kind, the checks hung on it and, by kind, what it is made of. */
export type RuleDefinition = {
  type: string;
  format?: string;
  coerce?: boolean;
  checks?: readonly { _zod: { def: CheckDefinition } }[];
  innerType?: z.ZodType;
  element?: z.ZodType;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  entries?: Record<string, unknown>;
  values?: readonly unknown[];
};

export function definitionOf(rule: z.ZodType): RuleDefinition {
  return rule._zod.def as unknown as RuleDefinition;
}

export function checksOf({ checks = [] }: RuleDefinition): CheckDefinition[] {
  return checks.map((check) => check._zod.def);
}

/** The rule without its optional or default; `optional` when the field may be left out. */
export function unwrapped(rule: z.ZodType): { rule: z.ZodType; optional: boolean } {
  const definition = definitionOf(rule);
  const wrapper = definition.type === 'optional' || definition.type === 'default';
  if (!wrapper || definition.innerType === undefined || checksOf(definition).length > 0) {
    return { rule, optional: false };
  }
  return { rule: unwrapped(definition.innerType).rule, optional: true };
}

/** The characters and length that a text rule allows. */
export function textClassOf(definition: RuleDefinition): TextClass | undefined {
  if (definition.type !== 'string' || definition.format !== undefined || definition.coerce) return undefined;
  let pattern: RegExp | undefined;
  let [least, most] = [0, Infinity];
  for (const check of checksOf(definition)) {
    if (check.check === 'min_length') least = Math.max(least, Number(check['minimum']));
    else if (check.check === 'max_length') most = Math.min(most, Number(check['maximum']));
    else if (check['format'] === 'regex' && pattern === undefined) pattern = check['pattern'] as RegExp;
    else return undefined;
  }
  const found = pattern === undefined ? ANY_ASCII : classOfPattern(pattern);
  if (found === undefined) return undefined;
  return { ...found, min: Math.max(found.min, least), max: Math.min(found.max, most) };
}

/** The bounds of a number rule, both included; `whole` when it refuses fractions. */
export function rangeOf(definition: RuleDefinition): { min: number; max: number; whole: boolean } | undefined {
  const { type, format, coerce } = definition;
  if (type !== 'number' || coerce || (format !== undefined && format !== 'safeint')) return undefined;
  let [min, max] = [-Infinity, Infinity];
  for (const { check, value, inclusive } of checksOf(definition)) {
    if (inclusive !== true || typeof value !== 'number') return undefined;
    if (check === 'greater_than') min = Math.max(min, value);
    else if (check === 'less_than') max = Math.min(max, value);
    else return undefined;
  }
  return { min, max, whole: format === 'safeint' };
}

/** The words that an enum or literal allows. */
export function wordsOf(definition: RuleDefinition): readonly unknown[] | undefined {
  if (checksOf(definition).length > 0) return undefined;
  if (definition.type === 'enum') return Object.values(definition.entries ?? {});
  return definition.type === 'literal' ? definition.values : undefined;
}

/** How many items a list or map rule allows. The refinements that it knows are known by the function they call. */
export function limitsOf(definition: RuleDefinition): ListLimits | undefined {
  const limits = { min: 0, max: Infinity, unique: definition.type === 'record' };
  for (const check of checksOf(definition)) {
    if (check.check === 'min_length') limits.min = Math.max(limits.min, Number(check['minimum']));
    else if (check.check === 'max_length') limits.max = Math.min(limits.max, Number(check['maximum']));
    else if (check['fn'] === fitAttributes) limits.max = Math.min(limits.max, MAX_ATTRIBUTES);
    else if (check['fn'] === haveUniqueItems) limits.unique = true;
    else return undefined;
  }
  return limits;
}
