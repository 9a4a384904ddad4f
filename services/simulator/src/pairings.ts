/** The life of a pairing as events of the pairing stream. */
import type { Facts, Life, Scene } from './life.ts';
import type { PairingPlan } from './pairing-plan.ts';
import { startWalk, type Walk } from './walk.ts';

export type Couple = { pairingId: string; mentorId: string; menteeId: string };

const CADENCE_DAYS = 14;
const MATCH_METHODS = ['manual', 'algorithm', 'self_match'] as const;

/** Proposal and both sides' consent, in the days before activation. */
function tellProposal(scene: Scene, life: Life, couple: Couple, activatedAt: number, walk: Walk): void {
  const key = couple.pairingId;
  const proposedAt = activatedAt - life.random.between(2, 5);
  life.tell({ at: proposedAt, key: `${key}/proposed`, walk, facts: proposal(scene, life, couple) });
  const ids = idsOf(scene, couple);
  for (const [index, side] of (['mentor', 'mentee'] as const).entries()) {
    const at = proposedAt + (0.4 * (index + 1) + life.random.between(0, 0.35)) * 1.2;
    life.tell({ at, key: `${key}/accepted/${side}`, walk, facts: { ...ids, type: 'pairing.accepted', side } });
  }
}

function idsOf(scene: Scene, { pairingId }: Couple) {
  return { programme_id: scene.programmeId, pairing_id: pairingId };
}

function proposal(scene: Scene, life: Life, couple: Couple): Facts {
  return {
    ...idsOf(scene, couple),
    type: 'pairing.proposed',
    mentor_id: couple.mentorId,
    mentee_id: couple.menteeId,
    match_method: life.random.pick(MATCH_METHODS),
    match_score: Math.round(life.random.between(40, 100)) / 100,
  };
}

/** A match that one side turns down. */
export function tellDeclined(scene: Scene, life: Life, couple: Couple, proposedAt: number): Life {
  const key = couple.pairingId;
  const walk = startWalk('pairing');
  life.tell({ at: proposedAt, key: `${key}/proposed`, walk, facts: proposal(scene, life, couple) });
  life.tell({
    at: proposedAt + life.random.between(0.5, 1.8),
    key: `${key}/declined`,
    walk,
    facts: {
      ...idsOf(scene, couple),
      type: 'pairing.declined',
      side: life.random.pick(['mentor', 'mentee']),
      reason: life.random.pick(['no_capacity', 'no_fit']),
    },
  });
  return life;
}

/** From activation to the end. */
export function tellPairing(scene: Scene, life: Life, couple: Couple, plan: PairingPlan): void {
  const walk = startWalk('pairing');
  tellProposal(scene, life, couple, plan.activatedAt, walk);
  life.tell({
    at: plan.activatedAt,
    key: `${couple.pairingId}/activated`,
    walk,
    facts: activation(scene, couple, plan),
  });
  tellPause(scene, life, couple, plan, walk);
  tellEnd(scene, life, couple, plan, walk);
}

/** A pairing entered by mistake: activated, and voided some days later. */
export function tellVoided(scene: Scene, life: Life, couple: Couple, plan: PairingPlan, voidedAt: number): Life {
  const walk = startWalk('pairing');
  life.tell({
    at: plan.activatedAt,
    key: `${couple.pairingId}/activated`,
    walk,
    facts: activation(scene, couple, plan),
  });
  life.tell({
    at: voidedAt,
    key: `${couple.pairingId}/voided`,
    walk,
    facts: { ...idsOf(scene, couple), type: 'pairing.voided', reason: 'entered_in_error' },
  });
  return life;
}

function activation(scene: Scene, couple: Couple, plan: PairingPlan): Facts {
  return {
    ...idsOf(scene, couple),
    type: 'pairing.activated',
    mentor_id: couple.mentorId,
    mentee_id: couple.menteeId,
    cadence_days: CADENCE_DAYS,
    committed_end_at: scene.timeline.instant(plan.committedEndAt),
    attributes: { commitment: `${Math.round((plan.committedEndAt - plan.activatedAt) / 30.4375)}_months` },
  };
}

function tellPause(scene: Scene, life: Life, couple: Couple, { pause, end }: PairingPlan, walk: Walk): void {
  if (pause === null) return;
  const ids = idsOf(scene, couple);
  const key = couple.pairingId;
  const reason = life.random.pick(['leave', 'busy_season']);
  life.tell({ at: pause.from, key: `${key}/paused`, walk, facts: { ...ids, type: 'pairing.paused', reason } });
  if (pause.to >= end.at) return;
  life.tell({ at: pause.to, key: `${key}/resumed`, walk, facts: { ...ids, type: 'pairing.resumed' } });
}

function tellEnd(scene: Scene, life: Life, couple: Couple, { end }: PairingPlan, walk: Walk): void {
  const { reason, side } = end;
  const key = `${couple.pairingId}/ended`;
  const ids = idsOf(scene, couple);
  if (end.kind === 'completed') {
    life.tell({ at: end.at, key, walk, facts: { ...ids, type: 'pairing.completed', reason } });
    return;
  }
  const facts: Facts = { ...ids, type: 'pairing.ended_early', reason, side };
  // Someone first enters the day of the paperwork, and is put right later.
  const mistake = { share: scene.model.delivery.endsCorrected, at: end.at + life.random.between(1, 10), facts };
  life.tell({ at: end.at, key, walk, facts, mistake });
}
