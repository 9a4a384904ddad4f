import { attributeColumns } from './attribute-columns.ts';
import type { Bounds } from './bounds.ts';
import { coupleFold } from './couple-fold.ts';
import { programmeFold, zoneOf } from './dim-programme.ts';
import { meetingFold } from './meeting-fold.ts';
import { pairingState } from './pairing-fold.ts';
import { ATTRIBUTES, CODE, column, INSTANT, literal, OPTIONAL_INSTANT, type Relation } from './relation.ts';
import { isIllegal } from './transitions.ts';

const PAUSES = `Array(Tuple(paused_from ${INSTANT}, paused_to ${INSTANT}))`;

const OUTSIDE = 'ifNull(met.first_held_at < p.activated_at, false) OR ifNull(met.last_held_at > p.ended_at, false)';

/** What may be odd about a pairing, in the order in which it is told. */
const flags: readonly { flag: string; when: string }[] = [
  { flag: 'ended_before_start', when: 'ifNull(p.ended_at < p.activated_at, false)' },
  { flag: 'no_activation', when: "isNull(p.activated_at) AND (p.end_kind != '' OR p.latest_break != '')" },
  { flag: 'unknown_mentor', when: "p.the_mentor != '' AND NOT p.mentor_known" },
  { flag: 'unknown_mentee', when: "p.the_mentee != '' AND NOT p.mentee_known" },
  { flag: 'meeting_outside_pairing', when: OUTSIDE },
  { flag: 'illegal_transition', when: isIllegal('pairing', 'p.steps') },
  { flag: 'self_pairing', when: "p.the_mentor != '' AND p.the_mentor = p.the_mentee" },
];

const flagsSql = (condition: (one: { flag: string; when: string }) => string) =>
  `arrayFilter(flag -> flag != '', [
    ${flags.map((one) => `if(${condition(one)}, '${one.flag}', '')`).join(',\n    ')}
  ])`;

function heldPerPairing(bounds: Bounds): string {
  const held = bounds.heldMeetings ?? `(SELECT * FROM ${meetingFold(bounds)} WHERE state = 'held')`;
  return `(
  SELECT programme_id, the_pairing AS pairing_id,
    min(held_at) AS first_held_at, max(held_at) AS last_held_at, toUInt32(count()) AS meetings_held,
    arraySort(groupArray((assumeNotNull(held_at), toFloat64(ifNull(held_minutes, 0))))) AS held_list,
    held_list.1 AS all_held_at, held_list.2 AS all_held_minutes
  FROM ${held}
  GROUP BY programme_id, the_pairing
)`;
}

const lifeColumns = [
  column('pairing_id', 'String', 'p.pairing_id', 'The pairing of one mentor with one mentee'),
  column('programme_id', CODE, 'p.programme_id', 'The mentoring programme'),
  column('mentor_id', 'String', 'p.the_mentor', 'The mentor, as a pseudonym'),
  column('mentee_id', 'String', 'p.the_mentee', 'The mentee, as a pseudonym'),
  column(
    'state',
    CODE,
    `toLowCardinality(${pairingState('p')})`,
    'proposed, accepted, declined, active, paused, completed, ended_early or voided',
  ),
  column('proposed_at', OPTIONAL_INSTANT, 'p.proposed_at', 'First proposed (UTC)'),
  column(
    'match_method',
    CODE,
    'toLowCardinality(p.the_method)',
    'How the match was made, as a code; empty when unknown',
  ),
  column(
    'reply',
    CODE,
    'toLowCardinality(p.reply)',
    'Last reply to the proposal: accepted or declined; empty when none',
  ),
  column('first_reply_at', OPTIONAL_INSTANT, 'p.first_reply_at', 'First reply to the proposal (UTC)'),
  column('activated_at', OPTIONAL_INSTANT, 'p.activated_at', 'First activated (UTC): day 0 of the pairing'),
  column(
    'ended_at',
    OPTIONAL_INSTANT,
    'p.ended_at',
    'When it ended (UTC); the last word counts where there are several',
  ),
  column('end_kind', CODE, 'toLowCardinality(p.end_kind)', 'completed or ended_early; empty while it has not ended'),
  column('end_reason', CODE, 'toLowCardinality(p.end_reason)', 'Why it ended, as a code'),
  column('end_side', CODE, 'toLowCardinality(p.end_side)', 'Who ended it: mentor, mentee or programme'),
  column('voided', 'Bool', "CAST(p.voided, 'Bool')", 'True when the pairing never should have counted'),
  column(
    'cadence_days',
    'Nullable(Int32)',
    'coalesce(p.own_cadence, pr.latest_cadence)',
    "How often the pair means to meet, in days: its own, else its programme's",
  ),
  column('committed_end_at', OPTIONAL_INSTANT, 'p.committed_until', 'Until when the pair has committed itself (UTC)'),
  column(
    'pauses',
    PAUSES,
    `CAST(p.pauses, ${literal(PAUSES)})`,
    'Pauses as half-open intervals (UTC), oldest first; an open one runs to the end or to the as-of time',
  ),
];

const contextColumns = [
  column('first_held_at', OPTIONAL_INSTANT, 'met.first_held_at', 'First held meeting (UTC)'),
  column('last_held_at', OPTIONAL_INSTANT, 'met.last_held_at', 'Last held meeting (UTC)'),
  column('meetings_held', 'UInt32', 'met.meetings_held', 'Held meetings, those outside the pairing too'),
  column(
    'meetings_held_at',
    `Array(${INSTANT})`,
    'met.all_held_at',
    'When its held meetings were (UTC), oldest first, those outside the pairing too',
  ),
  column(
    'meetings_held_minutes',
    'Array(Float64)',
    'met.all_held_minutes',
    'How long each of them took, in minutes; 0 where that was not told',
  ),
  column('time_zone', 'String', zoneOf('pr'), "The programme's IANA zone"),
  column('mentor_attributes', ATTRIBUTES, 'p.mentor_attributes_then', "The mentor's attributes as at the activation"),
  column('mentee_attributes', ATTRIBUTES, 'p.mentee_attributes_then', "The mentee's attributes as at the activation"),
  column('attributes', ATTRIBUTES, 'p.own_attributes', "The pairing's own attributes"),
  ...attributeColumns('mentor', "The mentor's", 'p.mentor_attributes_then'),
  ...attributeColumns('mentee', "The mentee's", 'p.mentee_attributes_then'),
  column(
    'flags',
    'Array(String)',
    flagsSql(({ when }) => when),
    'What is odd about it: ended_before_start, no_activation, unknown_mentor, unknown_mentee, meeting_outside_pairing, illegal_transition, self_pairing',
  ),
];

export const factPairing: Relation = {
  name: 'fact_pairing',
  comment: 'One row per pairing, with its people as they were at the activation',
  columns: [...lifeColumns, ...contextColumns],
  from: (bounds) => `FROM ${coupleFold(bounds)} AS p
LEFT ANY JOIN ${programmeFold(bounds)} AS pr ON pr.programme_id = p.programme_id
LEFT ANY JOIN ${heldPerPairing(bounds)} AS met ON met.programme_id = p.programme_id AND met.pairing_id = p.pairing_id`,
};

/**
 * Pairings as they are once other meetings of theirs were held: `rows` are this relation's rows, of which nothing but the
 * meetings has changed; `heldMeetings` of the bounds are what these pairings have now.
 */
export function withMeetingsAnew(rows: string, bounds: Bounds): string {
  const columns = factPairing.columns.map(({ name, sql }) => {
    if (name === 'flags') {
      return `${flagsSql(({ flag, when }) => (when === OUTSIDE ? when : `has(p.flags, '${flag}')`))} AS flags`;
    }
    return sql.startsWith('met.') ? `${sql} AS ${name}` : `p.${name} AS ${name}`;
  });
  return `SELECT\n${columns.join(',\n')}\nFROM ${rows} AS p
LEFT ANY JOIN ${heldPerPairing(bounds)} AS met ON met.programme_id = p.programme_id AND met.pairing_id = p.pairing_id`;
}
