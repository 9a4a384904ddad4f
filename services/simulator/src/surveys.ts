/** Surveys: the programme's two instruments, and the invitations and answers along a pairing. */
import type { Facts, Life, Scene } from './life.ts';
import type { SideModel } from './model.ts';
import type { PairingPlan } from './pairing-plan.ts';
import type { Couple } from './pairings.ts';
import { startWalk } from './walk.ts';

type Wave = 'pre' | 'mid' | 'post' | 'exit';
type Item = { item_id: string; measure: string; scale_min: number; scale_max: number; reverse: boolean };

const confidence: Item = { item_id: 'confidence', measure: 'confidence', scale_min: 1, scale_max: 5, reverse: false };
const satisfaction: Item = { ...confidence, item_id: 'satisfaction', measure: 'satisfaction' };
const recommend: Item = { item_id: 'recommend', measure: 'nps', scale_min: 0, scale_max: 10, reverse: false };
const VERSION = 1;
const OPEN_DAYS = 14;
const MID_DAYS = 90;

const baselineId = (scene: Scene) => `${scene.programmeId}-baseline`;
const experienceId = (scene: Scene) => `${scene.programmeId}-experience`;

/** Publishes both instruments: what they ask, on which scale. */
export function tellInstruments(scene: Scene, life: Life, at: number): void {
  const instruments = [
    { instrument_id: baselineId(scene), items: [confidence] },
    { instrument_id: experienceId(scene), items: [recommend, satisfaction, confidence] },
  ];
  for (const { instrument_id, items } of instruments) {
    life.tell({
      at,
      key: `${instrument_id}/published/${VERSION}`,
      facts: {
        type: 'survey.instrument_published',
        programme_id: scene.programmeId,
        instrument_id,
        instrument_version: VERSION,
        items,
      },
    });
  }
}

/** Both sides are asked before, after 90 days, and when it is over; whether and what they answer depends on nothing else. */
export function tellSurveys(scene: Scene, life: Life, couple: Couple, { activatedAt, end }: PairingPlan): void {
  tellWave(scene, life, couple, 'pre', activatedAt + 0.01);
  if (end.at > activatedAt + MID_DAYS) tellWave(scene, life, couple, 'mid', activatedAt + MID_DAYS);
  tellWave(scene, life, couple, end.kind === 'completed' ? 'post' : 'exit', end.at + 1);
}

function tellWave(scene: Scene, life: Life, couple: Couple, wave: Wave, sentAt: number): void {
  for (const side of ['mentor', 'mentee'] as const) {
    const invitation_id = `${couple.pairingId}-${wave}-${side}`;
    const asked = {
      programme_id: scene.programmeId,
      pairing_id: couple.pairingId,
      instrument_id: wave === 'pre' ? baselineId(scene) : experienceId(scene),
      instrument_version: VERSION,
      participant_id: side === 'mentor' ? couple.mentorId : couple.menteeId,
      invitation_id,
      side,
      wave,
    };
    const walk = startWalk('survey');
    const closes_at = scene.timeline.instant(sentAt + OPEN_DAYS);
    const invitation: Facts = { ...asked, type: 'survey.invitation_sent', closes_at };
    life.tell({ at: sentAt, key: `${invitation_id}/sent`, walk, facts: invitation });
    if (!life.random.chance(scene.model[side].response)) continue;
    // Most answer in the first days, all before it closes.
    const answeredAt = sentAt + 0.01 + OPEN_DAYS * 0.95 * life.random.uniform() ** 2;
    const answers = answersOf(life, scene.model[side], wave);
    const response: Facts = { ...asked, type: 'survey.response_submitted', response_id: `${invitation_id}-r`, answers };
    life.tell({ at: answeredAt, key: `${invitation_id}/submitted`, walk, facts: response });
  }
}

function answersOf({ random }: Life, side: SideModel, wave: Wave): { item_id: string; value: number }[] {
  const answer = ({ item_id, scale_min }: Item, weights: readonly number[]) => {
    return { item_id, value: random.weighted(weights) + scale_min };
  };
  if (wave === 'pre') return [answer(confidence, side.confidenceBefore)];
  return [
    answer(recommend, side.recommend),
    answer(satisfaction, side.satisfaction),
    answer(confidence, side.confidenceAfter),
  ];
}
