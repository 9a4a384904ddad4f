import { participantAttributes } from '@rapport/warehouse';
import type { SampleContext } from '../definition.ts';
import { startedPairings } from './started-pairings.ts';

const bySide = (name: string) => `if(side = 'mentor', mentor_${name}, mentee_${name}) AS ${name}`;
const first = (name: string) => `argMin(r.${name}, r.at) AS ${name}`;

/**
 * Every started pairing twice, once for each side's person. A column per side and not one tuple, so that attributes which
 * a query does not slice by are never read.
 */
export function sidesOfPairings(context: SampleContext): string {
  return `SELECT programme_id, time_zone, at, pairing_id, side, if(side = 'mentor', mentor_id, mentee_id) AS participant_id,
    ${participantAttributes.map(bySide).join(', ')}
  FROM (${startedPairings(context)}) ARRAY JOIN ['mentor', 'mentee'] AS side`;
}

/**
 * One row per person, side and programme: `at` is the start of the person's first pairing there, attributes are those of
 * that moment (pairings of one person that start in one instant know the same of them).
 */
export function firstPairings(context: SampleContext): string {
  return `SELECT programme_id, side, participant_id, any(r.time_zone) AS time_zone,
    ${participantAttributes.map(first).join(', ')}, min(r.at) AS at
  FROM (${sidesOfPairings(context)}) AS r GROUP BY programme_id, side, participant_id`;
}

/** One row per person with a record of employment: `spells`, each from its start to its end where that is known. */
export function employmentSpells(context: SampleContext): string {
  return `SELECT participant_id, groupArray((assumeNotNull(started_at), ended_at)) AS spells
    FROM ${context.relation('fact_employment')} WHERE started_at IS NOT NULL GROUP BY participant_id`;
}

/** `firstPairings` of those who were employed at that start, with the end of that spell where it is known. */
export function firstPairingsOfEmployed(context: SampleContext): string {
  return `SELECT f.*, arrayFilter(e -> e.1 <= f.at AND (e.2 IS NULL OR e.2 > f.at), j.spells) AS at_start, j.spells AS spells
  FROM (${firstPairings(context)}) AS f
  INNER JOIN (${employmentSpells(context)}) AS j ON j.participant_id = f.participant_id
  WHERE notEmpty(at_start)`;
}
