import type { Bounds } from './bounds.ts';
import { effectiveEvents } from './effective-events.ts';
import { rankSequence } from './transitions.ts';

const PLANS = `type IN ('set', 'revised')`;
const TURNS = `type IN ('completed', 'abandoned', 'reopened')`;

/** The last word on a nullable field of the plan; an event that does not mention it leaves it as it was. */
const planned = (field: string) => `argMaxIf(${field}, order_key, ${PLANS} AND isNotNull(${field}))`;

/**
 * Goals from their own events. The last of completed, abandoned and reopened (by order_key) decides the state and its
 * time. A revision changes what it mentions and nothing else. The first due date told is kept beside the last: who
 * moves the date until it is met has not met it.
 */
export function goalFold(bounds: Bounds): string {
  return `(
  SELECT
    programme_id,
    the_goal AS goal_id,
    argMax(ifNull(pairing_id, ''), order_key) AS the_pairing,
    argMinIf(ifNull(participant_id, ''), order_key, type = 'set') AS the_owner,
    argMinIf(attributes, order_key, type = 'set') AS own_attributes,
    minOrNullIf(occurred_at, type = 'set') AS set_at,
    toString(ifNull(${planned('term')}, '')) AS the_term,
    toString(ifNull(${planned('category')}, '')) AS the_category,
    argMinIf(due_at, order_key, ${PLANS} AND isNotNull(due_at)) AS first_due,
    ${planned('due_at')} AS latest_due,
    argMaxIf(progress, order_key, type = 'progressed') AS latest_progress,
    maxOrNullIf(occurred_at, type = 'progressed') AS last_progress_at,
    toUInt32(countIf(type = 'revised')) AS revisions,
    toUInt32(countIf(type = 'reopened')) AS reopenings,
    argMaxIf(toString(type), order_key, ${TURNS}) AS turn,
    multiIf(turn IN ('completed', 'abandoned'), turn, 'open') AS state,
    argMaxOrNullIf(occurred_at, order_key, ${TURNS}) AS turned_at,
    argMaxIf(toString(ifNull(reason, '')), order_key, ${TURNS}) AS turn_reason,
    toString(ifNull(argMaxIf(obstacle, order_key, isNotNull(obstacle)), '')) AS latest_obstacle,
    ${rankSequence('goal')} AS steps
  FROM (
    SELECT *, assumeNotNull(goal_id) AS the_goal
    FROM ${effectiveEvents('goal', bounds)}
    WHERE isNotNull(goal_id)
  )
  GROUP BY programme_id, the_goal
)`;
}
