import type { SampleContext } from '../definition.ts';

/**
 * Every pairing that ever started, with the columns that pairing metrics and their dimensions use. Voided pairings leave
 * entirely (they never were); a pairing whose recorded end lies before its start has no usable time and is left out.
 */
export function startedPairings(context: SampleContext): string {
  return `SELECT pairing_id, programme_id, mentor_id, mentee_id, mentor_attributes, mentee_attributes, time_zone,
    assumeNotNull(activated_at) AS at, ended_at, end_kind, end_reason, committed_end_at, cadence_days, pauses, first_held_at
  FROM ${context.relation('fact_pairing')}
  WHERE activated_at IS NOT NULL AND NOT voided AND (ended_at IS NULL OR ended_at >= activated_at)`;
}

/** SQL: the instant until which a row of `startedPairings` was watched. */
export function watchedUntil(context: SampleContext): string {
  return `ifNull(ended_at, ${context.asOf})`;
}

/** SQL: milliseconds of [from, to) in which a row's pairing was paused. */
export function pausedMs(from: string, to: string): string {
  return `arraySum(p -> greatest(0, dateDiff('millisecond', greatest(p.1, ${from}), least(p.2, ${to}))), pauses)`;
}

/** Every started pairing with the instants of its held meetings, from its start to its end. */
export function pairingsWithMeetings(context: SampleContext): string {
  return `SELECT p.*, arrayFilter(h -> h >= at AND h <= ${watchedUntil(context)}, m.held) AS held
  FROM (${startedPairings(context)}) AS p
  LEFT JOIN (
    SELECT programme_id, pairing_id, groupArray(assumeNotNull(held_at)) AS held
    FROM ${context.relation('fact_meeting')} WHERE state = 'held' AND held_at IS NOT NULL
    GROUP BY programme_id, pairing_id
  ) AS m ON m.programme_id = p.programme_id AND m.pairing_id = p.pairing_id`;
}
