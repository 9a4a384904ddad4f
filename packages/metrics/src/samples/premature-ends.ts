import { participantAttributes } from '@rapport/warehouse';
import type { SampleContext } from '../definition.ts';
import { closures } from './closures.ts';
import { enrolments, pairingsOfPeople, personThere, sideOfPairing } from './enrolments.ts';

/** SQL: whether a row's end came before the agreed one. Without an agreed end every early end did. */
export const premature = "(end_kind = 'ended_early' AND ifNull(ended_at < committed_end_at, 1))";

const bySide = (name: string) => `if(side = 'mentor', mentor_${name}, mentee_${name}) AS ${name}`;

/**
 * Both people of every pairing that ended prematurely, one row each: `at` is that end; `pairings` are all pairings
 * (start, end) of the person there, `episodes` all episodes of enrolment (start, end or NEVER).
 */
export function prematureEnds(context: SampleContext): string {
  return `SELECT p.* EXCEPT (person), j.pairings AS pairings, n.episodes AS episodes
  FROM (
    SELECT programme_id, time_zone, at, side, if(side = 'mentor', mentor_id, mentee_id) AS participant_id,
      ${participantAttributes.map(bySide).join(', ')}, ${sideOfPairing} AS person
    FROM (${closures(context)}) ARRAY JOIN ['mentor', 'mentee'] AS side WHERE ${premature}
  ) AS p
  LEFT ANY JOIN (${pairingsOfPeople(context)}) AS j ON j.person = p.person
  LEFT ANY JOIN (
    SELECT ${personThere} AS person, groupArray((r.at, r.until)) AS episodes FROM (${enrolments(context)}) AS r GROUP BY person
  ) AS n ON n.person = p.person`;
}
