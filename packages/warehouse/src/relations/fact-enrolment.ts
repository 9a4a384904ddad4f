import type { Bounds } from './bounds.ts';
import { attributesAt, participantFold } from './dim-participant.ts';
import { programmeFold, zoneOf } from './dim-programme.ts';
import { effectiveEvents } from './effective-events.ts';
import { ATTRIBUTES, CODE, column, INSTANT, OPTIONAL_INSTANT, type Relation } from './relation.ts';

/**
 * Episodes of enrolment of a person in a role of a programme. `turns` keeps the first of each run of enrolments and of
 * ends, beginning with an enrolment, so that they pair up: a repeated enrolment opens nothing, a stray end closes nothing.
 */
function episodeFold(bounds: Bounds): string {
  return `(
  SELECT the_programme AS programme_id, participant_id, the_role, episode.1 AS enrolled_at, episode.2 AS the_cohort,
    episode.3 AS ended_at, episode.4 AS the_reason, toUInt32(number) AS episode_no
  FROM (
    SELECT
      the_programme, participant_id, the_role,
      arraySort(groupArray((order_key, occurred_at, type = 'enrolled', ifNull(cohort, ''), ifNull(reason, '')))) AS moves,
      arrayFilter((move, before) -> move.3 != before, moves, arraySlice(arrayPushFront(moves.3, 0), 1, length(moves))) AS turns,
      arrayMap(
        i -> (turns[i].2, turns[i].4, if(i < length(turns), toNullable(turns[i + 1].2), NULL), turns[i + 1].5),
        range(1, length(turns) + 1, 2)
      ) AS episodes
    FROM (
      SELECT *, toLowCardinality(ifNull(toString(programme_id), '')) AS the_programme, toString(ifNull(role, '')) AS the_role
      FROM ${effectiveEvents('participant', bounds)}
      WHERE type IN ('enrolled', 'enrolment_ended')
    )
    GROUP BY the_programme, participant_id, the_role
  )
  ARRAY JOIN episodes AS episode, arrayEnumerate(episodes) AS number
)`;
}

const ATTRIBUTES_THEN = attributesAt('w', 'e.enrolled_at');

export const factEnrolment: Relation = {
  name: 'fact_enrolment',
  comment: 'One row per episode of enrolment of a person in a role',
  columns: [
    column('participant_id', 'String', 'e.participant_id', 'The person, as a pseudonym'),
    column('programme_id', CODE, 'e.programme_id', 'The mentoring programme'),
    column('role', CODE, 'toLowCardinality(e.the_role)', 'mentor or mentee'),
    column('cohort', 'String', 'e.the_cohort', 'Intake; empty when none was given'),
    column('enrolled_at', INSTANT, 'e.enrolled_at', 'Start of the episode (UTC)'),
    column('ended_at', OPTIONAL_INSTANT, 'e.ended_at', 'End of the episode (UTC)'),
    column('end_reason', CODE, 'toLowCardinality(e.the_reason)', 'Why it ended, as a code'),
    column(
      'episode_no',
      'UInt32',
      'e.episode_no',
      'Number of the episode among those of this person in this role of this programme, from 1',
    ),
    column(
      'attributes',
      ATTRIBUTES,
      `if(e.the_cohort = '', ${ATTRIBUTES_THEN}, mapUpdate(${ATTRIBUTES_THEN}, map('cohort', e.the_cohort)))`,
      "The person's attributes as at the start of the episode, with its intake as cohort",
    ),
    column('time_zone', 'String', zoneOf('pr'), "The programme's IANA zone"),
  ],
  from: (bounds) => `FROM ${episodeFold(bounds)} AS e
LEFT ANY JOIN ${participantFold(bounds)} AS w ON w.participant_id = e.participant_id
LEFT ANY JOIN ${programmeFold(bounds)} AS pr ON pr.programme_id = e.programme_id`,
};
