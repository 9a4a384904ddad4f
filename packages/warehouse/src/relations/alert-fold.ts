import type { Bounds } from './bounds.ts';
import { effectiveEvents } from './effective-events.ts';
import { rankSequence } from './transitions.ts';

const RAISED = `type = 'raised'`;
const DEEDS = `type IN ('acknowledged', 'snoozed', 'resolved')`;

/**
 * Alerts from their own events. What the rule saw is as the first raising told it and nothing changes it. A resolution is
 * final, the last of several counts; otherwise the last thing that somebody did decides the state.
 */
export function alertFold(bounds: Bounds): string {
  return `(
  SELECT
    programme_id,
    alert_id,
    argMin(toString(pairing_id), order_key) AS the_pairing,
    minOrNullIf(occurred_at, ${RAISED}) AS raised_at,
    toString(ifNull(argMinIf(rule_id, order_key, ${RAISED}), '')) AS the_rule,
    ifNull(argMinIf(rule_version, order_key, ${RAISED}), 0) AS the_version,
    argMinIf((score,), order_key, ${RAISED}).1 AS the_score,
    argMinIf((since_at,), order_key, ${RAISED}).1 AS since,
    argMinIf((judged_at,), order_key, ${RAISED}).1 AS judged,
    argMinIf((data_until_at,), order_key, ${RAISED}).1 AS data_until,
    argMinIf(observed, order_key, ${RAISED}) AS all_observed,
    minOrNullIf(recorded_at, ${RAISED}) AS told_at,
    minOrNullIf(occurred_at, type = 'acknowledged') AS first_acknowledged,
    toString(ifNull(argMinIf((actor_id,), order_key, type = 'acknowledged').1, '')) AS acknowledger,
    maxOrNullIf(occurred_at, type = 'resolved') AS resolved,
    argMaxIf(toString(type), order_key, ${DEEDS}) AS last_deed,
    multiIf(isNotNull(resolved), 'resolved', last_deed != '', last_deed, 'raised') AS state,
    argMaxIf((snoozed_until_at,), order_key, type = 'snoozed').1 AS snoozed_until,
    toString(ifNull(argMaxIf((note,), order_key, type IN ('snoozed', 'resolved')).1, '')) AS the_note,
    toString(ifNull(argMaxIf(outcome, order_key, type = 'resolved'), '')) AS the_outcome,
    toString(ifNull(argMaxIf((actor_id,), order_key, ${DEEDS}).1, '')) AS last_actor,
    ${rankSequence('alert')} AS steps
  FROM ${effectiveEvents('alert', bounds)}
  GROUP BY programme_id, alert_id
)`;
}
