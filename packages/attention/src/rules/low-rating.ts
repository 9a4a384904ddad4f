import type { AttentionRule } from '../rule.ts';

const RECENT = 3;
const LOW = 2.5;
const FALL = 1;

export const lowRating: AttentionRule = {
  id: 'low-rating',
  title: 'Low or falling rating',
  condition: `of the pair’s rated meetings the latest ${RECENT} (two at least) are rated ${LOW} of 5 or less on average, or at least ${FALL} less than the ${RECENT} or more before them; a meeting counts with the mean of its ratings`,
  ends: 'when the latest ratings are better, or with a pause or the end of the pairing',
  evidence: 'private',
  reason: () => '',
  sql: ({ openPairs, relation }) => `SELECT programme_id, pairing_id, since_at, toFloat64(1) AS score,
    CAST(map(), 'Map(String, String)') AS observed
  FROM (
    SELECT programme_id, pairing_id,
      arraySort(groupArray((assumeNotNull(m.held_at), rating))) AS rated,
      arraySlice(rated.2, -${RECENT}) AS latest,
      arraySlice(rated.2, 1, greatest(0, toInt64(length(rated)) - ${RECENT})) AS earlier,
      arrayMax(rated.1) AS since_at
    FROM (
      SELECT programme_id, pairing_id, held_at,
        arrayAvg(arrayMap(r -> assumeNotNull(r), arrayFilter(r -> isNotNull(r), [mentor_rating, mentee_rating]))) AS rating
      FROM (${relation('fact_meeting')}) WHERE state = 'held' AND held_at IS NOT NULL AND (mentor_rating IS NOT NULL OR mentee_rating IS NOT NULL)
    ) AS m
    INNER JOIN ${openPairs} AS o USING (programme_id, pairing_id)
    WHERE m.held_at >= o.at AND m.held_at <= o.t
    GROUP BY programme_id, pairing_id
  )
  WHERE (length(latest) >= 2 AND arrayAvg(latest) <= ${LOW})
    OR (length(earlier) >= ${RECENT} AND arrayAvg(latest) <= arrayAvg(earlier) - ${FALL})`,
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
