/** The load of the bench: meetings of many pairings, made from a counter, the same every time. */
import { eventIdFrom, type RapportEvent } from '@rapport/events';

const START = Date.UTC(2025, 0, 1);
const PAIRINGS = 20_000;

/** The n-th event of the load, recorded at `recordedAt` (epoch milliseconds). */
export function loadEvent(n: number, recordedAt: number): RapportEvent {
  return {
    event_id: eventIdFrom('bench', String(n)),
    type: 'meeting.held',
    occurred_at: START + n * 1_000,
    recorded_at: recordedAt,
    source: 'bench',
    programme_id: 'bench',
    meeting_id: `meeting-${n}`,
    pairing_id: `pairing-${n % PAIRINGS}`,
    duration_minutes: 30 + (n % 60),
    mode: n % 3 === 0 ? 'in_person' : 'remote',
    evidence: 'calendar',
  };
}

/** Consecutive numbers in slices of `size`. */
export function* slices(total: number, size: number): Generator<number[]> {
  for (let from = 0; from < total; from += size) {
    yield Array.from({ length: Math.min(size, total - from) }, (_, index) => from + index);
  }
}
