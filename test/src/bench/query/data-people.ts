/** People: mentors, mentees and colleagues who take no part, with what they are, where they work and what they reach. */
import type { EventSource } from './data-insert.ts';
import { envelopeColumns, envelopeSql, happening } from './data-pairings.ts';
import { menteeId, mentorId, pairingSql, type Sizes } from './data-pairs.ts';
import { DAY_MS, type Dice, orNull, storySpan } from './data-sql.ts';

const columns = [
  ...[...envelopeColumns, 'programme_id', 'participant_id', 'role', 'cohort', 'reason', 'employment_id', 'grade'],
  ...['separation', 'milestone', 'attributes'],
];

function attributesSql(dice: Dice): string {
  const one = (name: string, values: readonly string[], skew = 1.4) =>
    `'${name}', ${dice.pick(name, 'n * 16 + k', values, skew)}`;
  const departments = ['engineering', 'sales', 'operations', 'finance', 'research', 'people', 'legal', 'support'];
  return `map(${[
    one('department', departments),
    one('level', ['L2', 'L3', 'L4', 'L5', 'L6'], 1),
    one('location', ['london', 'berlin', 'austin', 'pune', 'cairo', 'sydney']),
    one('gender', ['woman', 'man', 'undisclosed'], 1.2),
    one('cohort', ['2019-H2', '2020-H1', '2020-H2', '2021-H1', '2021-H2', '2022-H1'], 1),
    one('job_family', ['technical', 'commercial', 'corporate', 'service'], 1.2),
  ].join(', ')})`;
}

function lifeOfPerson(dice: Dice): string {
  const u = (word: string) => dice.uniform(word, 'n');
  const { from, to } = storySpan;
  const within = (word: string) => `${from} + toInt64(${u(word)} * ${to - from})`;
  // One in eight leaves in a year; fewer of those who take part.
  const leaves = `${from} - toInt64(log(1 - ${u('leaves')}) * if(is_bystander, 1600, 3200) * ${DAY_MS})`;
  return `arrayConcat(
    ${happening('1', 'registered', `${from} - toInt64(${u('registered')} * 90 * ${DAY_MS})`, 0)},
    ${happening(`is_bystander OR ${u('employed')} < 0.6`, 'employment_started', `${from} - toInt64(${u('hired')} * 900 * ${DAY_MS})`, 1)},
    ${happening(`is_bystander OR ${u('employed')} < 0.6`, 'employment_ended', leaves, 2)},
    ${happening(`${u('is promoted')} < 0.15`, 'promoted', within('promoted'), 3)},
    ${happening(`${u('is reached')} < 0.25`, 'milestone_reached', within('reached'), 4)},
    ${happening(`${u('is changed')} < 0.15`, 'profile_changed', within('changed'), 5)}
  )`;
}

/** Everybody once: mentors come first, then mentees, then colleagues. */
export function peopleSource(dice: Dice, sizes: Sizes): EventSource {
  const { mentors, mentees, bystanders } = sizes;
  const of = (kind: string, value: string) => `if(kind = '${kind}', ${value}, NULL)`;
  const number = `multiIf(n < ${mentors}, n, n < ${mentors + mentees}, n - ${mentors}, n)`;
  const person = `multiIf(n < ${mentors}, ${mentorId(dice, 'm')}, n < ${mentors + mentees}, ${menteeId(dice, 'm')}, ${dice.id('per_', 'bystander', 'n')})`;
  return {
    stream: 'participant',
    columns,
    count: mentors + mentees + bystanders,
    sql: (
      numbers,
    ) => `SELECT ${envelopeSql(dice, 'participant')}, NULL AS programme_id, participant_id, NULL AS role, NULL AS cohort,
        NULL AS reason, ${orNull("if(kind IN ('employment_started', 'employment_ended'), concat('job_', substring(participant_id, 5)), '')")} AS employment_id,
        if(kind IN ('employment_started', 'promoted'), toInt32(3 + n % 5 + (k = 3)), NULL) AS grade,
        ${of('employment_ended', dice.pick('separation', 'n', ['voluntary', 'involuntary', 'retirement', 'other'], 2))} AS separation,
        ${of('milestone_reached', dice.pick('milestone', 'n', ['first_review', 'certification', 'lead_role']))} AS milestone,
        multiIf(kind = 'registered', ${attributesSql(dice)}, kind = 'profile_changed', map('level', 'L' || toString(3 + n % 4)), map()) AS attributes
      FROM (
        SELECT n, is_bystander, participant_id, arrayJoin(${lifeOfPerson(dice)}) AS step, step.1 AS kind, step.2 AS at, step.3 AS k
        FROM (
          SELECT n, toUInt32(${number}) AS m, ${person} AS participant_id, n >= ${mentors + mentees} AS is_bystander
          FROM ${numbers} WHERE n < ${mentors + mentees + bystanders}
        )
      )`,
  };
}

/** Enrolments on the way to a pairing: of mentees mostly, and of those whose pairing never began. */
export function enrolmentSource(dice: Dice, sizes: Sizes): EventSource {
  const pair = pairingSql(dice, sizes, 'p');
  const count = Math.round(sizes.pairings / 2 / 8) * 8;
  const ends = `role = 'mentee' AND ${dice.uniform('leaves programme', 'n')} < 0.2`;
  return {
    stream: 'participant',
    columns,
    count,
    sql: (numbers) => `SELECT ${envelopeSql(dice, 'enrolment')}, programme_id, participant_id, role,
        if(kind = 'enrolled', formatDateTime(fromUnixTimestamp64Milli(start_ms, 'UTC'), '%Y-Q%Q'), NULL) AS cohort,
        if(kind = 'enrolment_ended', 'done', NULL) AS reason,
        NULL AS employment_id, NULL AS grade, NULL AS separation, NULL AS milestone, map() AS attributes
      FROM (
        SELECT n, programme_id, start_ms, role, if(role = 'mentor', ${mentorId(dice, 'mentor_number')}, ${menteeId(dice, 'mentee_number')}) AS participant_id,
          arrayJoin(arrayConcat(
            ${happening('1', 'enrolled', `start_ms - toInt64(${dice.uniform('waits', 'n')} * 45 * ${DAY_MS})`, 0)},
            ${happening(ends, 'enrolment_ended', 'end_ms', 1)}
          )) AS step, step.1 AS kind, step.2 AS at, step.3 AS k
        FROM (
          SELECT n, if(n % 16 >= 12, ${sizes.pairings} - 1 - n, n) AS p, if(n % 8 = 7, 'mentor', 'mentee') AS role, ${pair.programme} AS programme_id,
            ${pair.mentorNumber} AS mentor_number, ${pair.menteeNumber} AS mentee_number, ${pair.startMs} AS start_ms, ${pair.endMs} AS end_ms
          FROM ${numbers} WHERE n < ${count}
        )
      )`,
  };
}
