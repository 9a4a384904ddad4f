import type { SampleContext } from '../definition.ts';

/**
 * Every pairing that ever started, with the columns that pairing metrics and their dimensions use. Voided pairings leave
 * entirely (they never were); a pairing whose recorded end lies before its start has no usable time and is left out.
 */
export function startedPairings(context: SampleContext): string {
  return `SELECT *, assumeNotNull(activated_at) AS at
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

/** SQL: whether a row's pairing was paused at an instant. An open pause reaches to as_of and no further. */
export function pausedAt(context: SampleContext, instant: string): string {
  return `arrayExists(p -> p.1 <= ${instant} AND (p.2 > ${instant} OR p.2 = ${context.asOf}), pauses)`;
}

/** Every started pairing with the instants (and minutes) of its held meetings, from its start to its end. */
export function pairingsWithMeetings(context: SampleContext): string {
  const within = `h >= at AND h <= ${watchedUntil(context)}`;
  return `SELECT *, arrayFilter(h -> ${within}, meetings_held_at) AS held,
    arrayFilter((minutes, h) -> ${within}, meetings_held_minutes, meetings_held_at) AS held_minutes
  FROM (${startedPairings(context)})`;
}
