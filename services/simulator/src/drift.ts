/** Pairs that drift apart before they end early, and the alerts of a watch that sees some of them and some others. */
import type { Facts, Life, Scene } from './life.ts';
import { WATCHED_AFTER_DAYS } from './model.ts';
import type { PairingPlan } from './pairing-plan.ts';
import type { Couple } from './pairings.ts';
import { startWalk } from './walk.ts';

// A pair meets at first: without this it would be one that never met.
const EARLIEST_DRIFT_DAYS = 30;

/** The day from which the pair plans no meeting, or null. */
export function driftOf({ model }: Scene, { random }: Life, { activatedAt, end }: PairingPlan): number | null {
  const { share, days } = model.drift;
  if (end.kind !== 'ended_early' || !random.chance(share)) return null;
  const at = end.at - random.between(days.from, days.to);
  return at < activatedAt + EARLIEST_DRIFT_DAYS ? null : at;
}

/** When the watch believes that the pair began to drift, or null when it sees nothing. */
function noticedOn({ model }: Scene, { random }: Life, plan: PairingPlan): number | null {
  const { noticed, falseAlarm } = model.drift;
  if (plan.driftsAt !== null) return random.chance(noticed) ? plan.driftsAt : null;
  return random.chance(falseAlarm) ? random.between(plan.activatedAt + EARLIEST_DRIFT_DAYS, plan.end.at) : null;
}

/** The alert of the watch, with what a programme lead does about it. Nothing is told after the pair's end. */
export function tellAlerts(scene: Scene, life: Life, couple: Couple, plan: PairingPlan): void {
  const since = noticedOn(scene, life, plan);
  if (since === null || since + WATCHED_AFTER_DAYS >= plan.end.at) return;
  const { random } = life;
  const raisedAt = since + WATCHED_AFTER_DAYS;
  const judged_at = scene.timeline.instant(raisedAt);
  const alert_id = `${couple.pairingId}-watch`;
  const ids = { programme_id: scene.programmeId, pairing_id: couple.pairingId, alert_id };
  const walk = startWalk('alert');
  const tell = (at: number, facts: Facts) => {
    if (at < plan.end.at) life.tell({ at, key: `${alert_id}/${facts.type}`, walk, facts });
  };
  tell(raisedAt, {
    ...{ ...ids, type: 'alert.raised', rule_id: 'simulated-watch', rule_version: 1, score: 1 },
    ...{ since_at: scene.timeline.instant(since), judged_at, data_until_at: judged_at },
    observed: { days_without_plan: String(WATCHED_AFTER_DAYS) },
  });
  const seenAt = raisedAt + random.between(0.2, 4);
  tell(seenAt, { ...ids, type: 'alert.acknowledged', actor_id: 'lead-1' });
  const snoozed_until_at = scene.timeline.instant(seenAt + 8);
  if (random.chance(0.4)) tell(seenAt + 1, { ...ids, type: 'alert.snoozed', snoozed_until_at, note: 'on_leave' });
  tell(seenAt + random.between(10, 20), { ...ids, type: 'alert.resolved', outcome: 'contacted' });
}
