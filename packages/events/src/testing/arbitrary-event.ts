/** Random events for property tests: made from the zod rules themselves, so that a new type is covered by being there. */
import fc from 'fast-check';
import { z } from 'zod';
import { type RapportEvent, streams } from '../catalogue.ts';

const names = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,10}$/), fc.stringMatching(/^[\p{L}\p{N} ]{1,20}$/u), {
  minKeys: 1,
  maxKeys: 5,
  noNullPrototype: true,
});

const EXAMPLES: Record<string, fc.Arbitrary<unknown>> = {
  first_day: fc.constantFrom('2026-12-24', '2024-02-29'),
  last_day: fc.constantFrom('2026-12-31', '2027-01-06'),
  time_zone: fc.constantFrom('UTC', 'Europe/London', 'Africa/Cairo', 'Australia/Lord_Howe'),
  attributes: names,
  observed: names,
  items: fc.uniqueArray(
    fc.record({
      item_id: fc.stringMatching(/^[a-z]{1,8}$/),
      measure: fc.constantFrom('nps', 'satisfaction', 'confidence'),
      scale_min: fc.constantFrom(0, 1),
      scale_max: fc.constantFrom(5, 7, 10),
      reverse: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6, selector: (item) => item.item_id },
  ),
  answers: fc.uniqueArray(
    fc.record({
      item_id: fc.stringMatching(/^[a-z]{1,8}$/),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    }),
    { minLength: 1, maxLength: 6, selector: (answer) => answer.item_id },
  ),
  topics: fc.array(fc.stringMatching(/^[a-z0-9][a-z0-9_.-]{0,10}$/), { minLength: 1, maxLength: 5 }),
};

const instant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2299, 0, 1) });

function arbitraryString(rule: z.ZodType, name: string): fc.Arbitrary<unknown> {
  if (name === 'event_id' || name === 'supersedes') return fc.uuid();
  const patterns = [/^[A-Za-z0-9][A-Za-z0-9._:/+=~-]{0,40}$/, /^[a-z0-9][a-z0-9_.-]{0,40}$/];
  const fitting = patterns.find((pattern) =>
    fc.sample(fc.stringMatching(pattern), { numRuns: 20, seed: 7 }).every((text) => rule.safeParse(text).success),
  );
  return fitting === undefined ? fc.stringMatching(/^[\p{L}\p{N} ]{1,30}$/u) : fc.stringMatching(fitting);
}

function arbitraryNumber(rule: z.ZodType, name: string): fc.Arbitrary<unknown> {
  if (name.endsWith('_at')) return instant;
  // A share refuses all above 1, a whole number all fractions.
  if (!rule.safeParse(2).success) return fc.double({ min: 0, max: 1, noNaN: true });
  if (!rule.safeParse(1.5).success) return fc.integer({ min: 1, max: 5 });
  return fc.double({ min: 0, max: 500, noNaN: true });
}

function arbitraryField(rule: z.ZodType, name: string): fc.Arbitrary<unknown> {
  const example = EXAMPLES[name];
  if (example !== undefined) return example;
  if (rule instanceof z.ZodLiteral) return fc.constant(rule.value);
  if (rule instanceof z.ZodEnum) return fc.constantFrom(...rule.options);
  if (rule instanceof z.ZodNumber) return arbitraryNumber(rule, name);
  return arbitraryString(rule, name);
}

function arbitraryOf(variant: z.ZodObject): fc.Arbitrary<RapportEvent> {
  const required: string[] = [];
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, rule] of Object.entries(variant.shape)) {
    const optional = rule instanceof z.ZodOptional;
    fields[name] = arbitraryField((optional ? rule.unwrap() : rule) as z.ZodType, name);
    if (!optional) required.push(name);
  }
  return fc.record(fields, {
    requiredKeys: required,
    noNullPrototype: true,
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<RapportEvent>;
}

/** Every variant of every stream, as its zod object. */
const variants: readonly z.ZodObject[] = streams.flatMap((stream) => stream.wireRules.options as z.ZodObject[]);

/** Any event that the rules allow, every type about equally often. */
export const anyEvent: fc.Arbitrary<RapportEvent> = fc.oneof(...variants.map(arbitraryOf));
