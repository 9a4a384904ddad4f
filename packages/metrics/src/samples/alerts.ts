import type { SampleContext } from '../definition.ts';

/** From an alert to the premature end that it foretold, or not: what the reference catalogue says. */
export const ALERT_HORIZON_DAYS = 60;

/** Every alert that was raised, `at` when. Alerts of voided pairings leave with them. */
export function alerts(context: SampleContext): string {
  return `SELECT *, assumeNotNull(raised_at) AS at FROM ${context.relation('fact_alert')}
    WHERE raised_at IS NOT NULL AND NOT pairing_voided`;
}

/**
 * Every pairing that ended prematurely, `at` when, with `alerted`: when alerts about it were raised in the 60 days before.
 * A query's filter by rule picks the alerts, not the ends.
 */
export function announcedEnds(context: SampleContext): string {
  return `SELECT p.programme_id AS programme_id, p.pairing_id AS pairing_id, p.mentor_id AS mentor_id, p.mentee_id AS mentee_id,
      p.time_zone AS time_zone, assumeNotNull(p.ended_at) AS at,
      arrayFilter(a -> a < at AND a >= at - toIntervalDay(${ALERT_HORIZON_DAYS}), r.raisings) AS alerted
    FROM (
      SELECT * FROM ${context.relation('fact_pairing')}
      WHERE activated_at IS NOT NULL AND NOT voided AND ifNull(ended_at >= activated_at, 0)
        AND end_kind = 'ended_early' AND ifNull(ended_at < committed_end_at, 1)
    ) AS p
    LEFT ANY JOIN (
      SELECT programme_id AS alert_programme, pairing_id AS alert_pairing, groupArray(at) AS raisings
      FROM (${alerts(context)}) WHERE ${context.matches('rule', 'rule_id')}
      GROUP BY alert_programme, alert_pairing
    ) AS r ON r.alert_programme = p.programme_id AND r.alert_pairing = p.pairing_id`;
}
