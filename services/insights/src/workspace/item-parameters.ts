/** What the addresses of views, annotations and subscriptions take: parsed here, once. */
import { z } from 'zod';

const id = z.string().min(1).max(128);

export const itemParameter = z.object({ id: z.string().meta({ examples: ['01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917'] }) });
export const itemId = z.object({ id });
export const listParameters = z.strictObject({
  programme: id.optional().meta({ description: 'Only of this programme', examples: ['engineering-2026'] }),
});

// An address is a person's name in another form; a title is told to everybody who sees the programme.
const NO_ADDRESS = 'must be without @: nothing about single people';

/** A line that somebody wrote, about programmes. */
export const line = (most: number) =>
  z
    .string('must be a text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters')
    .regex(/^[^@]*$/, NO_ADDRESS);

export const programme = id.optional().meta({
  description: 'The programme that it is about. Who sees one programme only need not say it',
  examples: ['engineering-2026'],
});

/** A path within the dashboard: with two slashes it would be another host. */
export const page = z
  .string('must be a text')
  .regex(/^\/(?!\/)[A-Za-z0-9/_.~-]{0,119}$/, 'must be the path of a page, such as /retention')
  .meta({ examples: ['/retention'] });

export const state = z
  .string('must be a text')
  .max(2_000, 'must have at most 2000 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters')
  .regex(/^(?!.*(@|%40))/i, NO_ADDRESS)
  .transform((text) => text.replace(/^\?/, ''));

/** A day that the calendar has. */
export const day = z.iso.date('must be a day such as 2026-12-24').meta({ examples: ['2026-12-24'] });

export const owner = z.string().nullable().meta({ description: 'Name of the token; null where it is no more' });
