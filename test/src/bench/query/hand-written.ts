/**
 * The same questions as a good analyst writes them on the fact tables: the numbers only, no intervals, no check for cells of
 * few people, no time zones where no day is asked for. Each gives `g` (the group) and `value`.
 */

export type HandWritten = { metric: string; group: string; sql: (fact: (name: string) => string) => string };

const department = 'mentee_department';
const DAY_MS = 86_400_000;
const started = 'activated_at IS NOT NULL AND NOT voided AND (ended_at IS NULL OR ended_at >= activated_at)';

const due = `state IN ('held', 'no_show', 'scheduled')
  OR (state = 'cancelled' AND cancelled_at > coalesce(scheduled_at, held_at) - INTERVAL 24 HOUR)`;
const dueMeetings = `NOT pairing_voided AND coalesce(scheduled_at, held_at) < now64(3) - INTERVAL 24 HOUR AND (${due})`;

const paused = (from: string, to: string) =>
  `arraySum(p -> greatest(0, dateDiff('millisecond', greatest(p.1, ${from}), least(p.2, ${to}))), pauses)`;

/** Ten and two: each sample of the catalogue that needs no curve. */
export const handWritten: readonly HandWritten[] = [
  {
    metric: 'meetings',
    group: department,
    sql: (fact) => `SELECT mentee_department AS g, count() AS value FROM ${fact('fact_meeting')}
      WHERE state = 'held' AND NOT pairing_voided GROUP BY g`,
  },
  {
    metric: 'meeting-completion',
    group: department,
    sql: (fact) => `SELECT mentee_department AS g, countIf(state = 'held') / count() AS value
      FROM ${fact('fact_meeting')} WHERE ${dueMeetings} GROUP BY g`,
  },
  {
    metric: 'pairings',
    group: department,
    sql: (fact) =>
      `SELECT mentee_department AS g, count() AS value FROM ${fact('fact_pairing')} WHERE ${started} GROUP BY g`,
  },
  {
    metric: 'open-pairs',
    group: department,
    sql: (fact) => `SELECT mentee_department AS g, count() AS value FROM ${fact('fact_pairing')}
      WHERE ${started} AND ended_at IS NULL GROUP BY g`,
  },
  {
    metric: 'premature-closure',
    group: department,
    sql: (
      fact,
    ) => `SELECT mentee_department AS g, countIf(end_kind = 'ended_early' AND ended_at < committed_end_at) / count() AS value
      FROM ${fact('fact_pairing')} WHERE ${started} AND committed_end_at <= now64(3) GROUP BY g`,
  },
  {
    metric: 'meetings-per-pair-month',
    group: department,
    sql: (fact) => `SELECT mentee_department AS g,
        sum(arrayCount(h -> h >= start AND h <= until, meetings_held_at))
          / (sum(dateDiff('millisecond', start, until) - ${paused('start', 'until')}) / ${30.4375 * DAY_MS}) AS value
      FROM (
        SELECT *, assumeNotNull(activated_at) AS start, ifNull(ended_at, now64(3)) AS until FROM ${fact('fact_pairing')} WHERE ${started}
      ) GROUP BY g`,
  },
  {
    metric: 'participants',
    group: 'department',
    sql: (fact) => `SELECT g, uniqExact(person) AS value FROM (
        SELECT mentor_department AS g, mentor_id AS person FROM ${fact('fact_pairing')} WHERE ${started}
        UNION ALL SELECT mentee_department, mentee_id FROM ${fact('fact_pairing')} WHERE ${started}
      ) GROUP BY g`,
  },
  {
    metric: 'mentees',
    group: 'department',
    sql: (fact) =>
      `SELECT mentee_department AS g, uniqExact(mentee_id) AS value FROM ${fact('fact_pairing')} WHERE ${started} GROUP BY g`,
  },
  {
    metric: 'survey-response-rate',
    group: 'programme',
    sql: (
      fact,
    ) => `SELECT programme_id AS g, countIf(submitted_at IS NOT NULL) / count() AS value FROM ${fact('fact_invitation')}
      WHERE ifNull(closes_at, sent_at + INTERVAL 30 DAY) <= now64(3) GROUP BY g`,
  },
  {
    metric: 'satisfaction',
    group: 'programme',
    sql: (
      fact,
    ) => `SELECT programme_id AS g, avg(if(a.reverse, 6 - a.value, a.value)) AS value FROM ${fact('fact_answer')} AS a
      WHERE measure = 'satisfaction' AND a.value BETWEEN 1 AND 5 AND ifNull(scale_min, 1) = 1 AND ifNull(scale_max, 5) = 5 GROUP BY g`,
  },
  {
    metric: 'milestone-rate',
    group: 'department',
    sql: (fact) => `SELECT g, countIf(latest > at) / count() AS value FROM (
        SELECT mentee_id, programme_id, argMin(mentee_department, activated_at) AS g, min(activated_at) AS at
        FROM ${fact('fact_pairing')} WHERE ${started} GROUP BY programme_id, mentee_id
      ) AS p LEFT JOIN (
        SELECT participant_id, max(reached_at) AS latest FROM ${fact('fact_milestone')} GROUP BY participant_id
      ) AS m ON m.participant_id = p.mentee_id GROUP BY g`,
  },
  {
    metric: 'events-received',
    group: 'programme',
    sql: () => 'SELECT programme_id AS g, count() AS value FROM event_receipts FINAL GROUP BY g',
  },
];
