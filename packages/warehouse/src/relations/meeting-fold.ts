import type { Bounds } from './bounds.ts';
import { effectiveEvents } from './effective-events.ts';
import { rankSequence } from './transitions.ts';

const PLANNED = `type IN ('scheduled', 'rescheduled')`;

/** Meetings from their own events. A held meeting stays held; otherwise the last of cancelled and no_show decides. */
export function meetingFold(bounds: Bounds): string {
  return `(
  SELECT
    programme_id,
    meeting_id,
    argMax(pairing_id, order_key) AS the_pairing,
    multiIf(countIf(type = 'held') > 0, 'held', closing != '', closing, 'scheduled') AS state,
    argMaxIf(toString(type), order_key, type IN ('cancelled', 'no_show')) AS closing,
    argMaxIf(starts_at, order_key, ${PLANNED}) AS planned_start,
    argMinIf(starts_at, order_key, ${PLANNED}) AS first_planned_start,
    minOrNullIf(occurred_at, type = 'held') AS held_at,
    maxOrNullIf(occurred_at, type = 'cancelled') AS last_cancelled_at,
    argMaxIf(toString(ifNull(side, '')), order_key, type = 'cancelled') AS canceller,
    argMaxIf(toString(ifNull(side, '')), order_key, type = 'no_show') AS absentee,
    toUInt32(countIf(type = 'rescheduled')) AS reschedules,
    nullIf(argMinIf(ifNull(duration_minutes, -1), order_key, type = 'held'), -1) AS held_minutes,
    argMaxIf(duration_minutes, order_key, type = 'scheduled') AS planned_minutes,
    argMinIf(toString(ifNull(evidence, '')), order_key, type = 'held') AS held_evidence,
    argMinIf(toString(ifNull(mode, '')), order_key, type = 'held') AS held_mode,
    argMaxIf(toString(ifNull(mode, '')), order_key, type = 'scheduled') AS planned_mode,
    argMinOrNullIf(recorded_at, order_key, type = 'held') AS held_told_at,
    argMinIf(topics, order_key, type = 'held') AS held_topics,
    argMaxIf(rating, order_key, type = 'rated' AND side = 'mentor') AS mentor_rating,
    argMaxIf(rating, order_key, type = 'rated' AND side = 'mentee') AS mentee_rating,
    ${rankSequence('meeting')} AS steps
  FROM ${effectiveEvents('meeting', bounds)}
  GROUP BY programme_id, meeting_id
)`;
}
