/** Programmes and the lives of pairings. */
import type { EventSource } from './data-insert.ts';
import { liveProgramme, menteeId, mentorId, pairingSql, programmes, type Sizes } from './data-pairs.ts';
import { DAY_MS, type Dice, instant, lag, orNull, quoted, storySpan } from './data-sql.ts';

const envelope = [
  ...['event_id', 'type', 'occurred_at', 'recorded_at', 'source', 'actor_id', 'correlation_id'],
] as const;

/** The envelope of the event `k` of `n` on a stream, which happened at `at` (ms). */
export function envelopeSql(dice: Dice, stream: string): string {
  const key = 'n * 16 + k';
  return `${dice.eventId(stream, key)} AS event_id, kind AS type, ${instant('at')} AS occurred_at,
    ${instant(`at + ${lag(dice, `${key} + length('${stream}')`)}`)} AS recorded_at,
    ${dice.pick(`source of ${stream}`, 'n', ['calendar-sync', 'hr-import', 'portal'], 1.5)} AS source,
    ${orNull(`if(${dice.hash('actor', 'n')} % 10 < 7, ${dice.id('usr_', 'actor', `n % 5000`)}, '')`)} AS actor_id,
    ${orNull(`if(k % 2 = 0, ${dice.id('req_', stream, key)}, '')`)} AS correlation_id`;
}

export const envelopeColumns: readonly string[] = envelope;

/** `(kind, at, k)` where the condition holds and it happened within the story. */
export const happening = (condition: string, kind: string, at: string, k: number): string =>
  `if((${condition}) AND ${at} < ${storySpan.to}, [('${kind}', toInt64(${at}), ${k})], [])`;

export function programmeSource(dice: Dice): EventSource {
  const all = [...programmes, liveProgramme];
  const ids = quoted(all.map(({ id }) => id));
  const zones = quoted(all.map(({ zone }) => zone));
  return {
    stream: 'programme',
    columns: [...envelope, 'programme_id', 'name', 'time_zone', 'cadence_days'],
    count: all.length,
    sql: (numbers) => `SELECT ${envelopeSql(dice, 'programme')},
        arrayElement(${ids}, n + 1) AS programme_id, programme_id AS name,
        arrayElement(${zones}, n + 1) AS time_zone, arrayElement([14, 14, 21, 30], n % 4 + 1) AS cadence_days
      FROM (SELECT n, 0 AS k, 'configured' AS kind, toInt64(${storySpan.from - 60 * DAY_MS}) AS at FROM ${numbers})
      WHERE n < ${all.length}`,
  };
}

function lifeOfPairing(dice: Dice, activated: number): string {
  const u = (word: string) => dice.uniform(word, 'n');
  const isActive = `n < ${activated}`;
  const proposedAt = `start_ms - toInt64((3 + 9 * ${u('proposed')}) * ${DAY_MS})`;
  const pausedAt = `start_ms + toInt64(0.4 * (end_ms - start_ms))`;
  const resumedAt = `${pausedAt} + ${21 * DAY_MS}`;
  const isPaused = `${isActive} AND ${u('pause')} < 0.08`;
  return `arrayConcat(
    ${happening(`NOT (${isActive}) OR ${u('is proposed')} < 0.3`, 'proposed', proposedAt, 0)},
    ${happening(`${isActive} AND ${u('is proposed')} < 0.12`, 'accepted', `start_ms - ${DAY_MS}`, 1)},
    ${happening(`NOT (${isActive}) AND ${u('declined')} < 0.5`, 'declined', `start_ms - ${DAY_MS}`, 2)},
    ${happening(isActive, 'activated', 'start_ms', 3)},
    ${happening(isPaused, 'paused', pausedAt, 4)},
    ${happening(`${isPaused} AND ${resumedAt} < end_ms`, 'resumed', resumedAt, 5)},
    ${happening(`${isActive} AND NOT ends_early`, 'completed', 'end_ms', 6)},
    ${happening(`${isActive} AND ends_early`, 'ended_early', 'end_ms', 7)},
    ${happening(`${isActive} AND ${u('voided')} < 0.01`, 'voided', `start_ms + ${5 * DAY_MS}`, 8)}
  )`;
}

export function pairingSource(dice: Dice, sizes: Sizes): EventSource {
  const pairing = pairingSql(dice, sizes, 'n');
  const of = (kinds: string[], value: string) => `if(kind IN (${kinds.map((kind) => `'${kind}'`)}), ${value}, NULL)`;
  const couple = ['proposed', 'activated'];
  const reason = dice.pick('reason', 'n', ['workload', 'left_company', 'poor_match', 'goal_reached', 'moved_role']);
  const length = `concat(toString(round((committed_ms - start_ms) / ${DAY_MS} / 30.5)), '_months')`;
  return {
    stream: 'pairing',
    columns: [
      ...[...envelope, 'programme_id', 'pairing_id', 'mentor_id', 'mentee_id', 'side', 'reason', 'match_method'],
      ...['match_score', 'cadence_days', 'committed_end_at', 'attributes'],
    ],
    count: sizes.pairings,
    sql: (numbers) => `SELECT ${envelopeSql(dice, 'pairing')}, programme_id, pairing_id,
        ${of(couple, mentorId(dice, 'mentor_number'))} AS mentor_id, ${of(couple, menteeId(dice, 'mentee_number'))} AS mentee_id,
        ${of(['ended_early', 'declined'], dice.pick('end side', 'n', ['mentee', 'mentor', 'programme']))} AS side,
        ${of(['ended_early', 'declined'], reason)} AS reason,
        ${of(['proposed'], dice.pick('method', 'n', ['algorithm', 'manual', 'self_match']))} AS match_method,
        ${of(['proposed'], `round(0.4 + 0.6 * ${dice.uniform('score', 'n')}, 2)`)} AS match_score,
        ${of(['activated'], `if(${dice.hash('cadence', 'n')} % 3 = 0, 7 + toInt32(${dice.hash('cadence', 'n')} % 24), NULL)`)} AS cadence_days,
        ${of(['activated'], instant('committed_ms'))} AS committed_end_at,
        if(kind = 'activated', map('length', ${length}), map()) AS attributes
      FROM (
        SELECT n, ${pairing.id} AS pairing_id, ${pairing.programme} AS programme_id, ${pairing.mentorNumber} AS mentor_number,
          ${pairing.menteeNumber} AS mentee_number, ${pairing.startMs} AS start_ms, ${pairing.committedMs} AS committed_ms,
          ${pairing.endMs} AS end_ms, ${pairing.endsEarly} AS ends_early,
          arrayJoin(${lifeOfPairing(dice, sizes.activated)}) AS step, step.1 AS kind, step.2 AS at, step.3 AS k
        FROM ${numbers} WHERE n < ${sizes.pairings}
      )`,
  };
}
