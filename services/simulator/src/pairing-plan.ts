/** Decides a pairing's fate before it is told: how long, how it ends, when it pauses. Days are programme days. */
import type { Scene } from './life.ts';
import { endHazard, exitHazards } from './model.ts';
import type { Random } from './random.ts';

export type PairingPlan = {
  activatedAt: number;
  committedEndAt: number;
  end: { at: number; kind: 'completed' | 'ended_early'; reason: string; side: 'mentor' | 'mentee' | 'programme' };
  pause: { from: number; to: number } | null;
  /** The pair plans no meeting from this day on; null for one that does not drift. */
  driftsAt: number | null;
  /** Entered by mistake, and taken back on this day; such a pairing has no other story. */
  voidedAt: number | null;
};

// Not in the first weeks, so that a pause does not meddle with the time to the first meeting.
const EARLIEST_PAUSE_DAYS = 45;
const VOIDED_WITHIN_DAYS = 5;

const EARLY_REASONS = [
  { reason: 'no_time', side: 'mentor', weight: 34 },
  { reason: 'moved_team', side: 'mentor', weight: 18 },
  { reason: 'no_time', side: 'mentee', weight: 20 },
  { reason: 'goal_reached', side: 'mentee', weight: 12 },
  { reason: 'poor_match', side: 'mentee', weight: 10 },
  { reason: 'inactive', side: 'programme', weight: 6 },
] as const;

/** `hazardRatio` is the mentee's: how readily they leave the employer, against the model. */
export type PairingFate = { activatedAt: number; menteeLeavesAt: number; hazardRatio: number };

/**
 * The mentee's leaving and everything else compete, both with constant hazards that add up to the hazard of the
 * commitment; what neither has ended by the committed end is completed then. A mentor who leaves stays as alumnus: one
 * mentor's several pairings must not end together, or plain intervals would be too narrow.
 */
export function planPairing(scene: Scene, random: Random, fate: PairingFate): PairingPlan {
  const { activatedAt, menteeLeavesAt } = fate;
  const { model } = scene;
  const commitment = model.commitments[random.weighted(model.commitments.map(({ share }) => share))]?.days ?? 0;
  const committedEndAt = activatedAt + commitment;
  const otherHazard = endHazard(model, commitment) - exitHazards(model).mentored * fate.hazardRatio;
  const otherEndAt = activatedAt + random.exponential(otherHazard);
  const cause = EARLY_REASONS[random.weighted(EARLY_REASONS.map(({ weight }) => weight))] ?? EARLY_REASONS[0];
  const end = earliestEnd({ committedEndAt, otherEndAt, menteeLeavesAt, cause });
  const pausedFrom = activatedAt + EARLIEST_PAUSE_DAYS + random.exponential(1 / 90);
  const pausedTo = pausedFrom + random.between(14, 45);
  const pauses = random.chance(model.pausedShare) && pausedFrom < end.at;
  const pause = pauses ? { from: pausedFrom, to: pausedTo } : null;
  const voidedAt = voidedOn(scene, random, activatedAt);
  return { activatedAt, committedEndAt, end, pause, driftsAt: null, voidedAt };
}

function voidedOn({ model, timeline }: Scene, random: Random, activatedAt: number): number | null {
  if (!random.chance(model.voidedShare)) return null;
  // Not near the horizon: a pairing that is yet to be voided would still count, and as one that never ends.
  if (activatedAt + VOIDED_WITHIN_DAYS >= timeline.days) return null;
  return activatedAt + random.between(0.1, VOIDED_WITHIN_DAYS);
}

type Contest = {
  committedEndAt: number;
  otherEndAt: number;
  menteeLeavesAt: number;
  cause: { reason: string; side: 'mentor' | 'mentee' | 'programme' };
};

function earliestEnd({ committedEndAt, otherEndAt, menteeLeavesAt, cause }: Contest): PairingPlan['end'] {
  if (Math.min(otherEndAt, menteeLeavesAt) >= committedEndAt) {
    return { at: committedEndAt, kind: 'completed', reason: 'committed_end', side: 'programme' };
  }
  if (menteeLeavesAt < otherEndAt) {
    return { at: menteeLeavesAt, kind: 'ended_early', reason: 'left_employer', side: 'mentee' };
  }
  return { at: otherEndAt, kind: 'ended_early', reason: cause.reason, side: cause.side };
}
