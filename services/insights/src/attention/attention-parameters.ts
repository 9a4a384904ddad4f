/** What the addresses of alerts take: parsed here, once. */
import { alertStates, CHECK_IN, isPrivate, outcomes, rules } from '@rapport/attention';
import type { ProblemItem } from '@rapport/service';
import { z } from 'zod';
import { invalidRequest } from '../problems.ts';

const MOST_ROWS = 500;
const USUAL_ROWS = 50;
const LONGEST_ID = 1_024;
const DAY_MS = 86_400_000;
const LONGEST_SNOOZE_DAYS = 366;

const id = z.string().min(1).max(LONGEST_ID);
const note = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_.-]{0,63}$/,
    'must be a code of lower-case letters, digits, _ . or -: no free text about people',
  )
  .meta({ description: 'Why, as a code', examples: ['on_leave'] });

const ruleNames = [...new Set(rules.map((rule) => (isPrivate(rule.id) ? CHECK_IN : rule.id)))];
const listOf = (names: readonly string[]) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(names as [string, ...string[]], `must be of ${names.join(', ')}`)).max(names.length));

const cursor = z
  .string()
  .max(LONGEST_ID)
  .transform(cursorOf)
  .pipe(z.object({ at: z.int(), handle: z.string() }));

function cursorOf(text: string): unknown {
  try {
    const [at, handle] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    return { at, handle };
  } catch {
    return undefined;
  }
}

/** What `cursor` reads. */
export const cursorText = (at: number, handle: string) =>
  Buffer.from(JSON.stringify([at, handle])).toString('base64url');

const listRules = z.strictObject({
  programme: id.optional(),
  pairing: id.optional(),
  state: listOf(alertStates).default(['raised', 'acknowledged']),
  rule: listOf(ruleNames).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(USUAL_ROWS),
  cursor: cursor.optional(),
});
export type AttentionList = z.output<typeof listRules>;

/** The same for the API's document. */
export const listParameters = z.object({
  programme: z
    .string()
    .optional()
    .meta({ description: 'Alerts of one programme', examples: ['engineering-2026'] }),
  pairing: z.string().optional().meta({ description: 'Alerts about one pairing' }),
  state: z
    .string()
    .optional()
    .meta({
      description: `Of ${alertStates.join(', ')}, by commas; raised,acknowledged where absent`,
      examples: ['raised'],
    }),
  rule: z
    .string()
    .optional()
    .meta({ description: `Of ${ruleNames.join(', ')}, by commas`, examples: ['no-meeting'] }),
  limit: z
    .int()
    .min(1)
    .max(MOST_ROWS)
    .optional()
    .meta({ description: `Rows, ${USUAL_ROWS} where absent` }),
  cursor: z.string().optional().meta({ description: 'Where the page before ended: its links.next has it' }),
});

export const alertParameter = z.object({ id: z.string().meta({ examples: ['3f1c9a52-7c1d-5f0e-8a5f-5d1e64c3a917'] }) });
export const alertId = z.object({ id });

export const acknowledgeBody = z.strictObject({}).nullish();
export const resolveBody = z.strictObject({
  outcome: z.enum(outcomes, `must be of ${outcomes.join(', ')}`).meta({ examples: ['contacted'] }),
  note: note.optional(),
});
/** `until` as it is written; what may be depends on the time of asking: see `snoozeOf`. */
export const snoozeBody = z.strictObject({
  until: z.iso
    .datetime({ offset: true, error: 'must be an RFC 3339 time' })
    .meta({ examples: ['2026-12-01T09:00:00Z'] }),
  note: note.optional(),
});

export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 visible characters')
  .optional();

const problem = (parameter: string, message: string): ProblemItem => ({
  parameter,
  message,
  code: 'PARAMETER_INVALID',
});

/** The value, parsed. @throws ProblemError 400 naming every part at fault */
export function parsedBy<T extends z.ZodType>(rule: T, value: unknown, name = ''): z.output<T> {
  const parsed = rule.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidRequest(
    parsed.error.issues.map((issue) => {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
      const parameter = unknown || [name, ...issue.path.map(String)].filter((part) => part !== '').join('.') || 'body';
      return problem(parameter, `${parameter}: ${unknown ? 'is not known here' : issue.message}`);
    }),
  );
}

/** @throws ProblemError 400 */
export const parseList = (query: unknown): AttentionList => parsedBy(listRules, query);

/** Until when, epoch milliseconds. @throws ProblemError 400 for what is past, or more than a year ahead */
export function snoozeUntil(text: string, now: number): number {
  const until = Date.parse(text);
  if (until > now && until <= now + LONGEST_SNOOZE_DAYS * DAY_MS) return until;
  throw invalidRequest([problem('until', `until: must lie ahead, by ${LONGEST_SNOOZE_DAYS} days at most`)]);
}
