/** Meetings: most are told after they were held; one in seven was planned first, and so could be missed or called off. */
import type { EventSource } from './data-insert.ts';
import { envelopeColumns, envelopeSql, happening } from './data-pairings.ts';
import { pairingSql, type Sizes } from './data-pairs.ts';
import { DAY_MS, type Dice, instant, quoted, storySpan } from './data-sql.ts';

const PLANNED = 0.15;
const topics = ['career', 'feedback', 'technical', 'network', 'wellbeing', 'onboarding', 'goals'];

// `course`: below PLANNED it was planned; of those 7 in 10 are held, the others missed, called off or never spoken of.
const IS_PLANNED = `course < ${PLANNED}`;
const IS_HELD = `(NOT (${IS_PLANNED}) OR course < ${0.7 * PLANNED})`;

function lifeOfMeeting(dice: Dice): string {
  const u = (word: string) => dice.uniform(word, 'n');
  const between = (low: number, high: number) => `course >= ${low * PLANNED} AND course < ${high * PLANNED}`;
  const notice = `toInt64(pow(${u('notice')}, 2) * 6 * ${DAY_MS})`;
  return `arrayConcat(
    ${happening(IS_PLANNED, 'scheduled', `starts_ms - ${7 * DAY_MS}`, 0)},
    ${happening(`${IS_PLANNED} AND ${u('moved')} < 0.1`, 'rescheduled', `starts_ms - ${6 * DAY_MS}`, 1)},
    ${happening(between(0.78, 0.93), 'cancelled', `starts_ms - ${notice}`, 2)},
    ${happening(between(0.7, 0.78), 'no_show', 'starts_ms', 3)},
    ${happening(`${IS_HELD} AND ${u('mistaken')} < 0.003`, 'held', `starts_ms - ${DAY_MS}`, 4)},
    ${happening(IS_HELD, 'held', 'starts_ms', 5)},
    ${happening(`${IS_HELD} AND ${u('rated')} < 0.03`, 'rated', `starts_ms + ${DAY_MS}`, 6)}
  )`;
}

export function meetingSource(dice: Dice, sizes: Sizes): EventSource {
  const pair = pairingSql(dice, sizes, 'p');
  const of = (kinds: string[], value: string) => `if(kind IN (${kinds.map((kind) => `'${kind}'`)}), ${value}, NULL)`;
  const side = dice.pick('meeting side', 'n', ['mentee', 'mentor', 'both']);
  const u = dice.uniform('day', 'n');
  // Four of them, as the events of a pairing's meetings share its partition: a number's remainder says which.
  const pairingNumber = `toUInt32(floor(${sizes.activated / 4} * pow(${dice.uniform('pairing of', 'n')}, 1.3))) * 4 + n % 4`;
  return {
    stream: 'meeting',
    columns: [
      ...[
        ...envelopeColumns,
        'supersedes',
        'programme_id',
        'meeting_id',
        'pairing_id',
        'starts_at',
        'duration_minutes',
      ],
      ...['mode', 'evidence', 'side', 'reason', 'rating', 'topics', 'attributes'],
    ],
    count: sizes.meetings,
    sql: (numbers) => `SELECT ${envelopeSql(dice, 'meeting')},
        if(k = 5 AND ${dice.uniform('mistaken', 'n')} < 0.003, ${dice.eventId('meeting', 'n * 16 + 4')}, NULL) AS supersedes,
        programme_id, meeting_id, pairing_id,
        ${of(['scheduled', 'rescheduled', 'held'], instant('starts_ms - if(k = 0, 3600000, 0)'))} AS starts_at,
        ${of(['scheduled', 'held'], `20 + 5. * (${dice.hash('minutes', 'n')} % 12)`)} AS duration_minutes,
        ${of(['scheduled', 'held'], dice.pick('mode', 'n', ['remote', 'in_person', 'hybrid'], 1.5))} AS mode,
        ${of(['held'], dice.pick('evidence', 'n', ['calendar', 'both_confirmed', 'one_confirmed', 'inferred'], 1.5))} AS evidence,
        ${of(['cancelled', 'no_show', 'rated'], `if(kind = 'rated' AND ${side} = 'both', 'mentee', ${side})`)} AS side,
        ${of(['cancelled'], dice.pick('called off', 'n', ['workload', 'illness', 'leave']))} AS reason,
        ${of(['rated'], `toInt32(1 + floor(5 * pow(${dice.uniform('rating', 'n')}, 0.4)))`)} AS rating,
        if(kind = 'held' AND n % 5 < 2, [arrayElement(${quoted(topics)}, 1 + ${dice.hash('topic', 'n')} % ${topics.length})], []) AS topics,
        if(kind = 'held' AND n % 10 = 3, map('office', ${dice.pick('office', 'n', ['berlin', 'lisbon', 'pune', 'austin'])}), map()) AS attributes
      FROM (
        SELECT n, pairing_id, programme_id, ${dice.id('mtg_', 'meeting', 'n')} AS meeting_id, ${dice.uniform('course', 'n')} AS course,
          toInt64(start_ms + 3600000 + ${u} * greatest(0, least(end_ms, ${storySpan.to - 2 * DAY_MS}) - start_ms - ${DAY_MS})) AS starts_ms,
          arrayJoin(${lifeOfMeeting(dice)}) AS step, step.1 AS kind, step.2 AS at, step.3 AS k
        FROM (
          SELECT n, ${pairingNumber} AS p, ${pair.id} AS pairing_id, ${pair.programme} AS programme_id,
            ${pair.startMs} AS start_ms, ${pair.endMs} AS end_ms
          FROM ${numbers} WHERE n < ${sizes.meetings}
        )
      )`,
  };
}
