import type { Bounds } from './bounds.ts';
import { effectiveEvents } from './effective-events.ts';
import { rankSequence } from './transitions.ts';

const ENDED = `type IN ('completed', 'ended_early')`;

/**
 * Pairings from their own events. The first activation is the activation; the last end (by order_key) is the end, and
 * ends are final: nothing but a void takes them away. Pauses: `turns` keeps the first of each run of pauses and of
 * resumptions, beginning with a pause, so they pair up as intervals; an open one ends with the pairing or the as-of time.
 */
export function pairingFold(bounds: Bounds): string {
  return `(
  SELECT
    programme_id,
    pairing_id,
    minOrNullIf(occurred_at, type = 'proposed') AS proposed_at,
    minOrNullIf(occurred_at, type = 'activated') AS activated_at,
    if(isNotNull(activated_at), argMinIf(ifNull(mentor_id, ''), order_key, type = 'activated'),
      argMaxIf(ifNull(mentor_id, ''), order_key, type = 'proposed')) AS the_mentor,
    if(isNotNull(activated_at), argMinIf(ifNull(mentee_id, ''), order_key, type = 'activated'),
      argMaxIf(ifNull(mentee_id, ''), order_key, type = 'proposed')) AS the_mentee,
    nullIf(argMinIf(ifNull(cadence_days, 0), order_key, type = 'activated'), 0) AS own_cadence,
    argMinIf((committed_end_at,), order_key, type = 'activated').1 AS committed_until,
    argMinIf(attributes, order_key, type = 'activated') AS own_attributes,
    maxOrNullIf(occurred_at, ${ENDED}) AS ended_at,
    argMaxIf(toString(type), order_key, ${ENDED}) AS end_kind,
    argMaxIf(ifNull(reason, ''), order_key, ${ENDED}) AS end_reason,
    argMaxIf(toString(ifNull(side, '')), order_key, ${ENDED}) AS end_side,
    countIf(type = 'voided') > 0 AS voided,
    argMaxIf(toString(type), order_key, type IN ('accepted', 'declined')) AS reply,
    minOrNullIf(occurred_at, type IN ('accepted', 'declined')) AS first_reply_at,
    argMinIf(ifNull(match_method, ''), order_key, type = 'proposed') AS the_method,
    argMaxIf(toString(type), order_key, type IN ('paused', 'resumed')) AS latest_break,
    arraySort(groupArrayIf((order_key, occurred_at, type = 'paused'), type IN ('paused', 'resumed'))) AS breaks,
    arrayFilter((turn, before) -> turn.3 != before, breaks, arraySlice(arrayPushFront(breaks.3, 0), 1, length(breaks))) AS turns,
    least(ifNull(ended_at, ${bounds.asOf}), ${bounds.asOf}) AS open_until,
    arrayFilter(pause -> pause.1 < pause.2, arrayMap(
      i -> (turns[i].2, if(i < length(turns), least(turns[i + 1].2, open_until), open_until)),
      range(1, length(turns) + 1, 2)
    )) AS pauses,
    ${rankSequence('pairing')} AS steps
  FROM ${effectiveEvents('pairing', bounds)}
  GROUP BY programme_id, pairing_id
)`;
}

/** SQL of a pairing's state from its fold. */
export function pairingState(p: string): string {
  return `multiIf(
    ${p}.voided, 'voided',
    ${p}.end_kind != '', ${p}.end_kind,
    isNotNull(${p}.activated_at) OR ${p}.latest_break != '', if(${p}.latest_break = 'paused', 'paused', 'active'),
    ${p}.reply != '', ${p}.reply,
    'proposed')`;
}
