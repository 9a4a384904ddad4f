import { type AttentionRule, daysText } from '../rule.ts';

export const goalStuck: AttentionRule = {
  id: 'goal-stuck',
  title: 'Goal stuck',
  condition:
    'a goal of the pair is open, and either its due date passed at least one cadence ago, or it has no due date and nothing was told of its progress for 4 cadences. Several stuck goals are one alert',
  ends: 'when no goal of the pair is stuck any more, or with a pause or the end of the pairing',
  evidence: 'open',
  reason: ({ goals_stuck, days_stuck }) =>
    `${goals_stuck === '1' ? 'a goal is' : `${goals_stuck} goals are`} stuck, ${days_stuck} days past the date at which it should have moved`,
  sql: ({ openPairs, relation }) => `SELECT programme_id, pairing_id, min(stuck_from) AS since_at,
    1 + dateDiff('millisecond', since_at, any(o.t)) / any(o.cadence_ms) AS score,
    map('goals_stuck', toString(count()), 'days_stuck', ${daysText("dateDiff('millisecond', since_at, any(o.t))")}, 'cadence_days', toString(any(o.cadence))) AS observed
  FROM (
    SELECT programme_id, pairing_id, o.t, o.cadence, o.cadence_ms,
      if(g.due_at IS NULL, greatest(assumeNotNull(g.set_at), ifNull(g.progressed_at, assumeNotNull(g.set_at))) + toIntervalMillisecond(4 * o.cadence_ms),
        assumeNotNull(g.due_at) + toIntervalMillisecond(o.cadence_ms)) AS stuck_from
    FROM (${relation('fact_goal')}) AS g
    INNER JOIN ${openPairs} AS o USING (programme_id, pairing_id)
    WHERE g.state = 'open' AND g.set_at IS NOT NULL AND stuck_from <= o.t
  ) AS o
  GROUP BY programme_id, pairing_id`,
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
