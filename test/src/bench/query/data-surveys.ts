/** Two versions of a questionnaire, invitations to it and what was answered. */
import type { EventSource } from './data-insert.ts';
import { envelopeColumns, envelopeSql, happening } from './data-pairings.ts';
import { menteeId, mentorId, pairingSql, type Sizes } from './data-pairs.ts';
import { DAY_MS, type Dice, instant, storySpan } from './data-sql.ts';

const columns = [
  ...[
    ...envelopeColumns,
    'programme_id',
    'instrument_id',
    'instrument_version',
    'items',
    'invitation_id',
    'response_id',
  ],
  ...['participant_id', 'pairing_id', 'side', 'wave', 'closes_at', 'answers'],
];

type Item = { id: string; measure: string; low: number; high: number; reverse?: boolean };

const items: readonly Item[] = [
  { id: 'recommend', measure: 'nps', low: 0, high: 10 },
  { id: 'satisfied', measure: 'satisfaction', low: 1, high: 5 },
  { id: 'confident', measure: 'confidence', low: 1, high: 5 },
  { id: 'regret', measure: 'relationship_quality', low: 1, high: 5, reverse: true },
  { id: 'trust', measure: 'relationship_quality', low: 1, high: 5 },
];

const itemsSql = `[${items.map((item) => `('${item.id}', '${item.measure}', ${item.low}, ${item.high}, ${item.reverse === true})`).join(', ')}]`;

function answersSql(dice: Dice): string {
  const one = ({ id, low, high, reverse }: Item) => {
    const u = `pow(${dice.uniform(id, 'n')}, ${reverse === true ? 1.8 : 0.5})`;
    return `('${id}', toFloat64(${low} + floor(${high - low + 1} * ${u})))`;
  };
  const all = `[${items.map(one).join(', ')}]`;
  return `if(${dice.uniform('skips', 'n')} < 0.2, arraySlice(${all}, 1, ${items.length - 1}), ${all})`;
}

/** Both versions, published before the story begins. */
export function instrumentSource(dice: Dice): EventSource {
  return {
    stream: 'survey',
    columns,
    count: 8,
    sql: (numbers) => `SELECT ${envelopeSql(dice, 'instrument')}, NULL AS programme_id, 'pulse' AS instrument_id,
        toInt32(intDiv(n, 4) + 1) AS instrument_version, ${itemsSql} AS items, NULL AS invitation_id, NULL AS response_id,
        NULL AS participant_id, NULL AS pairing_id, NULL AS side, NULL AS wave, NULL AS closes_at, [] AS answers
      FROM (SELECT n, 0 AS k, 'instrument_published' AS kind, toInt64(${storySpan.from - 30 * DAY_MS}) AS at FROM ${numbers}) WHERE n % 4 = 0`,
  };
}

/** Invitations at set times of a pairing; 7 in 10 are answered within two weeks, one in ten of those without a name. */
export function surveySource(dice: Dice, sizes: Sizes): EventSource {
  const pair = pairingSql(dice, sizes, 'p');
  const wave = "arrayElement(['pre', 'mid', 'post', 'exit'], 1 + toUInt32(wave_number))";
  const length = `greatest(0, least(end_ms, ${storySpan.to - 20 * DAY_MS}) - start_ms)`;
  const sent = `start_ms + toInt64(arrayElement([0., 0.5, 0.9, 1.], 1 + toUInt32(wave_number)) * ${length})`;
  const answered = `sent_ms + toInt64(${dice.uniform('answered', 'n')} * 14 * ${DAY_MS})`;
  return {
    stream: 'survey',
    columns,
    count: sizes.invitations,
    sql: (
      numbers,
    ) => `SELECT ${envelopeSql(dice, 'survey')}, programme_id, 'pulse' AS instrument_id, toInt32(1 + (start_ms > ${storySpan.from + 800 * DAY_MS})) AS instrument_version,
        [] AS items, if(kind = 'response_submitted' AND nameless, NULL, invitation) AS invitation_id,
        if(kind = 'response_submitted', ${dice.id('res_', 'response', 'n')}, NULL) AS response_id,
        if(kind = 'response_submitted' AND nameless, NULL, person) AS participant_id,
        if(kind = 'response_submitted' AND nameless, NULL, pairing) AS pairing_id, side, ${wave} AS wave,
        if(kind = 'invitation_sent' AND n % 3 > 0, ${instant(`sent_ms + ${14 * DAY_MS}`)}, NULL) AS closes_at,
        if(kind = 'response_submitted', ${answersSql(dice)}, []) AS answers
      FROM (
        SELECT n, programme_id, start_ms, sent_ms, side, wave_number, ${dice.hash('nameless', 'n')} % 10 = 0 AS nameless, pairing,
          if(side = 'mentor', ${mentorId(dice, 'mentor_number')}, ${menteeId(dice, 'mentee_number')}) AS person,
          ${dice.id('inv_', 'invitation', 'n')} AS invitation,
          arrayJoin(arrayConcat(
            ${happening('1', 'invitation_sent', 'sent_ms', 0)},
            ${happening(`${dice.uniform('answers', 'n')} < if(side = 'mentor', 0.65, 0.72)`, 'response_submitted', answered, 1)}
          )) AS step, step.1 AS kind, step.2 AS at, step.3 AS k
        FROM (
          SELECT n, toUInt32(floor(${sizes.activated} * ${dice.uniform('asked', 'n')})) AS p, ${pair.programme} AS programme_id, ${pair.id} AS pairing,
            ${pair.mentorNumber} AS mentor_number, ${pair.menteeNumber} AS mentee_number, ${pair.startMs} AS start_ms, ${pair.endMs} AS end_ms,
            ${dice.pick('asked side', 'n', ['mentee', 'mentor'], 1.3)} AS side, ${dice.hash('wave', 'n')} % 4 AS wave_number, ${sent} AS sent_ms
          FROM ${numbers} WHERE n < ${sizes.invitations}
        )
      )`,
  };
}
