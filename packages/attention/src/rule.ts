/** What a rule is: data, with one SELECT over the facts. Nothing else knows its SQL. */
import { type RelationName, relationSql } from '@rapport/warehouse';

/**
 * What a rule's SELECT is written against. Its query parameters: {as_of} and {known_at} for the facts, {programmes} and
 * {moments} (milliseconds), of one length: the programmes that can be judged, each as of its own moment.
 */
export type RuleContext = {
  /** The named relation as of {as_of} and {known_at}, ready for FROM. */
  relation: (name: RelationName) => string;
  /** Every open, unpaused pairing of the programmes: see `openPairs`. */
  openPairs: string;
};

type RuleChange = { version: number; date: string; what: string };

export type AttentionRule = {
  id: string;
  title: string;
  /** The condition in words, with its thresholds. */
  condition: string;
  /** When the alert goes away by itself. */
  ends: string;
  /**
   * open: what the rule saw is shown. private: it follows from what one person told or did not tell, so that neither the
   * rule nor anything it saw is shown or written down; all private rules look alike.
   */
  evidence: 'open' | 'private';
  /** The reason in one sentence, from what the rule saw; used for open rules only. */
  reason: (observed: Readonly<Record<string, string>>) => string;
  /**
   * One row per pairing that fulfils the condition at its moment: programme_id, pairing_id, since_at (DateTime64: what tells
   * one episode from the next), score (1 at the threshold), observed Map(String, String).
   */
  sql: (context: RuleContext) => string;
  /** Oldest first; the last entry's version is the rule's. */
  changes: readonly RuleChange[];
};

/** The rule's version: that of its last change. */
export function versionOf({ changes }: Pick<AttentionRule, 'changes'>): number {
  return changes.at(-1)?.version ?? 1;
}

/** Where neither pair nor programme says how often they mean to meet. */
const USUAL_CADENCE_DAYS = 30;

export const DAY_MS = 86_400_000;

// What is said of a pause that has not ended runs to {as_of}, which may lie after the moment of the programme.
const PAUSED_NOW = `arrayExists(p -> p.1 <= t AND (p.2 > t OR p.2 = {as_of:DateTime64(3, 'UTC')}), pauses)`;
const QUIET_PAUSED =
  "arraySum(p -> greatest(0, dateDiff('millisecond', greatest(p.1, quiet_from), least(p.2, t))), pauses)";

/** Milliseconds in days, whole ones, as text. */
export const daysText = (milliseconds: string) => `toString(intDiv(toInt64(${milliseconds}), ${DAY_MS}))`;

/**
 * Open, unpaused pairings with the moment `t` they are judged at: cadence_days (30 where nobody says), held (meetings
 * from the activation to t), quiet_from (the last of them, else the activation), gap_ms (unpaused time since).
 */
function openPairs(relation: RuleContext['relation']): string {
  return `(SELECT programme_id, pairing_id, t, at, cadence, held, quiet_from,
    dateDiff('millisecond', quiet_from, t) - ${QUIET_PAUSED} AS gap_ms, cadence * ${DAY_MS} AS cadence_ms
  FROM (
    SELECT *, arrayFilter(h -> h >= at AND h <= t, meetings_held_at) AS held,
      if(empty(held), at, arrayMax(held)) AS quiet_from
    FROM (
      SELECT *, assumeNotNull(activated_at) AS at,
        if(ifNull(cadence_days, 0) > 0, toInt64(assumeNotNull(cadence_days)), ${USUAL_CADENCE_DAYS}) AS cadence,
        fromUnixTimestamp64Milli({moments:Array(Int64)}[indexOf({programmes:Array(String)}, toString(programme_id))], 'UTC') AS t
      FROM (${relation('fact_pairing')})
      WHERE toString(programme_id) IN {programmes:Array(String)} AND activated_at IS NOT NULL AND NOT voided
    )
    WHERE at <= t AND (ended_at IS NULL OR ended_at > t) AND NOT ${PAUSED_NOW}
  ))`;
}

/** The context of the facts as they are folded from the events. */
export function ruleContext(relation: RuleContext['relation'] = relationSql): RuleContext {
  return { relation, openPairs: openPairs(relation) };
}
