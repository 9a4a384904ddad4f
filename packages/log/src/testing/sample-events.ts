/** Valid events for tests that care about the log, not about what is in it. */
import { newEventId, type RapportEvent } from '@rapport/events';

/** `count` meetings of `pairings` pairings, ids unique to this call. */
export function sampleMeetings(count: number, pairings = 50, recordedAt = Date.now()): RapportEvent[] {
  const run = newEventId().slice(-12);
  return Array.from({ length: count }, (_, index) => ({
    event_id: newEventId(),
    type: 'meeting.held',
    occurred_at: recordedAt - 60_000,
    recorded_at: recordedAt,
    source: 'test',
    programme_id: 'programme-1',
    meeting_id: `meeting-${run}-${index}`,
    pairing_id: `pairing-${index % pairings}`,
    duration_minutes: 45,
  }));
}
