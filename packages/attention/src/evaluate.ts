/** Asks the rules: which pairings fulfil which condition, each programme at its own moment. */
import { z } from 'zod';
import { type AttentionRule, type RuleContext, ruleContext } from './rule.ts';
import { rules as allRules } from './rules.ts';

/** Runs a SELECT with bound parameters ({name:Type} in the text) and gives its rows. */
export type RunQuery = (sql: string, params: Record<string, unknown>) => Promise<Record<string, unknown>[]>;

/** Until when each programme's data are complete, epoch milliseconds: the moment that its pairings are judged at. */
export type Moments = ReadonlyMap<string, number>;

/** A pairing that fulfils a rule's condition. Times are epoch milliseconds. */
export type Finding = {
  rule: AttentionRule;
  programme: string;
  pairing: string;
  since: number;
  /** 1 at the threshold; private rules say nothing but 1. */
  score: number;
  observed: Readonly<Record<string, string>>;
};

const row = z.object({
  programme_id: z.string(),
  pairing_id: z.string(),
  since_ms: z.coerce.number(),
  score: z.coerce.number(),
  observed: z.record(z.string(), z.string()),
});

export type Evaluation = {
  moments: Moments;
  asOf: number;
  knownAt: number;
  /** The rules to ask; all where absent. */
  rules?: readonly AttentionRule[];
};

/** An instant as the text of a DateTime64(3, 'UTC'). */
export const sqlInstant = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');

/**
 * Every finding of every rule. A rule's score is never below 1 and never beyond what the contract carries.
 * @throws what `query` throws
 */
export async function evaluate(
  query: RunQuery,
  { moments, asOf, knownAt, rules = allRules }: Evaluation,
  relation?: RuleContext['relation'],
): Promise<Finding[]> {
  if (moments.size === 0) return [];
  const context = relation === undefined ? ruleContext() : ruleContext(relation);
  const params = {
    ...{ as_of: sqlInstant(asOf), known_at: sqlInstant(knownAt) },
    ...{ programmes: [...moments.keys()], moments: [...moments.values()] },
  };
  const findings: Finding[] = [];
  for (const rule of rules) {
    // One after another: the loop must not crowd out everybody else's questions.
    const rows = await query(
      `SELECT toString(programme_id) AS programme_id, toString(pairing_id) AS pairing_id,
        toString(toUnixTimestamp64Milli(since_at)) AS since_ms, score, observed FROM (${rule.sql(context)}) ORDER BY programme_id, pairing_id`,
      params,
    );
    for (const found of z.array(row).parse(rows)) {
      const { programme_id: programme, pairing_id: pairing, since_ms: since, score, observed } = found;
      const bounded = Math.min(1_000_000, Math.max(1, Math.round(score * 100) / 100));
      findings.push({ rule, programme, pairing, since, score: bounded, observed });
    }
  }
  return findings;
}
