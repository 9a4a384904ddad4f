/** Who appears in a programme and when: pairings with their people, and employees who take no part. */
import { createLife, type Draft, type Life, type Scene } from './life.ts';
import { tellMeetings } from './meetings.ts';
import { type PairingPlan, planPairing } from './pairing-plan.ts';
import { type Couple, tellDeclined, tellPairing, tellVoided } from './pairings.ts';
import { createPerson, type Person, tellCareer, tellEnrolment, tellMilestone } from './people.ts';
import { createRandom, pseudonym, type Random } from './random.ts';
import { tellInstruments, tellSurveys } from './surveys.ts';

/** People data begins this long before the programme; nothing of an entrance happens earlier than this before it. */
const FORERUN_DAYS = 400;
/** Pairings that would activate just after the horizon are there as proposals. */
const AFTERRUN_DAYS = 10;
const VOIDED_WITHIN_DAYS = 5;
const MOST_PAIRINGS_OF_A_MENTOR = 4;
const KNOWN_MENTOR_SHARE = 0.5;

/** Some lives whose first event is not before programme day `notBefore`; entrances come in this order. */
export type Entrance = { notBefore: number; drafts: Draft[] };

export type Scale = { pairs: number; nonParticipants: number };
type Mentor = { id: string; leavesAt: number; pairings: number };

/** The programme itself, then everyone in the order of `notBefore`. */
export function* enterCast(scene: Scene, scale: Scale): Iterable<Entrance> {
  yield { notBefore: -FORERUN_DAYS - 1, drafts: tellProgramme(scene) };
  yield* inOrder(enterPairings(scene, scale.pairs), enterNonParticipants(scene, scale.nonParticipants));
}

/** How the programme is set up, and what its surveys ask. */
export function tellProgramme(scene: Scene): Draft[] {
  const life = createLife(scene, 'programme');
  const programme_id = scene.programmeId;
  life.tell({
    at: -FORERUN_DAYS - 1,
    key: `${programme_id}/configured`,
    facts: {
      type: 'programme.configured',
      programme_id,
      name: programme_id,
      time_zone: 'Europe/London',
      cadence_days: 14,
    },
  });
  tellInstruments(scene, life, -FORERUN_DAYS);
  return life.drafts();
}

/** Employees who are hired in the same years and never take part: the comparison. Seen from hire on, so none is missed. */
function* enterNonParticipants(scene: Scene, count: number): Iterable<Entrance> {
  const random = createRandom(`${scene.seed}/${scene.programmeId}/non-participants`);
  for (const [index, hiredAt] of uniformInOrder(random, count, -FORERUN_DAYS, scene.timeline.days)) {
    const person = createPerson(scene, `employee/${index}`, 1 + random.below(5));
    tellCareer(scene, person, { hiredAt, pairedAt: null });
    yield { notBefore: hiredAt, drafts: person.life.drafts() };
  }
}

function* enterPairings(scene: Scene, count: number): Iterable<Entrance> {
  const random = createRandom(`${scene.seed}/${scene.programmeId}/pairings`);
  const mentors: Mentor[] = [];
  for (const [index, activatedAt] of uniformInOrder(random, count, 0, scene.timeline.days + AFTERRUN_DAYS)) {
    const lives: Life[] = [];
    const mentor = chooseMentor(scene, random, mentors, activatedAt, index, lives);
    const mentee = createPerson(scene, `mentee/${index}`, 1 + random.below(3));
    const life = createLife(scene, `pairing/${index}`);
    lives.push(mentee.life, life);
    enterPairing(scene, life, mentor.id, mentee, activatedAt);
    yield { notBefore: activatedAt - FORERUN_DAYS, drafts: merged(lives) };
  }
}

/** A mentor who is still employed and has room, else a new one. Being chosen tells nothing about when one will leave. */
function chooseMentor(
  scene: Scene,
  random: Random,
  mentors: Mentor[],
  pairedAt: number,
  index: number,
  lives: Life[],
): Mentor {
  const at = random.below(mentors.length);
  const known = random.chance(KNOWN_MENTOR_SHARE) ? mentors[at] : undefined;
  if (known !== undefined && known.leavesAt > pairedAt && known.pairings < MOST_PAIRINGS_OF_A_MENTOR) {
    known.pairings += 1;
    return known;
  }
  // Those who have left or are full make room, so that the list stays as long as the programme is large.
  if (known !== undefined) mentors.splice(at, 1);
  const person = createPerson(scene, `mentor/${index}`, 4 + random.below(4));
  const hiredAt = pairedAt - random.between(60, 390);
  const leavesAt = tellCareer(scene, person, { hiredAt, pairedAt });
  tellEnrolment(scene, person, { role: 'mentor', at: pairedAt - random.between(20, 50), end: null });
  lives.push(person.life);
  const mentor = { id: person.id, leavesAt, pairings: 1 };
  mentors.push(mentor);
  return mentor;
}

function enterPairing(scene: Scene, life: Life, mentorId: string, mentee: Person, activatedAt: number): void {
  const { random } = life;
  const { model } = scene;
  const hiredAt = activatedAt - random.between(20, 200);
  const enrolledAt = activatedAt - random.between(12, 19);
  const couple = coupleOf(scene, mentorId, mentee, '');
  if (random.chance(model.neverMatched)) {
    tellCareer(scene, mentee, { hiredAt, pairedAt: null });
    tellDeclined(scene, life, couple, activatedAt - 8);
    const end = { at: activatedAt, reason: 'no_match' };
    tellEnrolment(scene, mentee, { role: 'mentee', at: enrolledAt, end });
    return;
  }
  const menteeLeavesAt = tellCareer(scene, mentee, { hiredAt, pairedAt: activatedAt });
  const plan = planPairing(model, random, { activatedAt, menteeLeavesAt });
  if (random.chance(model.declinedFirst)) {
    tellDeclined(scene, life, coupleOf(scene, mentorId, mentee, 'declined'), activatedAt - random.between(8, 11));
  }
  const end = tellMatched(scene, life, couple, plan);
  tellMilestone(scene, mentee, activatedAt);
  tellEnrolment(scene, mentee, { role: 'mentee', at: enrolledAt, end });
}

function coupleOf(scene: Scene, mentorId: string, mentee: Person, attempt: string): Couple {
  const pairingId = `pr-${pseudonym(`${scene.seed}/${scene.programmeId}/${mentee.id}/pairing/${attempt}`)}`;
  return { pairingId, mentorId, menteeId: mentee.id };
}

/** The pairing with its meetings and surveys, or a voided one. Returns when and why the mentee's enrolment ends. */
function tellMatched(scene: Scene, life: Life, couple: Couple, plan: PairingPlan): { at: number; reason: string } {
  // Not near the horizon: a pairing that is yet to be voided would still count, and as one that never ends.
  const canBeVoided = plan.activatedAt + VOIDED_WITHIN_DAYS < scene.timeline.days;
  if (life.random.chance(scene.model.voidedShare) && canBeVoided) {
    const voidedAt = plan.activatedAt + life.random.between(0.1, VOIDED_WITHIN_DAYS);
    tellVoided(scene, life, couple, plan, voidedAt);
    return { at: voidedAt, reason: 'entered_in_error' };
  }
  tellPairing(scene, life, couple, plan);
  tellMeetings(scene, life, couple, plan);
  tellSurveys(scene, life, couple, plan);
  return { at: plan.end.at, reason: plan.end.kind };
}

function merged(lives: Life[]): Draft[] {
  return lives.flatMap((life) => life.drafts()).sort((a, b) => a.recordedAt - b.recordedAt);
}

/** `count` independent uniform days in ascending order, one at a time: each is the least of those that remain. */
function* uniformInOrder(random: Random, count: number, from: number, to: number): Iterable<[number, number]> {
  let above = 1;
  for (let index = 0; index < count; index++) {
    above *= (1 - random.uniform()) ** (1 / (count - index));
    yield [index, from + (1 - above) * (to - from)];
  }
}

function* inOrder(first: Iterable<Entrance>, second: Iterable<Entrance>): Iterable<Entrance> {
  const waiting = second[Symbol.iterator]();
  let next = waiting.next();
  for (const entrance of first) {
    for (; !next.done && next.value.notBefore < entrance.notBefore; next = waiting.next()) yield next.value;
    yield entrance;
  }
  for (; !next.done; next = waiting.next()) yield next.value;
}
