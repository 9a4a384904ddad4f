import { z } from 'zod';
import { attributes, code, envelope, type Instant, id } from '../field-rules.ts';

const role = z.enum(['mentor', 'mentee'], 'must be mentor or mentee');
const separation = z.enum(
  ['voluntary', 'involuntary', 'retirement', 'other'],
  'must be voluntary, involuntary, retirement or other',
);
const grade = z.int('must be a whole number').min(0, 'must not be negative').max(1000, 'must be at most 1000');

/** Which fields each type of the participant stream must and may fill. Employment is a person's, not a programme's. */
export function participantEvent(instant: Instant) {
  const shared = { ...envelope(instant), programme_id: id.optional(), participant_id: id };
  const inProgramme = { ...shared, programme_id: id, role };
  return z.discriminatedUnion('type', [
    z.strictObject({ ...shared, type: z.literal('participant.registered'), attributes }),
    z.strictObject({ ...shared, type: z.literal('participant.profile_changed'), attributes }),
    z.strictObject({ ...inProgramme, type: z.literal('participant.enrolled'), cohort: id.optional(), attributes }),
    z.strictObject({ ...inProgramme, type: z.literal('participant.enrolment_ended'), reason: code.optional() }),
    z.strictObject({
      ...shared,
      type: z.literal('participant.employment_started'),
      employment_id: id,
      grade: grade.optional(),
    }),
    z.strictObject({
      ...shared,
      type: z.literal('participant.promoted'),
      employment_id: id.optional(),
      grade: grade.optional(),
    }),
    z.strictObject({
      ...shared,
      type: z.literal('participant.employment_ended'),
      employment_id: id,
      separation: separation.optional(),
    }),
    z.strictObject({ ...shared, type: z.literal('participant.milestone_reached'), milestone: code }),
  ]);
}
