import { z } from 'zod';
import { attributes, code, envelope, type Instant, id } from '../field-rules.ts';

// The largest that Avro's int holds.
const LAST_VERSION = 2 ** 31 - 1;
const version = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(LAST_VERSION, `must be at most ${LAST_VERSION}`);
const score = z.number('must be a number').min(0, 'must not be negative').max(1_000_000, 'must be at most 1000000');

/**
 * Which fields each type of the alert stream must and may fill. What a rule saw is in `alert.raised` and is never told
 * again; what people do with it has no free text, because a sentence about a pairing names its people.
 */
export function alertEvent(instant: Instant) {
  const alert = { ...envelope(instant), programme_id: id, pairing_id: id, alert_id: id };
  return z.discriminatedUnion('type', [
    z.strictObject({
      ...alert,
      type: z.literal('alert.raised'),
      rule_id: code,
      rule_version: version,
      score,
      since_at: instant,
      judged_at: instant,
      data_until_at: instant,
      observed: attributes,
    }),
    z.strictObject({ ...alert, type: z.literal('alert.acknowledged') }),
    z.strictObject({ ...alert, type: z.literal('alert.snoozed'), snoozed_until_at: instant, note: code.optional() }),
    z.strictObject({ ...alert, type: z.literal('alert.resolved'), outcome: code, note: code.optional() }),
  ]);
}
