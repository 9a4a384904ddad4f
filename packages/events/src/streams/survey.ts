import { z } from 'zod';
import { code, envelope, type Instant, id } from '../field-rules.ts';

const side = z.enum(['mentor', 'mentee'], 'must be mentor or mentee');
const wave = z.enum(['pre', 'mid', 'post', 'exit'], 'must be pre, mid, post or exit');
// The largest that Avro's int holds.
const LAST_VERSION = 2 ** 31 - 1;
const version = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(LAST_VERSION, `must be at most ${LAST_VERSION}`);
const scaleEnd = z.int('must be a whole number').min(-1000).max(1000);

const item = z
  .strictObject({
    item_id: id,
    measure: code,
    scale_min: scaleEnd,
    scale_max: scaleEnd,
    reverse: z.boolean().default(false),
  })
  .refine((it) => it.scale_min < it.scale_max, { error: 'scale_min must be less than scale_max', path: ['scale_max'] });
const answer = z.strictObject({ item_id: id, value: z.number('must be a number') });

/** Whether no two rows have the same item_id. The check on bytes knows the rule by this function. */
export function haveUniqueItems(rows: readonly { item_id: string }[]): boolean {
  return new Set(rows.map((row) => row.item_id)).size === rows.length;
}

function withUniqueItems<T extends { item_id: string }>(list: z.ZodType<T[]>) {
  return list.refine(haveUniqueItems, 'has the same item_id twice');
}

/** Which fields each type of the survey stream must and may fill. */
export function surveyEvent(instant: Instant) {
  const shared = { ...envelope(instant), instrument_id: id, instrument_version: version };
  const asked = { programme_id: id, side, wave, pairing_id: id.optional() };
  return z.discriminatedUnion('type', [
    z.strictObject({
      ...shared,
      type: z.literal('survey.instrument_published'),
      programme_id: id.optional(),
      items: withUniqueItems(
        z.array(item).min(1, 'must have at least one item').max(200, 'must have at most 200 items'),
      ),
    }),
    z.strictObject({
      ...shared,
      ...asked,
      type: z.literal('survey.invitation_sent'),
      invitation_id: id,
      participant_id: id,
      closes_at: instant.optional(),
    }),
    z.strictObject({
      ...shared,
      ...asked,
      type: z.literal('survey.response_submitted'),
      response_id: id,
      invitation_id: id.optional(),
      participant_id: id.optional(),
      answers: withUniqueItems(
        z.array(answer).min(1, 'must have at least one answer').max(200, 'must have at most 200 answers'),
      ),
    }),
  ]);
}
