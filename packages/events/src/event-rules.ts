/** Field rules of events: unknown input in, a trusted event or a list of named issues out. */
import type { z } from 'zod';
import { eventTypes, type RapportEvent, streamOfType } from './catalogue.ts';
import { ATTRIBUTE_NAME_RULE } from './field-rules.ts';

/** One broken rule. `pointer` is a JSON pointer to the field, `field` its dotted name, `message` says rule and way out. */
export type Issue = { pointer: string; field: string; code: string; message: string };

export type Checked<T> = { ok: true; event: T } | { ok: false; issues: Issue[] };

function issue(path: readonly PropertyKey[], code: string, message: string): Issue {
  const steps = path.map(String);
  const pointer = steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { pointer, field: steps.join('.'), code, message };
}

function issuesOf(error: z.ZodError, input: Record<string, unknown>): Issue[] {
  return error.issues.flatMap((raw) => {
    if (raw.code === 'unrecognized_keys') {
      return raw.keys.map((key) =>
        issue([...raw.path, key], 'UNKNOWN_FIELD', `is not a field of ${String(input['type'])}`),
      );
    }
    if (raw.code === 'invalid_key') return [issue(raw.path, 'INVALID', raw.issues[0]?.message ?? raw.message)];
    const absent = raw.path.length === 1 && input[String(raw.path[0])] === undefined;
    return [absent ? issue(raw.path, 'MISSING', 'is required') : issue(raw.path, 'INVALID', raw.message)];
  });
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** A rule that looks at more of an event than one field, or at what zod passes over. */
type WholeEventRule = (input: Record<string, unknown>) => Issue[];

// zod drops a `__proto__` key from a record without a word; what a producer sent must be kept or refused.
export function droppedAttributes({ attributes }: Record<string, unknown>): Issue[] {
  const dropped = isRecord(attributes) && Object.hasOwn(attributes, '__proto__');
  return dropped ? [issue(['attributes', '__proto__'], 'INVALID', ATTRIBUTE_NAME_RULE)] : [];
}

function nearestType(wanted: string): string {
  const verb = wanted.split('.').at(-1);
  const near =
    eventTypes.find((type) => type.split('.')[1] === verb) ?? eventTypes.find((type) => type.endsWith(`_${verb}`));
  return near === undefined ? `one of ${eventTypes.join(', ')}` : `did you mean ${near}?`;
}

// An event that supersedes itself would vanish, and take with it whatever carries the same id. The case of a UUID's
// letters says nothing: the warehouse holds numbers.
export function selfCorrection(input: Record<string, unknown>): Issue[] {
  const [own, other] = [input['event_id'], input['supersedes']];
  if (typeof own !== 'string' || typeof other !== 'string' || own.toLowerCase() !== other.toLowerCase()) return [];
  return [issue(['supersedes'], 'INVALID', 'must name another event than this one')];
}

/** All of them. The check on bytes trusts itself only as far as it knows each. */
export const wholeEventRules: readonly WholeEventRule[] = [droppedAttributes, selfCorrection];

function check(input: unknown, rulesName: 'wireRules' | 'jsonRules'): Checked<RapportEvent> {
  if (!isRecord(input)) return { ok: false, issues: [issue([], 'NOT_AN_OBJECT', 'an event must be a JSON object')] };
  const type = input['type'];
  if (type === undefined) return { ok: false, issues: [issue(['type'], 'MISSING', 'is required')] };
  const stream = typeof type === 'string' ? streamOfType(type) : undefined;
  if (stream === undefined) {
    return {
      ok: false,
      issues: [issue(['type'], 'UNKNOWN_TYPE', `is not an event type: ${nearestType(String(type))}`)],
    };
  }
  const parsed = stream[rulesName].safeParse(input);
  const issues = [
    ...wholeEventRules.flatMap((rule) => rule(input)),
    ...(parsed.success ? [] : issuesOf(parsed.error, input)),
  ];
  if (!parsed.success || issues.length > 0) return { ok: false, issues };
  return { ok: true, event: parsed.data as RapportEvent };
}

/** Checks an event in wire form: times are epoch milliseconds, `recorded_at` is there. */
export function checkEvent(input: unknown): Checked<RapportEvent> {
  return check(input, 'wireRules');
}

/** What the edge adds to an offered event: when it was accepted, and an id and source where the producer gave none. */
export type Acceptance = { recordedAt: number; newId: () => string; source: string };

/**
 * Turns a producer's JSON into an event: RFC 3339 times become epoch milliseconds, unknown fields are refused by name,
 * `event_id` and `source` are filled in where absent. `recorded_at` is ours to set: a producer that sends it is refused.
 */
export function parseEventJson(input: unknown, acceptance: Acceptance): Checked<RapportEvent> {
  if (!isRecord(input)) return { ok: false, issues: [issue([], 'NOT_AN_OBJECT', 'an event must be a JSON object')] };
  if (input['recorded_at'] !== undefined) {
    return {
      ok: false,
      issues: [issue(['recorded_at'], 'NOT_YOURS', 'is set by Rapport when it accepts the event: leave it out')],
    };
  }
  return check(
    {
      event_id: acceptance.newId(),
      source: acceptance.source,
      ...input,
      recorded_at: new Date(acceptance.recordedAt).toISOString(),
    },
    'jsonRules',
  );
}
