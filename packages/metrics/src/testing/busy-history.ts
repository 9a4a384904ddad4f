/** A history with a bit of everything and fractions in every amount, always the same: for tests of the whole catalogue. */
import type { RapportEvent } from '@rapport/events';
import { event } from './scenario.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2023, 0, 2);

/** Whole numbers from 0 to below `limit`, the same ones in every run (a linear congruence, its high bits). */
function createDice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

const instrument = { instrument_id: 'i', instrument_version: 1 };
const item = (item_id: string, measure: string, max: number) => {
  return { item_id, measure, scale_min: max === 10 ? 0 : 1, scale_max: max, reverse: false };
};

type Dice = ReturnType<typeof createDice>;

function meetingsOf(dice: Dice, own: EventOf, pairing_id: string, start: number): RapportEvent[] {
  return Array.from({ length: 6 }, (_, index) => {
    const at = start + (index * 9 + dice(8)) * DAY_MS + dice(DAY_MS);
    const meeting_id = `${pairing_id}-${index}`;
    const rate = (side: string) =>
      own('meeting.rated', at + DAY_MS, { pairing_id, meeting_id, side, rating: 1 + dice(5) });
    if (dice(8) === 0) {
      return [
        own('meeting.scheduled', at - 3 * DAY_MS, { pairing_id, meeting_id, starts_at: new Date(at).toISOString() }),
        own('meeting.no_show', at + DAY_MS, { pairing_id, meeting_id, side: dice(2) === 0 ? 'mentor' : 'mentee' }),
      ];
    }
    const held = { pairing_id, meeting_id, duration_minutes: 17 + dice(80), evidence: 'both_confirmed' };
    return [own('meeting.held', at, held), rate('mentor'), rate('mentee')];
  }).flat();
}

type EventOf = (type: RapportEvent['type'], at: number, fields: Record<string, unknown>) => RapportEvent;

function surveysOf(dice: Dice, own: EventOf, side: string, participant_id: string, start: number): RapportEvent[] {
  return ['pre', 'post'].flatMap((wave, index) => {
    const sent = start + index * 120 * DAY_MS;
    const asked = { ...instrument, side, wave, invitation_id: `${participant_id}-${wave}`, participant_id };
    const answers = [
      { item_id: 'recommend', value: dice(11) },
      { item_id: 'satisfied', value: 1 + dice(40) / 10 },
      { item_id: 'again', value: 1 + dice(40) / 10 },
    ];
    const response = { ...asked, response_id: `${participant_id}-${wave}`, answers };
    const invited = own('survey.invitation_sent', sent, asked);
    return dice(4) === 0 ? [invited] : [invited, own('survey.response_submitted', sent + dice(9 * DAY_MS), response)];
  });
}

function goalsOf(dice: Dice, own: EventOf, pairing_id: string, participant_id: string, start: number): RapportEvent[] {
  const goal = { pairing_id, goal_id: `${pairing_id}-goal` };
  const due_at = new Date(start + 90 * DAY_MS).toISOString();
  const assessed = (phase: string, at: number) =>
    own('goal.skill_assessed', at, {
      ...{ participant_id, pairing_id, skill: 'listening', instrument_id: 'k', rater: 'self', phase },
      score: dice(70) / 10,
    });
  return [
    own('goal.set', start + 2 * DAY_MS, { ...goal, participant_id, term: 'short', due_at }),
    own('goal.progressed', start + 20 * DAY_MS, { ...goal, progress: dice(10) / 10, obstacle: 'time' }),
    own(dice(3) === 0 ? 'goal.abandoned' : 'goal.completed', start + (30 + dice(90)) * DAY_MS, goal),
    assessed('before', start + DAY_MS),
    assessed('after', start + 150 * DAY_MS),
  ];
}

/** Every third pairing has an alert, taken on the next day. Without dice: nothing else changes for it. */
function alertsOf(own: EventOf, pairing_id: string, start: number, index: number): RapportEvent[] {
  if (index % 3 !== 0) return [];
  const at = start + 55 * DAY_MS;
  const alert = { pairing_id, alert_id: `alert-${index}` };
  const rule = { rule_id: index % 2 === 0 ? 'no-meeting' : 'goal-stuck', rule_version: 1, score: 1.5 };
  return [
    own('alert.raised', at, { ...alert, ...rule, since_at: start, judged_at: at, data_until_at: at }),
    own('alert.acknowledged', at + DAY_MS, alert),
  ];
}

/** About thirty events for each of `pairings` pairings in two programmes, over some 500 days from January 2023. */
export function busyHistory(pairings: number): RapportEvent[] {
  const dice = createDice(7);
  const items = [item('recommend', 'nps', 10), item('satisfied', 'satisfaction', 5), item('again', 'satisfaction', 5)];
  const configured = ['Europe/London', 'America/New_York'].map((time_zone, index) =>
    event('programme.configured', '2023-01-01T00:00:00Z', { programme_id: `g${index}`, time_zone, cadence_days: 14 }),
  );
  const pairs = Array.from({ length: pairings }, (_, index): RapportEvent[] => {
    const programme_id = `g${index % 2}`;
    const own: EventOf = (type, at, fields) => event(type, new Date(at).toISOString(), { programme_id, ...fields });
    const start = START + dice(300 * DAY_MS);
    const people = { mentor_id: `m${dice(Math.ceil(pairings / 3))}`, mentee_id: `e${index}` };
    const pairing_id = `p${index}`;
    const committed_end_at = new Date(start + 180 * DAY_MS).toISOString();
    const worker = (participant_id: string, at: number) =>
      event('participant.employment_started', new Date(at).toISOString(), { participant_id, employment_id: 's' });
    return [
      worker(people.mentee_id, start - dice(900 * DAY_MS)),
      own('participant.enrolled', start - (6 + dice(40)) * DAY_MS, {
        participant_id: people.mentee_id,
        role: 'mentee',
      }),
      own('pairing.proposed', start - 5 * DAY_MS, { pairing_id, ...people }),
      own('pairing.activated', start, { pairing_id, ...people, committed_end_at }),
      ...meetingsOf(dice, own, pairing_id, start),
      ...goalsOf(dice, own, pairing_id, people.mentee_id, start),
      ...alertsOf(own, pairing_id, start, index),
      ...surveysOf(dice, own, 'mentee', people.mentee_id, start),
      ...(dice(3) === 0
        ? [
            own('pairing.ended_early', start + (60 + dice(90)) * DAY_MS, {
              pairing_id,
              reason: dice(2) ? 'moved' : 'busy',
            }),
          ]
        : []),
    ];
  });
  const published = event('survey.instrument_published', '2023-01-01T00:00:00Z', { ...instrument, items });
  return [...configured, published, ...pairs.flat()];
}
