import type { SampleContext } from '../definition.ts';
import { startedPairings } from './started-pairings.ts';

/** Every started pairing twice, once for each side's person. */
export function sidesOfPairings(context: SampleContext): string {
  return `SELECT programme_id, time_zone, at, pairing_id, s.1 AS side, s.2 AS participant_id, s.3 AS attributes
  FROM (${startedPairings(context)})
  ARRAY JOIN [('mentor', mentor_id, mentor_attributes), ('mentee', mentee_id, mentee_attributes)] AS s`;
}

/**
 * One row per person, side and programme: `at` is the start of the person's first pairing there, `attributes` are those
 * of that moment.
 */
export function firstPairings(context: SampleContext): string {
  return `SELECT programme_id, side, participant_id, any(r.time_zone) AS time_zone,
    argMin(r.attributes, (r.at, r.pairing_id)) AS attributes, min(r.at) AS at
  FROM (${sidesOfPairings(context)}) AS r GROUP BY programme_id, side, participant_id`;
}

/** `firstPairings` of those who were employed at that start, with the end of that spell where it is known. */
export function firstPairingsOfEmployed(context: SampleContext): string {
  return `SELECT f.*, arrayFilter(e -> e.1 <= f.at AND (e.2 IS NULL OR e.2 > f.at), j.spells) AS at_start, j.spells AS spells
  FROM (${firstPairings(context)}) AS f
  INNER JOIN (
    SELECT participant_id, groupArray((assumeNotNull(started_at), ended_at)) AS spells
    FROM ${context.relation('fact_employment')} WHERE started_at IS NOT NULL GROUP BY participant_id
  ) AS j ON j.participant_id = f.participant_id
  WHERE notEmpty(at_start)`;
}
