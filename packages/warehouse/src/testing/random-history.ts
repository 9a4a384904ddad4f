import { eventIdFrom, type RapportEvent } from '@rapport/events';

/** A generator of numbers in [0, 1) from a seed, always the same (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Dice = { below(n: number): number; pick<T>(list: readonly T[]): T; chance(share: number): boolean };

export function diceFrom(random: () => number): Dice {
  const below = (n: number): number => Math.floor(random() * n);
  return { below, pick: (list) => list[below(list.length)] as never, chance: (share) => random() < share };
}

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

type Draft = Record<string, unknown> & { type: RapportEvent['type'] };

// Every fact is thrown with no regard to what is legal: a fold must give one answer for any set of events.
const drafts: readonly ((dice: Dice) => Draft)[] = [
  (d) => ({ type: 'pairing.proposed', ...pair(d), ...couple(d) }),
  (d) => ({ type: 'pairing.accepted', ...pair(d), side: d.pick(['mentor', 'mentee']) }),
  (d) => ({ type: 'pairing.declined', ...pair(d), reason: d.pick(['busy', 'other']) }),
  (d) => ({
    ...{
      type: 'pairing.activated',
      ...pair(d),
      ...couple(d),
      cadence_days: 7 + d.below(3),
      attributes: { track: d.pick(['a', 'b']) },
    },
    ...(d.chance(0.5) ? { committed_end_at: moment(d) } : {}),
  }),
  (d) => ({ type: 'pairing.paused', ...pair(d), reason: 'leave' }),
  (d) => ({ type: 'pairing.resumed', ...pair(d) }),
  (d) => ({ type: 'pairing.completed', ...pair(d) }),
  (d) => ({
    type: 'pairing.ended_early',
    ...pair(d),
    reason: d.pick(['moved', 'conflict']),
    ...(d.chance(0.5) ? { side: 'mentee' } : {}),
  }),
  (d) => (d.chance(0.3) ? { type: 'pairing.voided', ...pair(d) } : { type: 'pairing.resumed', ...pair(d) }),
  (d) => ({
    type: 'meeting.scheduled',
    ...meeting(d),
    starts_at: moment(d),
    duration_minutes: 30,
    mode: d.pick(['remote', 'in_person']),
  }),
  (d) => ({ type: 'meeting.rescheduled', ...meeting(d), starts_at: moment(d) }),
  (d) => ({ type: 'meeting.cancelled', ...meeting(d), side: d.pick(['mentor', 'mentee', 'both']) }),
  (d) => ({
    type: 'meeting.held',
    ...meeting(d),
    ...(d.chance(0.5) ? { duration_minutes: 10 + d.below(60), evidence: d.pick(['calendar', 'inferred']) } : {}),
  }),
  (d) => ({ type: 'meeting.no_show', ...meeting(d), side: d.pick(['mentor', 'mentee', 'both']) }),
  (d) => ({ type: 'meeting.rated', ...meeting(d), side: d.pick(['mentor', 'mentee']), rating: 1 + d.below(5) }),
  (d) => ({
    type: 'participant.registered',
    ...person(d),
    attributes: { department: d.pick(['x', 'y']), level: String(d.below(9)) },
  }),
  (d) => ({
    type: 'participant.profile_changed',
    ...person(d),
    attributes: { level: String(d.below(9)), [d.pick(['site', 'grade'])]: 'z' },
  }),
  (d) => ({
    type: 'participant.enrolled',
    ...person(d),
    programme_id: programme(d),
    role: d.pick(['mentor', 'mentee']),
    cohort: d.pick(['c1', 'c2']),
  }),
  (d) => ({
    type: 'participant.enrolment_ended',
    ...person(d),
    programme_id: programme(d),
    role: d.pick(['mentor', 'mentee']),
    reason: d.pick(['left', 'done']),
  }),
  (d) => ({
    type: 'participant.employment_started',
    ...person(d),
    employment_id: `job-${d.below(2)}`,
    grade: d.below(9),
  }),
  (d) => ({ type: 'participant.promoted', ...person(d), grade: d.below(9) }),
  (d) => ({
    type: 'participant.employment_ended',
    ...person(d),
    employment_id: `job-${d.below(2)}`,
    separation: d.pick(['voluntary', 'other']),
  }),
  (d) => ({ type: 'participant.milestone_reached', ...person(d), milestone: d.pick(['reviewer', 'lead']) }),
  (d) => ({
    type: 'programme.configured',
    programme_id: programme(d),
    time_zone: d.pick(['UTC', 'Europe/London']),
    ...(d.chance(0.5) ? { cadence_days: 10 + d.below(9) } : { name: 'Programme' }),
  }),
  (d) => ({ type: 'survey.instrument_published', ...instrument(d), items: items(d) }),
  (d) => ({
    type: 'survey.invitation_sent',
    ...instrument(d),
    ...asked(d),
    invitation_id: `inv-${d.below(4)}`,
    participant_id: `person-${d.below(4)}`,
    closes_at: moment(d),
  }),
  (d) => ({
    ...{ type: 'survey.response_submitted', ...instrument(d), ...asked(d), response_id: `res-${d.below(4)}` },
    ...(d.chance(0.7) ? { invitation_id: `inv-${d.below(4)}` } : {}),
    answers: [
      { item_id: 'q1', value: d.below(11) },
      { item_id: 'q2', value: d.below(6) },
    ],
  }),
  (d) => ({
    ...{ type: 'goal.set', ...goal(d), participant_id: `person-${d.below(4)}`, category: d.pick(['career', 'skill']) },
    ...(d.chance(0.7) ? { due_at: moment(d), term: d.pick(['short', 'long']) } : {}),
  }),
  (d) => ({
    ...{ type: 'goal.progressed', ...goal(d), progress: d.below(5) / 4 },
    ...(d.chance(0.3) ? { obstacle: d.pick(['time', 'workload']) } : {}),
  }),
  (d) => ({
    ...{ type: 'goal.revised', ...goal(d), reason: 'scope' },
    ...(d.chance(0.5) ? { due_at: moment(d) } : { term: d.pick(['short', 'long']) }),
  }),
  (d) => ({ type: 'goal.completed', ...goal(d) }),
  (d) => ({ type: 'goal.reopened', ...goal(d), reason: 'new_chance' }),
  (d) => ({ type: 'goal.abandoned', ...goal(d), obstacle: d.pick(['time', 'support']), reason: 'priorities' }),
  (d) => ({
    ...{ type: 'goal.skill_assessed', ...person(d), programme_id: programme(d), skill: 'presenting' },
    ...{
      instrument_id: 'mca',
      rater: d.pick(['self', 'manager']),
      score: d.below(7),
      phase: d.pick(['before', 'after']),
    },
    ...(d.chance(0.5) ? { pairing_id: `pair-${d.below(3)}` } : {}),
  }),
  (d) => ({
    ...{
      type: 'alert.raised',
      ...alert(d),
      rule_id: d.pick(['no-meeting', 'low-rating']),
      rule_version: 1 + d.below(2),
    },
    ...{ score: 1 + d.below(3), since_at: moment(d), judged_at: moment(d), data_until_at: moment(d) },
    observed: { days_since: String(d.below(60)) },
  }),
  (d) => ({ type: 'alert.acknowledged', ...alert(d), ...(d.chance(0.5) ? { actor_id: 'token-1' } : {}) }),
  (d) => ({
    type: 'alert.snoozed',
    ...alert(d),
    snoozed_until_at: moment(d),
    ...(d.chance(0.5) ? { note: 'on_leave' } : {}),
  }),
  (d) => ({ type: 'alert.resolved', ...alert(d), outcome: d.pick(['condition_ended', 'contacted']) }),
];

const alert = (d: Dice) => ({ ...pair(d), alert_id: `alert-${d.below(4)}` });
const programme = (d: Dice) => d.pick(['alpha', 'alpha', 'beta']);
const pair = (d: Dice) => ({ programme_id: programme(d), pairing_id: `pair-${d.below(3)}` });
const meeting = (d: Dice) => ({ ...pair(d), meeting_id: `meet-${d.below(5)}` });
const goal = (d: Dice) => ({ ...pair(d), goal_id: `goal-${d.below(4)}` });
const person = (d: Dice) => ({ participant_id: `person-${d.below(4)}` });
const couple = (d: Dice) => ({ mentor_id: `person-${d.below(4)}`, mentee_id: `person-${d.below(4)}` });
const instrument = (d: Dice) => ({ instrument_id: 'pulse', instrument_version: 1 + d.below(2) });
const asked = (d: Dice) => ({
  programme_id: programme(d),
  side: d.pick(['mentor', 'mentee']),
  wave: d.pick(['mid', 'exit']),
  pairing_id: `pair-${d.below(3)}`,
});
const items = (d: Dice) => [
  { item_id: 'q1', measure: 'nps', scale_min: 0, scale_max: 10, reverse: false },
  {
    item_id: 'q2',
    measure: d.pick(['satisfaction', 'confidence']),
    scale_min: 1,
    scale_max: 5,
    reverse: d.chance(0.5),
  },
];

// Whole days, so that ties of time are common.
function moment(dice: Dice): number {
  return START + dice.below(90) * DAY;
}

/** The times that histories use, for asking as of one of them. */
export const historySpan = { from: START, days: 90 } as const;

/** A seeded set of events about a handful of people, pairings, meetings and surveys: ties, corrections of corrections. */
export function randomHistory(seed: number, size: number): RapportEvent[] {
  const dice = diceFrom(seededRandom(seed));
  const events: RapportEvent[] = [];
  for (let n = 0; n < size; n += 1) {
    const occurred_at = moment(dice);
    const draft = {
      ...dice.pick(drafts)(dice),
      event_id: eventIdFrom('history', `${seed}/${n}`),
      occurred_at,
      recorded_at: occurred_at + dice.pick([0, 0, DAY, 3 * DAY]),
      source: 'history',
    } as unknown as RapportEvent;
    const stream = draft.type.split('.')[0];
    const earlier = events.filter((event) => event.type.startsWith(`${stream}.`));
    // Late events are often corrected themselves, which makes chains.
    const corrected = dice.chance(0.2) ? earlier.at(-1 - dice.below(3)) : undefined;
    events.push(corrected === undefined ? draft : { ...draft, supersedes: corrected.event_id });
  }
  return events;
}
