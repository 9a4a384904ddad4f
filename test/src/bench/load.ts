/** The load of the bench: the life of many meetings, made from a seed and a counter, the same every time. */
import { eventIdFrom, type RapportEvent } from '@rapport/events';

const START = Date.UTC(2025, 0, 1);
const PAIRINGS = 20_000;
const DAY_MS = 86_400_000;
const EVENTS_A_MEETING = 3;

const topics = ['career', 'feedback', 'onboarding', 'technical', 'wellbeing', 'goals', 'network'];
const modes = ['remote', 'in_person', 'hybrid'];
const reasons = ['illness', 'workload', 'travel', 'holiday'];
const offices = ['berlin', 'lisbon', 'pune', 'austin'];

/** Scatters n and the seed over 32 bits (the finaliser of MurmurHash3). */
function scatter(seed: number, n: number): number {
  let h = (n ^ Math.imul(seed, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const pick = (values: readonly string[], h: number): string => values[h % values.length] as string;

// Ids of the length that real systems hand out.
const idOf = (kind: string, h: number, n: number): string =>
  `${kind}_${h.toString(16).padStart(8, '0')}${n.toString(16).padStart(12, '0')}`;

/** The n-th event of the load, recorded at `recordedAt` (epoch milliseconds): planned, then held or not, then rated. */
export function loadEvent(n: number, recordedAt: number, seed = 1): RapportEvent {
  const meeting = Math.floor(n / EVENTS_A_MEETING);
  const h = scatter(seed, meeting);
  const pairing = h % PAIRINGS;
  const startsAt = START + (meeting % 365) * DAY_MS + (h % 600) * 60_000;
  const shared = {
    event_id: eventIdFrom(`bench-${seed}`, String(n)),
    recorded_at: recordedAt,
    source: 'calendar-sync',
    actor_id: idOf('usr', scatter(seed, pairing), pairing),
    correlation_id: idOf('req', h, n),
    programme_id: `programme-${pairing % 8}`,
    meeting_id: idOf('mtg', h, meeting),
    pairing_id: idOf('pair', scatter(seed, pairing + PAIRINGS), pairing),
  };
  const step = n % EVENTS_A_MEETING;
  if (step === 0) {
    const plan = { starts_at: startsAt, duration_minutes: 30 + (h % 4) * 15, mode: pick(modes, h) };
    return { ...shared, type: 'meeting.scheduled', occurred_at: startsAt - 7 * DAY_MS, ...plan };
  }
  const side = h % 2 === 0 ? 'mentor' : 'mentee';
  if (step === 2)
    return { ...shared, type: 'meeting.rated', occurred_at: startsAt + DAY_MS, side, rating: 1 + (h % 5) };
  if (h % 10 === 0) {
    return {
      ...shared,
      type: 'meeting.cancelled',
      occurred_at: startsAt - DAY_MS,
      side,
      reason: pick(reasons, h >>> 4),
    };
  }
  return {
    ...shared,
    type: 'meeting.held',
    occurred_at: startsAt,
    starts_at: startsAt,
    duration_minutes: 20 + (h % 50),
    mode: pick(modes, h),
    evidence: h % 3 === 0 ? 'both_confirmed' : 'calendar',
    topics: [pick(topics, h), pick(topics, h >>> 8)].slice(0, 1 + (h % 2)),
    ...(h % 4 === 0 ? { attributes: { office: pick(offices, h >>> 3), series: 'fortnightly' } } : {}),
  };
}

/** Consecutive numbers from `from` below `to` in slices of `size`. */
export function* slices(from: number, to: number, size: number): Generator<number[]> {
  for (let at = from; at < to; at += size) {
    yield Array.from({ length: Math.min(size, to - at) }, (_, index) => at + index);
  }
}
