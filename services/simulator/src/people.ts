/** Lives of people: who they are, when they are hired, promoted and leave, and the development plan of a mentee. */
import { createLife, type Life, type Scene } from './life.ts';
import { departments, exitHazards, favouredDepartments, MILESTONE_DAYS } from './model.ts';
import { pseudonym, type Random } from './random.ts';
import { startWalk } from './walk.ts';

const LOCATIONS = ['london', 'leeds', 'dublin', 'remote'] as const;
const GENDERS = ['woman', 'man', 'non_binary'] as const;
const MOMENT = 0.002;

/** `hazardRatio`: how this person's hazard of leaving compares with the model's, taking part or not. */
export type Person = {
  id: string;
  life: Life;
  attributes: Record<string, string>;
  grade: number;
  hazardRatio: number;
};

/** Career facts: hired, then a hazard of leaving and promotions that change on the day a first pairing activates. */
export type Career = { hiredAt: number; pairedAt: number | null };

/**
 * A person with a pseudonym by `name`. What a person is has no effect on what happens, groups differ by chance only;
 * unless the model selects: then participants come from favoured departments, whose people leave differently.
 */
export function createPerson(scene: Scene, name: string, grade: number, takesPart = true): Person {
  const life = createLife(scene, name);
  const { random } = life;
  const { odds, hazardRatio } = scene.model.selection;
  const weights = departments.map((one) => (takesPart && favouredDepartments.includes(one) ? odds : 1));
  const department = departments[random.weighted(weights)] ?? departments[0];
  const attributes = {
    department,
    location: random.pick(LOCATIONS),
    gender: GENDERS[random.weighted([48, 50, 2])] ?? GENDERS[0],
    level: `g${grade}`,
  };
  const id = `p-${pseudonym(`${scene.seed}/${scene.programmeId}/${name}`)}`;
  return { id, life, attributes, grade, hazardRatio: favouredDepartments.includes(department) ? hazardRatio : 1 };
}

/** Tells the employment up to the horizon and returns the day of leaving (perhaps after the horizon, never before `pairedAt`). */
export function tellCareer(scene: Scene, person: Person, { hiredAt, pairedAt }: Career): number {
  const { life, id } = person;
  const hazards = exitHazards(scene.model);
  // Memoryless: who is employed when the pairing activates leaves from then on by the mentored hazard.
  const leftAt =
    pairedAt === null
      ? hiredAt + life.random.exponential(hazards.notMentored * person.hazardRatio)
      : pairedAt + life.random.exponential(hazards.mentored * person.hazardRatio);
  const employment_id = `e-${id.slice(2)}`;
  const walk = startWalk('employment');
  life.tell({
    at: hiredAt,
    key: `${id}/registered`,
    facts: { type: 'participant.registered', participant_id: id, attributes: person.attributes },
  });
  life.tell({
    at: hiredAt + MOMENT,
    key: `${id}/hired`,
    walk,
    facts: { type: 'participant.employment_started', participant_id: id, employment_id, grade: person.grade },
  });
  for (const [index, at] of promotionDays(scene, life.random, hiredAt + 2 * MOMENT, pairedAt, leftAt).entries()) {
    const grade = person.grade + index + 1;
    life.tell({
      at,
      key: `${id}/promoted/${grade}`,
      walk,
      facts: { type: 'participant.promoted', participant_id: id, employment_id, grade },
    });
    life.tell({
      at: at + MOMENT,
      key: `${id}/profile/${grade}`,
      facts: {
        type: 'participant.profile_changed',
        participant_id: id,
        attributes: { ...person.attributes, level: `g${grade}` },
      },
    });
  }
  const separation = (['voluntary', 'involuntary', 'other'] as const)[life.random.weighted([75, 18, 7])] ?? 'other';
  life.tell({
    at: leftAt,
    key: `${id}/left`,
    walk,
    facts: { type: 'participant.employment_ended', participant_id: id, employment_id, separation },
  });
  return leftAt;
}

/** A Poisson process whose rate changes at `pairedAt`, from `from` to leaving or the horizon. */
function promotionDays(scene: Scene, random: Random, from: number, pairedAt: number | null, leftAt: number): number[] {
  const { mentored, notMentored } = scene.model.promotionHazard;
  const until = Math.min(leftAt, scene.timeline.days);
  const change = Math.min(pairedAt ?? until, until);
  return [...poissonDays(random, notMentored, from, change), ...poissonDays(random, mentored, change, until)];
}

/** The days of a Poisson process with `rate` a day in [from, until). */
export function poissonDays(random: Random, rate: number, from: number, until: number): number[] {
  const days: number[] = [];
  for (let day = from + random.exponential(rate); day < until; day += random.exponential(rate)) days.push(day);
  return days;
}

export type Enrolment = {
  role: 'mentor' | 'mentee';
  at: number;
  /** When and why it ends; null while it lasts. */
  end: { at: number; reason: string } | null;
};

/** Tells when a person joins the programme, and leaves it. */
export function tellEnrolment(scene: Scene, { life, id }: Person, { role, at, end }: Enrolment): void {
  const walk = startWalk('enrolment');
  const shared = { programme_id: scene.programmeId, participant_id: id, role };
  const cohort = `intake-${new Date(scene.timeline.instant(at)).getUTCFullYear()}`;
  life.tell({ at, key: `${id}/enrolled`, walk, facts: { ...shared, type: 'participant.enrolled', cohort } });
  if (end === null) return;
  life.tell({
    at: end.at,
    key: `${id}/enrolment-ended`,
    walk,
    facts: { ...shared, type: 'participant.enrolment_ended', reason: end.reason },
  });
}

/** The development plan that some mentees agree on in the weeks after activation. */
export function tellMilestone(scene: Scene, { life, id }: Person, pairedAt: number): void {
  if (!life.random.chance(scene.model.milestone)) return;
  life.tell({
    at: pairedAt + life.random.between(MILESTONE_DAYS.from, MILESTONE_DAYS.to),
    key: `${id}/plan-agreed`,
    facts: {
      type: 'participant.milestone_reached',
      programme_id: scene.programmeId,
      participant_id: id,
      milestone: 'development_plan_agreed',
    },
  });
}
