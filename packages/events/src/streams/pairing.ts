import { z } from 'zod';
import { attributes, code, envelope, type Instant, id, positiveDays } from '../field-rules.ts';

const side = z.enum(['mentor', 'mentee', 'programme'], 'must be mentor, mentee or programme');

/** Which fields each type of the pairing stream must and may fill. */
export function pairingEvent(instant: Instant) {
  const shared = { ...envelope(instant), programme_id: id, pairing_id: id };
  const couple = { mentor_id: id, mentee_id: id };
  const why = { reason: code.optional() };
  return z.discriminatedUnion('type', [
    z.strictObject({
      ...shared,
      ...couple,
      type: z.literal('pairing.proposed'),
      match_method: code.optional(),
      match_score: z.number('must be a number').optional(),
    }),
    z.strictObject({ ...shared, type: z.literal('pairing.accepted'), side: side.optional() }),
    z.strictObject({ ...shared, ...why, type: z.literal('pairing.declined'), side: side.optional() }),
    z.strictObject({
      ...shared,
      ...couple,
      type: z.literal('pairing.activated'),
      cadence_days: positiveDays.optional(),
      committed_end_at: instant.optional(),
      attributes,
    }),
    z.strictObject({ ...shared, ...why, type: z.literal('pairing.paused') }),
    z.strictObject({ ...shared, type: z.literal('pairing.resumed') }),
    z.strictObject({ ...shared, ...why, type: z.literal('pairing.completed') }),
    z.strictObject({ ...shared, ...why, type: z.literal('pairing.ended_early'), side: side.optional() }),
    z.strictObject({ ...shared, ...why, type: z.literal('pairing.voided') }),
  ]);
}
