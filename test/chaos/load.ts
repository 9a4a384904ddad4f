/**
 * The load: events about a few hundred pairings as programmes send them, with what real producers do. Events that are sent
 * twice or thrice, corrections (and corrections of corrections), and records that nobody can read.
 */
import { encodeEvent, eventIdFrom, eventKey, type RapportEvent, streamOf, topicOf } from '@rapport/events';
import type { OutgoingRecord } from '@rapport/log';
import { type Dice, diceFrom, seedOf } from './seed.ts';

/** What is sent together. The same event may be in one batch, or in several. */
export type Batch = { events: RapportEvent[]; poison: OutgoingRecord[] };

export type LoadSize = { batches: number; eventsPerBatch: number };
export const ordinaryLoad: LoadSize = { batches: 30, eventsPerBatch: 200 };

/** Header by which the oracle knows a record that must become a dead letter. */
export const POISON_HEADER = 'chaos_poison';

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const PAIRINGS = 200;
const SENT_AGAIN = 0.06;
const CORRECTED = 0.08;
const POISONED = 0.5;

type Draft = Record<string, unknown> & { type: RapportEvent['type'] };

const pair = (d: Dice) => ({ programme_id: d.pick(['alpha', 'beta']), pairing_id: `pairing-${d.below(PAIRINGS)}` });
const meeting = (d: Dice) => ({ ...pair(d), meeting_id: `meeting-${d.below(PAIRINGS * 4)}` });
const person = (d: Dice) => ({ participant_id: `person-${d.below(PAIRINGS)}` });
const couple = (d: Dice) => ({ mentor_id: `person-${d.below(PAIRINGS)}`, mentee_id: `person-${d.below(PAIRINGS)}` });
const held = (d: Dice): Draft => ({
  ...{ type: 'meeting.held', ...meeting(d) },
  ...{ duration_minutes: 15 + d.below(60), mode: d.pick(['remote', 'in_person']), evidence: 'calendar' },
});

const drafts: readonly ((d: Dice) => Draft)[] = [
  ...Array.from({ length: 8 }, () => held),
  (d) => ({ type: 'meeting.scheduled', ...meeting(d), starts_at: START + d.below(2_000) * HOUR, duration_minutes: 30 }),
  (d) => ({ type: 'meeting.rated', ...meeting(d), side: d.pick(['mentor', 'mentee']), rating: 1 + d.below(5) }),
  (d) => ({
    type: 'pairing.activated',
    ...pair(d),
    ...couple(d),
    cadence_days: 7 + d.below(3),
    attributes: { a: 'b' },
  }),
  (d) => ({ type: 'pairing.paused', ...pair(d), reason: 'leave' }),
  (d) => ({ type: 'pairing.completed', ...pair(d) }),
  (d) => ({ type: 'goal.progressed', ...pair(d), goal_id: `goal-${d.below(PAIRINGS)}`, progress: d.below(11) / 10 }),
  (d) => ({ type: 'participant.registered', ...person(d), attributes: { level: String(d.below(9)) } }),
  (d) => ({ type: 'participant.promoted', ...person(d), grade: d.below(9) }),
  (d) => ({ type: 'programme.configured', programme_id: d.pick(['alpha', 'beta']), time_zone: 'Europe/London' }),
  (d) => ({
    ...{ type: 'survey.response_submitted', instrument_id: 'pulse', instrument_version: 1, ...pair(d) },
    ...{ side: d.pick(['mentor', 'mentee']), wave: 'mid', response_id: `response-${d.below(400)}` },
    answers: [{ item_id: 'q1', value: d.below(11) }],
  }),
];

function eventFrom(dice: Dice, seed: number, number: number, earlier: readonly RapportEvent[]): RapportEvent {
  const occurred_at = START + dice.below(2_000) * HOUR;
  const draft = {
    ...dice.pick(drafts)(dice),
    event_id: eventIdFrom('chaos', `${seed}/${number}`),
    occurred_at,
    recorded_at: occurred_at + dice.pick([0, 0, HOUR, 50 * HOUR]),
    source: 'chaos',
  } as unknown as RapportEvent;
  if (!dice.chance(CORRECTED)) return draft;
  const corrected = earlier.slice(-100).findLast((event) => streamOf(event.type) === streamOf(draft.type));
  return corrected === undefined ? draft : { ...draft, supersedes: corrected.event_id };
}

// Every way in which a record can be useless, each on the topic where it does the most harm.
const spoil: readonly ((sound: Buffer, event: RapportEvent) => Buffer | null)[] = [
  () => Buffer.from('{"type":"meeting.held"}'),
  () => null,
  () => Buffer.alloc(0),
  (sound) => Buffer.concat([Buffer.from([0, 0, 0, 39, 15]), sound.subarray(5)]),
  (sound) => sound.subarray(0, sound.length - 3),
  (sound) => Buffer.concat([sound, Buffer.from('rest')]),
  (_, event) => encodeEvent({ ...event, programme_id: '' } as RapportEvent),
];

function poisonFrom(dice: Dice, event: RapportEvent, prefix: string): OutgoingRecord {
  return {
    topic: topicOf(streamOf(event.type), prefix),
    key: eventKey(event),
    value: dice.pick(spoil)(encodeEvent(event), event),
    headers: { [POISON_HEADER]: 'yes' },
    timestampMs: event.recorded_at,
  };
}

/** The whole load of a seed, the same every time. */
export function makeLoad(seed: number, topicPrefix: string, { batches, eventsPerBatch }: LoadSize): Batch[] {
  const dice = diceFrom(seedOf(seed, 'load'));
  const made: RapportEvent[] = [];
  return Array.from({ length: batches }, () => {
    const events: RapportEvent[] = [];
    while (events.length < eventsPerBatch) {
      const event = eventFrom(dice, seed, made.length, made);
      made.push(event);
      events.push(event);
      // Again at once, or an older one after a while: duplicates meet in one chunk, or in two.
      while (dice.chance(SENT_AGAIN))
        events.push(dice.chance(0.5) ? event : (made[dice.below(made.length)] as RapportEvent));
    }
    const carriers = events.filter(() => dice.chance(POISONED / 50));
    return { events, poison: carriers.map((event) => poisonFrom(dice, event, topicPrefix)) };
  });
}
