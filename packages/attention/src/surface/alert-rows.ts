/** Alerts as they stand, read from the facts: which rows a caller asks for. */
import { z } from 'zod';
import { type RunQuery, sqlInstant } from '../evaluate.ts';
import { CHECK_IN, type Meant, privateRules } from './alert-handle.ts';

export const alertStates = ['raised', 'acknowledged', 'snoozed', 'resolved'] as const;
export type AlertState = (typeof alertStates)[number];

export type AlertFilter = {
  programmes: 'all' | readonly string[];
  states: readonly AlertState[];
  /** Names of open rules, and `check-in`; absent: all. */
  rules?: readonly string[];
  pairing?: string;
  meant?: Meant;
  after?: { at: number; handle: string };
  limit: number;
  /** Epoch milliseconds. */
  now: number;
};

const nullableMs = z.coerce.number().nullable();
const row = z.object({
  alert: z.string(),
  rule: z.string(),
  version: z.coerce.number(),
  programme: z.string(),
  pairing: z.string(),
  mentor: z.string(),
  mentee: z.string(),
  state: z.enum(alertStates),
  raised: z.coerce.number(),
  /** The moment that may be told: of a private alert no more than its week. */
  told: z.coerce.number(),
  since: nullableMs,
  judged: nullableMs,
  until: nullableMs,
  score: z.coerce.number().nullable(),
  observed: z.record(z.string(), z.string()),
  acknowledgedBy: z.string(),
  snoozedUntil: nullableMs,
  note: z.string(),
  resolved: nullableMs,
  outcome: z.string(),
  actor: z.string(),
});
export type AlertRow = z.output<typeof row>;

const NOW = "{now:DateTime64(3, 'UTC')}";
const PRIVATE = 'has({private:Array(String)}, toString(rule_id))';
const ms = (column: string) =>
  `if(${column} IS NULL, NULL, toString(toUnixTimestamp64Milli(assumeNotNull(${column}))))`;
// A snooze is over when its time has come, without an event.
const STATE = `if(state = 'snoozed' AND ifNull(snoozed_until_at <= ${NOW}, 1), 'raised', toString(state))`;
const WEEK = "toDateTime64(toStartOfWeek(assumeNotNull(raised_at), 1, 'UTC'), 3, 'UTC')";

function conditions({ programmes, rules, pairing, meant }: AlertFilter): string[] {
  const found = ['raised_at IS NOT NULL', 'NOT pairing_voided', 'has({states:Array(String)}, effective)'];
  if (programmes !== 'all') found.push('has({programmes:Array(String)}, toString(programme_id))');
  if (rules !== undefined) found.push(`has({rules:Array(String)}, if(${PRIVATE}, '${CHECK_IN}', toString(rule_id)))`);
  if (pairing !== undefined) found.push('pairing_id = {pairing:String}');
  if (meant === undefined) return found;
  // The id of a private alert is no handle: who guessed it would learn that it exists.
  if ('alert' in meant) return [...found, 'alert_id = {alert:String}', `NOT ${PRIVATE}`];
  return [...found, `${PRIVATE}`, 'programme_id = {programme:String}', 'pairing_id = {pair:String}'];
}

/**
 * SQL of alerts for FROM `relation` (fact_alert). `each` gives every private alert; otherwise a pairing has one, whatever
 * their number.
 */
function alertsSql(relation: string, filter: AlertFilter, each: boolean): string {
  const after = filter.after === undefined ? '' : 'WHERE (told_at_all, key) < ({after_at:Int64}, {after_key:String})';
  return `SELECT * FROM (
  SELECT alert_id AS alert, toString(rule_id) AS rule, rule_version AS version, toString(programme_id) AS programme,
    pairing_id AS pairing, mentor_id AS mentor, mentee_id AS mentee, effective AS state,
    toString(toUnixTimestamp64Milli(assumeNotNull(raised_at))) AS raised, toString(told_at_all) AS told,
    ${ms('since_at')} AS since, ${ms('judged_at')} AS judged, ${ms('data_until_at')} AS until, score, observed,
    acknowledged_by AS acknowledgedBy, ${ms('snoozed_until_at')} AS snoozedUntil, toString(note) AS note,
    ${ms('resolved_at')} AS resolved, toString(outcome) AS outcome, last_actor_id AS actor, told_at_all, key
  FROM (
    SELECT *, ${STATE} AS effective, toUnixTimestamp64Milli(if(${PRIVATE}, ${WEEK}, assumeNotNull(raised_at))) AS told_at_all,
      if(${PRIVATE}, concat(toString(programme_id), '/', pairing_id), alert_id) AS key
    FROM (${relation})
  )
  WHERE ${conditions(filter).join(' AND ')}
  ORDER BY told_at_all, key, alert_id
  ${each ? '' : 'LIMIT 1 BY programme_id, pairing_id, key'}
) ${after}
ORDER BY told_at_all DESC, key DESC, alert LIMIT {limit:UInt32}`;
}

/** The key by which rows are paged: see `after`. */
export const pageKeyOf = ({ rule, alert, programme, pairing }: AlertRow) =>
  privateRules.includes(rule) ? `${programme}/${pairing}` : alert;

/** Rows by the time that may be told, the newest first. @throws what `query` throws */
export async function alertRows(
  query: RunQuery,
  relation: string,
  filter: AlertFilter,
  each = false,
): Promise<AlertRow[]> {
  const { programmes, states, rules, pairing, meant, after, limit, now } = filter;
  const at = sqlInstant(now);
  const params: Record<string, unknown> = {
    ...{ as_of: at, known_at: at, now: at, states: [...states], private: [...privateRules], limit },
    ...(programmes === 'all' ? {} : { programmes: [...programmes] }),
    ...(rules === undefined ? {} : { rules: [...rules] }),
    ...(pairing === undefined ? {} : { pairing }),
    ...(meant === undefined
      ? {}
      : 'alert' in meant
        ? { alert: meant.alert }
        : { programme: meant.programme, pair: meant.pairing }),
    ...(after === undefined ? {} : { after_at: after.at, after_key: after.handle }),
  };
  return z.array(row).parse(await query(alertsSql(relation, filter, each), params));
}
