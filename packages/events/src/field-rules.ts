/** Rules for single fields, shared by every stream. Messages name the rule and the way out: they are what a producer reads. */
import { z } from 'zod';

const EARLIEST_MS = Date.UTC(1900, 0, 1);
// The warehouse stores DateTime64(3), which ends in 2299.
const LATEST_MS = Date.UTC(2299, 0, 1);

/** How an instant arrives: as RFC 3339 text at the outer edge, as epoch milliseconds on the wire. */
export type Instant = z.ZodType<number>;

/** An instant on the wire: whole milliseconds since 1970-01-01T00:00:00Z. */
export const wireInstant = z
  .int('must be whole milliseconds since 1970')
  .min(EARLIEST_MS, 'must not be before 1900')
  .max(LATEST_MS, 'must not be after 2298');

/** An instant in JSON: RFC 3339 with an offset, such as 2026-03-01T09:00:00Z; turned into epoch milliseconds. */
export const jsonInstant: Instant = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 time with an offset, such as 2026-03-01T09:00:00Z' })
  .transform((text) => Date.parse(text))
  .pipe(wireInstant);

/**
 * Ids of entities. Letters, digits and a few marks, so that they are safe in keys, paths and CSV. No `@`: an e-mail
 * address is a person's name in another form, and people appear as pseudonyms only.
 */
export const id = z
  .string('must be a text')
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:/+=~-]{0,127}$/,
    'must be 1 to 128 letters, digits or . _ : / + = ~ - and begin with a letter or digit (no names, no e-mail addresses: use a pseudonym)',
  );

/** A code out of the producer's own list (reason, mode, milestone): never free text, which could name a person. */
export const code = z
  .string('must be a text')
  .regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, 'must be a code of 1 to 64 lower-case letters, digits, _ . or -');

/** The id of an event. */
const eventId = z.uuid('must be a UUID');

/** A short label such as a source or a programme's name; no line breaks or control characters. */
export const label = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(200, 'must have at most 200 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters');

/** Stands here because zod cannot say it of every name: `__proto__` never reaches its rules. */
export const ATTRIBUTE_NAME_RULE =
  'must be a name of 1 to 64 lower-case letters, digits or _ that begins with a letter';
const attributeName = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, ATTRIBUTE_NAME_RULE);

export const MAX_ATTRIBUTES = 50;

/** Whether there are no more than `MAX_ATTRIBUTES`. The check on bytes knows the rule by this function. */
export function fitAttributes(map: Record<string, string>): boolean {
  return Object.keys(map).length <= MAX_ATTRIBUTES;
}

/** Further attributes by name. An empty map says nothing and is the same as none. */
export const attributes = z
  .record(attributeName, label)
  .refine(fitAttributes, `must have at most ${MAX_ATTRIBUTES} attributes`)
  .optional();

/** A span in whole days, up to ten years. */
export const positiveDays = z
  .int('must be a whole number of days')
  .min(1, 'must be at least 1')
  .max(3660, 'must be at most 3660');
/** A length in minutes, fractions allowed. */
export const minutes = z
  .number('must be a number of minutes')
  .min(0, 'must not be negative')
  .max(100_000, 'must be at most 100000');

/** An IANA time zone that this runtime knows. */
export const timeZone = z
  .string('must be a text')
  .refine(isTimeZone, 'must be an IANA time zone, such as Europe/London');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // An offset such as +02:00 is accepted by Intl, but it is no zone: it has no summer time.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** The fields that every event carries. */
export function envelope(instant: Instant) {
  return {
    event_id: eventId,
    occurred_at: instant,
    recorded_at: instant,
    source: label,
    actor_id: id.optional(),
    correlation_id: id.optional(),
    supersedes: eventId.optional(),
  };
}
