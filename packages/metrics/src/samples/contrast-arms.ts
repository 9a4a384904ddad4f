import { participantAttributes } from '@rapport/warehouse';
import type { SampleContext } from '../definition.ts';
import { employmentSpells, firstPairings, firstPairingsOfEmployed } from './first-pairings.ts';

/**
 * Everybody with an employment record once for each side of each programme, at an index date that is the start of some
 * participant's first pairing there: drawn by a hash of the person, so always the same one for the same participants. The
 * place in the row of starts is drawn, and the start looked up: to carry the starts along would cost their number squared.
 */
function drawn(context: SampleContext): string {
  const placed = `SELECT programme_id, side, time_zone, at, row_number() OVER (ORDER BY programme_id, side, at) AS place FROM (${firstPairings(context)})`;
  return `SELECT d.programme_id AS programme_id, d.side AS side, d.time_zone AS time_zone, d.participant_id AS participant_id, s.at AS at
  FROM (
    SELECT g.programme_id AS programme_id, g.side AS side, g.time_zone AS time_zone, j.participant_id AS participant_id,
      g.first_place + sipHash64(j.participant_id, g.programme_id, g.side) % g.starts AS place
    FROM (SELECT programme_id, side, any(time_zone) AS time_zone, min(place) AS first_place, count() AS starts FROM (${placed}) GROUP BY programme_id, side) AS g
    CROSS JOIN (SELECT DISTINCT participant_id FROM ${context.relation('fact_employment')} WHERE started_at IS NOT NULL) AS j
  ) AS d
  INNER JOIN (SELECT place, at FROM (${placed})) AS s ON s.place = d.place`;
}

/**
 * Those who were employed, and not yet in any pairing, at their index date. Whoever begins one later stays: to leave them
 * out for what they did after the date would fill the group with those who left.
 */
function others(context: SampleContext): string {
  return `SELECT d.programme_id AS programme_id, d.side AS side, d.time_zone AS time_zone, d.participant_id AS participant_id,
    d.at AS at, j.spells AS spells, arrayFilter(e -> e.1 <= d.at AND (e.2 IS NULL OR e.2 > d.at), j.spells) AS at_start,
    arrayLast(entry -> entry.1 <= d.at, p.attribute_history).2 AS known, ${participantAttributes.map((name) => `toLowCardinality(known['${name}']) AS ${name}`).join(', ')}, 0 AS arm
  FROM (${drawn(context)}) AS d
  INNER JOIN (${employmentSpells(context)}) AS j ON j.participant_id = d.participant_id
  LEFT JOIN (SELECT participant_id, min(at) AS first_start, 1 AS paired FROM (${firstPairings(context)}) GROUP BY participant_id) AS f
    ON f.participant_id = d.participant_id
  LEFT JOIN ${context.relation('dim_participant')} AS p ON p.participant_id = d.participant_id
  WHERE notEmpty(at_start) AND (f.paired = 0 OR f.first_start > d.at)`;
}

const tenure = (at: string) =>
  `multiIf(dateDiff('day', at_start[1].1, ${at}) < 365, 'under a year', dateDiff('day', at_start[1].1, ${at}) < 1095, '1 to 3 years', '3 years or more')`;

/** What people are matched on, in the order of `stratum`. */
export const contrastCovariates = ['department', 'level', 'tenure'] as const;

/**
 * Participants at the start of their first pairing (arm 1) and comparable people at an index date drawn from those starts
 * (arm 0): programme_id, side, time_zone, participant_id, the attributes, at, spells, at_start, arm and `stratum`.
 */
export function contrastArms(context: SampleContext): string {
  const columns = `programme_id, side, time_zone, participant_id, at, spells, at_start, arm, ${participantAttributes.join(', ')}`;
  return `SELECT *, [toString(department), toString(level), ${tenure('at')}] AS stratum
  FROM (
    SELECT ${columns} FROM (SELECT *, 1 AS arm FROM (${firstPairingsOfEmployed(context)}))
    UNION ALL
    SELECT ${columns} FROM (${others(context)})
  )`;
}
