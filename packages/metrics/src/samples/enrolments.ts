import { participantAttributes } from '@rapport/warehouse';
import type { SampleContext } from '../definition.ts';
import { oneKey } from './one-key.ts';
import { startedPairings } from './started-pairings.ts';
import { takenAt } from './taken-at.ts';

/** SQL: later than everything that can be told; stands for an end that has not come. */
export const NEVER = "toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC')";

const own = participantAttributes.map((name) => `attributes['${name}'] AS ${name}`).join(', ');

/** SQL: the attributes of the first of several episodes `r`. */
export const firstKnown = participantAttributes.map((name) => `argMin(r.${name}, r.at) AS ${name}`).join(', ');

/** SQL: the attributes of the latest of several episodes `r`. */
export const lastKnown = participantAttributes.map((name) => `argMax(r.${name}, r.at) AS ${name}`).join(', ');

/** Every episode of enrolment: `at` its start, `until` its end (NEVER while it lasts), the person as at its start. */
export function enrolments(context: SampleContext): string {
  return `SELECT programme_id, role AS side, participant_id, time_zone, enrolled_at AS at, ended_at, ifNull(ended_at, ${NEVER}) AS until,
    end_reason, episode_no, ${own}, toInt32OrNull(attributes['capacity']) AS capacity
  FROM ${context.relation('fact_enrolment')}`;
}

/** SQL: a person on a side of a programme, for joins with `pairingsOfPeople` and its like. */
export const personThere = oneKey('programme_id', 'side', 'participant_id');

/** SQL: the same of a pairing that is joined with the array of its sides. */
export const sideOfPairing = oneKey('programme_id', 'side', "if(side = 'mentor', mentor_id, mentee_id)");

/**
 * The pairings of each person on each side of each programme (`person`): `pairings` are (start, end or NEVER). Pairings that
 * were voided or that never started are in none of them.
 */
export function pairingsOfPeople(context: SampleContext): string {
  return `SELECT ${sideOfPairing} AS person, groupArray((at, ifNull(ended_at, ${NEVER}))) AS pairings
  FROM (${startedPairings(context)}) ARRAY JOIN ['mentor', 'mentee'] AS side
  GROUP BY person`;
}

/** Every episode of enrolment with all pairings of its person on its side of its programme. */
function enrolmentsWithPairings(context: SampleContext): string {
  return `SELECT e.* EXCEPT (person), j.pairings AS pairings
  FROM (SELECT *, ${personThere} AS person FROM (${enrolments(context)})) AS e
  LEFT ANY JOIN (${pairingsOfPeople(context)}) AS j ON j.person = e.person`;
}

/**
 * Every episode of enrolment with its first match: `matched` where a pairing was open at its start or started in it,
 * `matched_at` its activation, or the episode's start where the pairing is older.
 */
export function enrolmentsWithMatch(context: SampleContext): string {
  return `SELECT *, arrayFilter(p -> (p.2 > at OR p.1 >= at) AND p.1 <= until, pairings) AS own_pairings,
    notEmpty(own_pairings) AS matched, greatest(at, arrayMin(p -> p.1, own_pairings)) AS matched_at
  FROM (${enrolmentsWithPairings(context)})`;
}

/** Everybody who is enrolled without an open pairing at the end of each bucket, with all pairings before it. */
export function waitingThen(context: SampleContext): string {
  return `SELECT *, b.1 AS bucket, ${takenAt(context)} AS taken_at FROM (${enrolmentsWithPairings(context)})
    ARRAY JOIN arrayFilter(b -> ${takenAt(context)} >= at AND until > ${takenAt(context)}, ${context.buckets}) AS b
    WHERE NOT arrayExists(p -> p.1 <= taken_at AND p.2 > taken_at, pairings)`;
}
