/** Constants of a mapping: given once, set on every event whose type has such a field. */
import { type EventField, fieldsOf } from './event-fields.ts';
import { suggest } from './mapping-notes.ts';

type Scalar = string | number | boolean;

// YAML reads 2026 as a number; a field of text wants it as a text.
function asField(value: Scalar, field: EventField): Scalar {
  return field.kind === 'text' ? String(value) : value;
}

/** The constants that events of this type take. */
export function constantsOf(constants: Readonly<Record<string, Scalar>>, type: string): Record<string, Scalar> {
  const fields = fieldsOf(type);
  return Object.fromEntries(
    Object.entries(constants).flatMap(([name, value]) => {
      const field = fields?.get(name);
      return field === undefined ? [] : [[name, asField(value, field)]];
    }),
  );
}

/** What is wrong with constants, given the event types in use: pairs of name and message. */
export function constantFaults(
  constants: Readonly<Record<string, Scalar>>,
  types: readonly string[],
): [name: string, message: string][] {
  const fieldSets = types.flatMap((type) => fieldsOf(type) ?? []);
  // A slip in a type is told where it stands; which fields that type would have had, nobody knows.
  if (fieldSets.length < types.length) return [];
  return Object.entries(constants).flatMap(([name, value]): [string, string][] => {
    const field = fieldSets.find((fields) => fields.has(name))?.get(name);
    if (field === undefined) {
      const names = [...new Set(fieldSets.flatMap((fields) => [...fields.keys()]))];
      return [[name, `is no field of the events in this mapping${suggest(name, names)}`]];
    }
    const checked = field.rule.safeParse(asField(value, field));
    return checked.success ? [] : [[name, checked.error.issues.map((issue) => issue.message).join('; ')]];
  });
}
