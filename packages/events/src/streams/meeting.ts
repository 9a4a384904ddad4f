import { z } from 'zod';
import { attributes, code, envelope, type Instant, id, minutes } from '../field-rules.ts';

const oneSide = z.enum(['mentor', 'mentee'], 'must be mentor or mentee');
const anySide = z.enum(['mentor', 'mentee', 'both'], 'must be mentor, mentee or both');
const evidence = z.enum(
  ['both_confirmed', 'one_confirmed', 'calendar', 'inferred'],
  'must be both_confirmed, one_confirmed, calendar or inferred',
);
const rating = z.int('must be a whole number').min(1, 'must be 1 to 5').max(5, 'must be 1 to 5');

/** Which fields each type of the meeting stream must and may fill. `held` happens at `occurred_at`. */
export function meetingEvent(instant: Instant) {
  const shared = { ...envelope(instant), programme_id: id, meeting_id: id, pairing_id: id };
  return z.discriminatedUnion('type', [
    z.strictObject({
      ...shared,
      type: z.literal('meeting.scheduled'),
      starts_at: instant,
      duration_minutes: minutes.optional(),
      mode: code.optional(),
    }),
    z.strictObject({ ...shared, type: z.literal('meeting.rescheduled'), starts_at: instant }),
    z.strictObject({
      ...shared,
      type: z.literal('meeting.cancelled'),
      side: anySide.optional(),
      reason: code.optional(),
    }),
    z.strictObject({
      ...shared,
      type: z.literal('meeting.held'),
      starts_at: instant.optional(),
      duration_minutes: minutes.optional(),
      mode: code.optional(),
      evidence: evidence.optional(),
      topics: z.array(code).max(20, 'must have at most 20 topics').optional(),
      attributes,
    }),
    z.strictObject({ ...shared, type: z.literal('meeting.no_show'), side: anySide }),
    z.strictObject({ ...shared, type: z.literal('meeting.rated'), side: oneSide, rating }),
  ]);
}
