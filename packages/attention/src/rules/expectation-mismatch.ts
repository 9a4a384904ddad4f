import type { AttentionRule } from '../rule.ts';

const SHARE_OF_SCALE = 0.5;

export const expectationMismatch: AttentionRule = {
  id: 'expectation-mismatch',
  title: 'Mentor and mentee see it differently',
  condition:
    'in the latest wave that both sides answered by name, they differ by at least half of the scale on some measure of the same questionnaire version. The contract has no questions about expectations as such: every measure that both are asked counts',
  ends: 'when a later wave shows no such difference, or with a pause or the end of the pairing',
  evidence: 'private',
  reason: () => '',
  sql: ({ openPairs, relation }) => `SELECT programme_id, pairing_id, last.2 AS since_at, toFloat64(1) AS score,
    CAST(map(), 'Map(String, String)') AS observed
  FROM (
    SELECT programme_id, pairing_id, argMax((apart, both_at), both_at) AS last
    FROM (
      SELECT programme_id, pairing_id, wave, max(apart_here) AS apart, max(here_at) AS both_at
      FROM (
        SELECT programme_id, pairing_id, a.wave AS wave, max(a.submitted_at) AS here_at,
          abs(avgIf(share, a.side = 'mentor') - avgIf(share, a.side = 'mentee')) >= ${SHARE_OF_SCALE} AS apart_here
        FROM (
          SELECT *, (value - assumeNotNull(scale_min)) / (assumeNotNull(scale_max) - assumeNotNull(scale_min)) AS share
          FROM (${relation('fact_answer')})
          WHERE pairing_id != '' AND participant_id != '' AND ifNull(scale_max > scale_min, 0)
        ) AS a
        INNER JOIN ${openPairs} AS o USING (programme_id, pairing_id)
        WHERE a.submitted_at <= o.t
        GROUP BY programme_id, pairing_id, wave, a.instrument_id, a.instrument_version, a.measure
        HAVING countIf(a.side = 'mentor') > 0 AND countIf(a.side = 'mentee') > 0
      )
      GROUP BY programme_id, pairing_id, wave
    )
    GROUP BY programme_id, pairing_id
  )
  WHERE last.1`,
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
