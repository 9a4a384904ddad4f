import { z } from 'zod';
import { envelope, type Instant, id, label, positiveDays, timeZone } from '../field-rules.ts';

/** Which fields each type of the programme stream must and may fill. */
export function programmeEvent(instant: Instant) {
  const shared = { ...envelope(instant), programme_id: id };
  return z.discriminatedUnion('type', [
    z.strictObject({
      ...shared,
      type: z.literal('programme.configured'),
      name: label.optional(),
      time_zone: timeZone,
      cadence_days: positiveDays.optional(),
    }),
  ]);
}
