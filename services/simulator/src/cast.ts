/** Who appears in a programme and when: pairings with their people, and employees who take no part. */
import { createLife, type Draft, type Scene } from './life.ts';
import { MATCH_BEFORE_DAYS, type Match, type Mentor, makeMatch, PEOPLE_BEFORE_DAYS } from './matches.ts';
import { createPerson, tellCareer } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { tellInstruments } from './surveys.ts';

/** Pairings that would activate just after the horizon are there as proposals. */
const AFTERRUN_DAYS = 10;

/** Some lives whose first event is not before programme day `notBefore`; entrances come in this order. */
export type Entrance = { notBefore: number; drafts: Draft[] };

export type Scale = { pairs: number; nonParticipants: number };

/** The programme itself, then everyone in the order of `notBefore`. */
export function* enterCast(scene: Scene, scale: Scale): Iterable<Entrance> {
  yield { notBefore: -PEOPLE_BEFORE_DAYS - 1, drafts: tellProgramme(scene) };
  yield* inOrder(enterPairings(scene, scale.pairs), enterNonParticipants(scene, scale.nonParticipants));
}

/** How the programme is set up, and what its surveys ask. */
export function tellProgramme(scene: Scene): Draft[] {
  const life = createLife(scene, 'programme');
  const programme_id = scene.programmeId;
  life.tell({
    at: -PEOPLE_BEFORE_DAYS - 1,
    key: `${programme_id}/configured`,
    facts: {
      type: 'programme.configured',
      programme_id,
      name: programme_id,
      time_zone: 'Europe/London',
      cadence_days: 14,
    },
  });
  tellInstruments(scene, life, -PEOPLE_BEFORE_DAYS);
  return life.drafts();
}

/** Employees who are hired in the same years and never take part: the comparison. Seen from hire on, so none is missed. */
function* enterNonParticipants(scene: Scene, count: number): Iterable<Entrance> {
  const random = createRandom(`${scene.seed}/${scene.programmeId}/non-participants`);
  for (const [index, hiredAt] of uniformInOrder(random, count, -PEOPLE_BEFORE_DAYS, scene.timeline.days)) {
    const person = createPerson(scene, `employee/${index}`, 1 + random.below(5), false);
    tellCareer(scene, person, { hiredAt, pairedAt: null });
    yield { notBefore: hiredAt, drafts: person.life.drafts() };
  }
}

/** The people of a match enter long before it, its story only when it begins: most events are not held for long. */
function* enterPairings(scene: Scene, count: number): Iterable<Entrance> {
  const random = createRandom(`${scene.seed}/${scene.programmeId}/pairings`);
  const mentors: Mentor[] = [];
  const toBegin: { notBefore: number; tellStory: Match['tellStory'] }[] = [];
  for (const [index, activatedAt] of uniformInOrder(random, count, 0, scene.timeline.days + AFTERRUN_DAYS)) {
    const notBefore = activatedAt - PEOPLE_BEFORE_DAYS;
    for (let next = toBegin[0]; next !== undefined && next.notBefore < notBefore; next = toBegin[0]) {
      toBegin.shift();
      yield { notBefore: next.notBefore, drafts: next.tellStory() };
    }
    const match = makeMatch(scene, random, mentors, index, activatedAt);
    yield { notBefore, drafts: match.people };
    toBegin.push({ notBefore: activatedAt - MATCH_BEFORE_DAYS, tellStory: match.tellStory });
  }
  for (const { notBefore, tellStory } of toBegin) yield { notBefore, drafts: tellStory() };
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
