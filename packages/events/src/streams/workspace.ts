import { z } from 'zod';
import { code, envelope, type Instant, id, label } from '../field-rules.ts';

/** Longer answers are not kept with their delivery. */
export const LONGEST_ANSWER = 250_000;

const visibility = z.enum(['own', 'shared'], 'must be own or shared');
const kind = z.enum(['holiday', 'training', 'change', 'other'], 'must be holiday, training, change or other');
const every = z.enum(['week', 'month'], 'must be week or month');
const channel = z.enum(['email', 'webhook'], 'must be email or webhook');
const outcome = z.enum(['sent', 'waiting', 'failed'], 'must be sent, waiting or failed');
const weekday = z.int('must be a whole number').min(1, 'must be 1 (Monday) to 7').max(7, 'must be 1 (Monday) to 7');
/** No month lacks these. */
const monthDay = z.int('must be a whole number').min(1, 'must be 1 to 28').max(28, 'must be 1 to 28');
/** What was sent, as JSON. Half of what a broker takes of one record by default. */
const answer = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(LONGEST_ANSWER, `must have at most ${LONGEST_ANSWER} characters`);
/** A day of the calendar, 2026-12-24: `code` allows no other signs, and who offers one checks that there is such a day. */
const day = code;
const long = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(4000, 'must have at most 4000 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters');

/**
 * Which fields each type of the workspace stream must and may fill: what people keep in the dashboard. Titles and the texts of
 * annotations are written by who runs programmes, about programmes; whoever offers them refuses an @. Where a subscription is
 * delivered to is personal and stands nowhere here.
 */
export function workspaceEvent(instant: Instant) {
  const item = { ...envelope(instant), item_id: id, programme_id: id.optional() };
  return z.discriminatedUnion('type', [
    z.strictObject({
      ...item,
      type: z.literal('workspace.view_saved'),
      title: label,
      page: label,
      state: long.optional(),
      visibility,
    }),
    z.strictObject({ ...item, type: z.literal('workspace.view_removed') }),
    z.strictObject({
      ...item,
      type: z.literal('workspace.subscription_set'),
      title: label,
      question: long,
      every,
      weekday: weekday.optional(),
      month_day: monthDay.optional(),
      channel,
      page: label.optional(),
      state: long.optional(),
    }),
    z.strictObject({ ...item, type: z.literal('workspace.subscription_removed') }),
    z.strictObject({
      ...item,
      type: z.literal('workspace.subscription_delivered'),
      period: code,
      outcome,
      reason: code.optional(),
      answer: answer.optional(),
    }),
    z.strictObject({
      ...item,
      type: z.literal('workspace.annotation_added'),
      kind,
      text: label,
      first_day: day,
      last_day: day.optional(),
    }),
    z.strictObject({ ...item, type: z.literal('workspace.annotation_removed') }),
  ]);
}
