/** Assessments of a mentee's skill: by themselves and by their manager, when the pairing begins and half a year later. */
import type { Facts, Life, Scene } from './life.ts';
import { skillRaters } from './model.ts';
import type { PairingPlan } from './pairing-plan.ts';
import type { Couple } from './pairings.ts';

const SKILL = 'communication';
const VERSION = 1;
const SCALE = { scale_min: 0, scale_max: 100 };
const AFTER_DAYS = 180;

/** Whether somebody is assessed again depends on nothing: the gain of those assessed twice is that of all. */
export function tellSkills(scene: Scene, life: Life, couple: Couple, { activatedAt, end }: PairingPlan): void {
  const { before, gain, assessedAgain } = scene.model.skills;
  const beforeAt = activatedAt + life.random.between(0.5, 5);
  // A pair that ends early is assessed then.
  const afterAt = Math.max(Math.min(activatedAt + AFTER_DAYS, end.at), beforeAt) + life.random.between(1, 4);
  for (const rater of skillRaters) {
    const score = life.random.between(before.low, before.high);
    const change = life.random.between(gain[rater].low, gain[rater].high);
    const again = life.random.chance(assessedAgain);
    const facts = (phase: 'before' | 'after', value: number): Facts => ({
      ...{ type: 'goal.skill_assessed', programme_id: scene.programmeId, pairing_id: couple.pairingId },
      ...{ participant_id: couple.menteeId, skill: SKILL, rater, phase, ...SCALE },
      ...{ instrument_id: `${scene.programmeId}-skills`, instrument_version: VERSION },
      score: Math.round(value * 10) / 10,
    });
    const key = `${couple.pairingId}/${SKILL}/${rater}`;
    life.tell({ at: beforeAt, key: `${key}/before`, facts: facts('before', score) });
    if (again) life.tell({ at: afterAt, key: `${key}/after`, facts: facts('after', score + change) });
  }
}
