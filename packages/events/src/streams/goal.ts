import { z } from 'zod';
import { attributes, code, envelope, type Instant, id } from '../field-rules.ts';

const term = z.enum(['short', 'long'], 'must be short or long');
const rater = z.enum(
  ['self', 'mentor', 'mentee', 'manager', 'peer', 'programme', 'other'],
  'must be self, mentor, mentee, manager, peer, programme or other',
);
const phase = z.enum(['before', 'during', 'after'], 'must be before, during or after');
const share = z.number('must be a number').min(0, 'must be 0 to 1').max(1, 'must be 0 to 1');
const score = z.number('must be a number').min(-1_000_000).max(1_000_000);
// The largest that Avro's int holds.
const LAST_VERSION = 2 ** 31 - 1;
const version = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(LAST_VERSION, `must be at most ${LAST_VERSION}`);

/** Which fields each type of the goal stream must and may fill. A goal belongs to a pairing, an assessment to a person. */
export function goalEvent(instant: Instant) {
  const shared = { ...envelope(instant), programme_id: id };
  const goal = { ...shared, goal_id: id, pairing_id: id };
  const plan = { term: term.optional(), category: code.optional(), due_at: instant.optional() };
  const obstacle = code.optional();
  const reason = code.optional();
  return z.discriminatedUnion('type', [
    z.strictObject({ ...goal, ...plan, type: z.literal('goal.set'), participant_id: id, attributes }),
    z.strictObject({ ...goal, type: z.literal('goal.progressed'), progress: share, obstacle }),
    z.strictObject({ ...goal, ...plan, type: z.literal('goal.revised'), reason, obstacle }),
    z.strictObject({ ...goal, type: z.literal('goal.completed') }),
    z.strictObject({ ...goal, type: z.literal('goal.abandoned'), reason, obstacle }),
    z.strictObject({ ...goal, type: z.literal('goal.reopened'), reason }),
    z.strictObject({
      ...shared,
      type: z.literal('goal.skill_assessed'),
      participant_id: id,
      pairing_id: id.optional(),
      skill: code,
      instrument_id: id,
      instrument_version: version.optional(),
      rater,
      score,
      scale_min: score.optional(),
      scale_max: score.optional(),
      phase,
    }),
  ]);
}
