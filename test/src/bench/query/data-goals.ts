/** Goals of pairings, and skills assessed before and after. */
import type { EventSource } from './data-insert.ts';
import { envelopeColumns, envelopeSql, happening } from './data-pairings.ts';
import { menteeId, pairingSql, type Sizes } from './data-pairs.ts';
import { DAY_MS, type Dice, instant } from './data-sql.ts';

const columns = [
  ...[...envelopeColumns, 'programme_id', 'goal_id', 'pairing_id', 'participant_id', 'term', 'category', 'due_at'],
  ...['progress', 'obstacle', 'reason', 'skill', 'instrument_id', 'instrument_version', 'rater', 'score', 'scale_min'],
  ...['scale_max', 'phase', 'attributes'],
];
const NO_SKILL =
  'NULL AS skill, NULL AS instrument_id, NULL AS instrument_version, NULL AS rater, NULL AS score, NULL AS scale_min, NULL AS scale_max, NULL AS phase';
const NO_GOAL =
  'NULL AS goal_id, NULL AS term, NULL AS category, NULL AS due_at, NULL AS progress, NULL AS obstacle, NULL AS reason';

/** The pairing that goal or assessment `n` belongs to. */
function pairingOf(dice: Dice, sizes: Sizes, numbers: string, count: number): string {
  const pair = pairingSql(dice, sizes, 'p');
  return `(
    SELECT n, toUInt32(floor(${sizes.activated / 4} * ${dice.uniform('goal of', 'n')})) * 4 + n % 4 AS p, ${pair.id} AS pairing_id,
      ${pair.programme} AS programme_id, ${menteeId(dice, pair.menteeNumber)} AS participant_id, ${pair.startMs} AS start_ms, ${pair.endMs} AS end_ms
    FROM ${numbers} WHERE n < ${count}
  )`;
}

/** Goals of mentees: most with a due day, half of them reached, some revised or given up. */
export function goalSource(dice: Dice, sizes: Sizes): EventSource {
  const u = (word: string) => dice.uniform(word, 'n');
  const of = (kinds: string[], value: string) => `if(kind IN (${kinds.map((kind) => `'${kind}'`)}), ${value}, NULL)`;
  const obstacle = dice.pick('obstacle', 'n', ['time', 'support', 'priorities', 'skills'], 1.3);
  const after = (days: string) => `set_ms + toInt64(${days} * ${DAY_MS})`;
  return {
    stream: 'goal',
    columns,
    count: sizes.goals,
    sql: (
      numbers,
    ) => `SELECT ${envelopeSql(dice, 'goal')}, programme_id, goal_id, pairing_id, ${of(['set'], 'participant_id')} AS participant_id,
        ${of(['set'], dice.pick('term', 'n', ['short', 'long']))} AS term,
        ${of(['set'], dice.pick('category', 'n', ['skills', 'career', 'network', 'wellbeing'], 1.3))} AS category,
        ${of(['set', 'revised'], instant(after("if(kind = 'set', 60, 90)")))} AS due_at,
        ${of(['progressed'], `round(${u('progress')}, 2)`)} AS progress,
        ${of(['abandoned', 'revised'], obstacle)} AS obstacle, ${of(['abandoned'], "'changed_role'")} AS reason, ${NO_SKILL}, map() AS attributes
      FROM (
        SELECT *, arrayJoin(arrayConcat(
            ${happening('1', 'set', 'set_ms', 0)},
            ${happening(`${u('progresses')} < 0.5`, 'progressed', after('25'), 1)},
            ${happening(`${u('is revised')} < 0.15`, 'revised', after('40'), 2)},
            ${happening(`${u('outcome')} < 0.5`, 'completed', after(`(30 + 60 * ${u('completed')})`), 3)},
            ${happening(`${u('outcome')} > 0.85`, 'abandoned', after(`(20 + 60 * ${u('abandoned')})`), 4)}
          )) AS step, step.1 AS kind, step.2 AS at, step.3 AS k
        FROM (
          SELECT *, ${dice.id('goal_', 'goal', 'n')} AS goal_id, start_ms + toInt64(${u('set')} * 0.5 * (end_ms - start_ms)) AS set_ms
          FROM ${pairingOf(dice, sizes, numbers, sizes.goals)}
        )
      )`,
  };
}

/** A mentee's skill as the mentee sees it, before and, for 7 in 10, after. */
export function skillSource(dice: Dice, sizes: Sizes): EventSource {
  const count = Math.round(sizes.goals / 16) * 8;
  return {
    stream: 'goal',
    columns,
    count,
    sql: (numbers) => `SELECT ${envelopeSql(dice, 'skill')}, programme_id, pairing_id, participant_id, ${NO_GOAL},
        ${dice.pick('skill', 'n', ['feedback', 'planning', 'presenting'])} AS skill, 'skills' AS instrument_id, toInt32(1) AS instrument_version,
        'self' AS rater, least(5, 1 + floor(4 * ${dice.uniform('skill score', 'n')}) + if(k = 1, n % 2, 0)) AS score, 1. AS scale_min, 5. AS scale_max,
        if(k = 0, 'before', 'after') AS phase, map() AS attributes
      FROM (
        SELECT *, arrayJoin(arrayConcat(
            ${happening('1', 'skill_assessed', 'start_ms', 0)},
            ${happening(`${dice.uniform('assessed again', 'n')} < 0.7`, 'skill_assessed', 'end_ms', 1)}
          )) AS step, step.1 AS kind, step.2 AS at, step.3 AS k
        FROM ${pairingOf(dice, sizes, numbers, count)}
      )`,
  };
}
