import type { AttentionRule } from '../rule.ts';

const UNANSWERED = 2;
const ANSWER_DAYS = 14;

export const unansweredSurveys: AttentionRule = {
  id: 'unanswered-surveys',
  title: 'Surveys unanswered',
  condition: `the latest ${UNANSWERED} or more invitations about the pair, of either side, that have closed (or were sent ${ANSWER_DAYS} days ago, where nobody says when they close) are all unanswered`,
  ends: 'with the next answer, or with a pause or the end of the pairing',
  evidence: 'private',
  reason: () => '',
  sql: ({ openPairs, relation }) => `SELECT programme_id, pairing_id, since_at, toFloat64(1) AS score,
    CAST(map(), 'Map(String, String)') AS observed
  FROM (
    SELECT programme_id, pairing_id,
      maxIf(i.sent_at, i.submitted_at IS NOT NULL) AS answered,
      countIf(i.submitted_at IS NULL) AS silent_ever,
      arraySort(groupArrayIf(i.sent_at, i.submitted_at IS NULL)) AS silent,
      arrayFilter(s -> s > answered, silent) AS since_answer,
      arrayMin(arrayPushBack(since_answer, toDateTime64('2299-01-01', 3, 'UTC'))) AS since_at
    FROM (${relation('fact_invitation')}) AS i
    INNER JOIN ${openPairs} AS o USING (programme_id, pairing_id)
    WHERE i.pairing_id != '' AND i.sent_at >= o.at AND ifNull(i.closes_at, i.sent_at + toIntervalDay(${ANSWER_DAYS})) <= o.t
    GROUP BY programme_id, pairing_id
  )
  WHERE length(since_answer) >= ${UNANSWERED}`,
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
