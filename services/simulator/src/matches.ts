/** Matches of a mentee with a mentor: the people are made when the match is, the pairing's own story when it begins. */

import { driftOf, tellAlerts } from './drift.ts';
import { tellGoals } from './goals.ts';
import { createLife, type Draft, type Life, type Scene } from './life.ts';
import { tellMeetings } from './meetings.ts';
import { type PairingPlan, planPairing } from './pairing-plan.ts';
import { type Couple, tellDeclined, tellPairing, tellVoided } from './pairings.ts';
import { createPerson, type Person, tellCareer, tellEnrolment, tellMilestone } from './people.ts';
import { pseudonym, type Random } from './random.ts';
import { tellSkills } from './skills.ts';
import { tellSurveys } from './surveys.ts';

/** People are hired no earlier than this before their first match; a match begins no earlier than that before activation. */
export const PEOPLE_BEFORE_DAYS = 400;
export const MATCH_BEFORE_DAYS = 12;

const MOST_PAIRINGS_OF_A_MENTOR = 4;
const KNOWN_MENTOR_SHARE = 0.5;

export type Mentor = { id: string; leavesAt: number; pairings: number };

/** `people`: drafts of those who are new. `tellStory` gives the drafts of the pairing itself. */
export type Match = { people: Draft[]; tellStory: () => Draft[] };

/** The match number `index`, active on day `activatedAt` unless nothing comes of it. `mentors` are those known so far. */
export function makeMatch(scene: Scene, random: Random, mentors: Mentor[], index: number, activatedAt: number): Match {
  const lives: Life[] = [];
  const mentor = knownMentor(random, mentors, activatedAt) ?? newMentor(scene, random, lives, index, activatedAt);
  if (mentor.pairings === 0) mentors.push(mentor);
  mentor.pairings += 1;
  const mentee = createPerson(scene, `mentee/${index}`, 1 + random.below(3));
  lives.push(mentee.life);
  const tell = matchMentee(scene, createLife(scene, `pairing/${index}`), mentor.id, mentee, activatedAt);
  return { people: draftsOf(lives), tellStory: () => draftsOf(tell()) };
}

function draftsOf(lives: Life[]): Draft[] {
  return lives.flatMap((life) => life.drafts()).sort((a, b) => a.recordedAt - b.recordedAt);
}

/** A mentor who is still employed and has room. Being chosen tells nothing about when one will leave. */
function knownMentor(random: Random, mentors: Mentor[], pairedAt: number): Mentor | undefined {
  const at = random.below(mentors.length);
  const known = random.chance(KNOWN_MENTOR_SHARE) ? mentors[at] : undefined;
  if (known === undefined) return undefined;
  if (known.leavesAt > pairedAt && known.pairings < MOST_PAIRINGS_OF_A_MENTOR) return known;
  // Those who have left or are full make room, so that the list does not grow with the history.
  mentors.splice(at, 1);
  return undefined;
}

function newMentor(scene: Scene, random: Random, lives: Life[], index: number, pairedAt: number): Mentor {
  const person = createPerson(scene, `mentor/${index}`, 4 + random.below(4));
  const hiredAt = pairedAt - random.between(60, 390);
  const leavesAt = tellCareer(scene, person, { hiredAt, pairedAt });
  tellEnrolment(scene, person, { role: 'mentor', at: pairedAt - random.between(20, 50), end: null });
  lives.push(person.life);
  return { id: person.id, leavesAt, pairings: 0 };
}

/** Tells the mentee's part and returns how to tell the pairing's. */
function matchMentee(scene: Scene, life: Life, mentorId: string, mentee: Person, activatedAt: number): () => Life[] {
  const { random } = mentee.life;
  const { neverMatched, declinedFirst } = scene.model;
  const hiredAt = activatedAt - random.between(20, 200);
  const enrolledAt = activatedAt - random.between(12, 19);
  const couple = coupleOf(scene, mentorId, mentee, 'made');
  if (random.chance(neverMatched)) {
    tellCareer(scene, mentee, { hiredAt, pairedAt: null });
    tellEnrolment(scene, mentee, { role: 'mentee', at: enrolledAt, end: { at: activatedAt, reason: 'no_match' } });
    return () => [tellDeclined(scene, life, couple, activatedAt - 8)];
  }
  const menteeLeavesAt = tellCareer(scene, mentee, { hiredAt, pairedAt: activatedAt });
  const plan = planPairing(scene, random, { activatedAt, menteeLeavesAt, hazardRatio: mentee.hazardRatio });
  const end = { at: plan.voidedAt ?? plan.end.at, reason: plan.voidedAt === null ? plan.end.kind : 'entered_in_error' };
  tellEnrolment(scene, mentee, { role: 'mentee', at: enrolledAt, end });
  tellMilestone(scene, mentee, activatedAt);
  return function tellMatch() {
    if (life.random.chance(declinedFirst)) {
      const declined = coupleOf(scene, mentorId, mentee, 'declined');
      tellDeclined(scene, life, declined, activatedAt - life.random.between(8, 11));
    }
    return tellActive(scene, life, couple, plan);
  };
}

function tellActive(scene: Scene, life: Life, couple: Couple, drawn: PairingPlan): Life[] {
  if (drawn.voidedAt !== null) return [tellVoided(scene, life, couple, drawn, drawn.voidedAt)];
  const watch = createLife(scene, `watch/${couple.pairingId}`);
  const plan = { ...drawn, driftsAt: driftOf(scene, watch, drawn) };
  tellPairing(scene, life, couple, plan);
  tellMeetings(scene, life, couple, plan);
  tellSurveys(scene, life, couple, plan);
  // A life, and so randomness, of its own: the rest of a seed's story is the same with goals and without.
  const aims = createLife(scene, `aims/${couple.pairingId}`);
  tellGoals(scene, aims, couple, plan);
  tellSkills(scene, aims, couple, plan);
  tellAlerts(scene, watch, couple, plan);
  return [life, aims, watch];
}

function coupleOf(scene: Scene, mentorId: string, mentee: Person, attempt: string): Couple {
  const pairingId = `pr-${pseudonym(`${scene.seed}/${scene.programmeId}/${mentee.id}/${attempt}`)}`;
  return { pairingId, mentorId, menteeId: mentee.id };
}
