/** An alert as callers see it. */
import { z } from 'zod';
import { versionOf } from '../rule.ts';
import { findRule, rules } from '../rules.ts';
import { CHECK_IN, handleOf, isPrivate, privateRules } from './alert-handle.ts';
import { type AlertRow, alertStates } from './alert-rows.ts';

const time = z.string().nullable();

export const alertAnswer = z.object({
  alert_id: z.string(),
  programme: z.string(),
  pairing_id: z.string(),
  mentor_id: z.string(),
  mentee_id: z.string(),
  state: z.enum(alertStates),
  reason: z.object({
    rule: z.string().meta({ description: 'check-in stands for every rule about what people told or left untold' }),
    version: z.number().nullable(),
    text: z.string(),
  }),
  since: time.meta({ description: 'Since when the condition held when it was raised; null for check-in' }),
  raised_at: z.string().meta({ description: 'When it was raised; of a check-in the Monday of that week' }),
  judged_at: time,
  data_until: time.meta({ description: 'Until when the data were complete when it was raised' }),
  score: z.number().nullable().meta({ description: '1 at the threshold; frozen when it was raised' }),
  evidence: z.record(z.string(), z.string()),
  acknowledged_by: z.string().nullable(),
  snoozed_until: time,
  note: z.string().nullable(),
  resolved_at: time,
  outcome: z.string().nullable(),
  last_actor: z.string().nullable(),
});

export const ruleAnswer = z.object({
  id: z.string(),
  version: z.number(),
  title: z.string(),
  condition: z.string(),
  ends: z.string(),
  shown_as: z.string(),
  evidence: z.enum(['open', 'private']),
  changes: z.array(z.object({ version: z.number(), date: z.string(), what: z.string() })),
});

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const orNull = (text: string) => (text === '' ? null : text);

const CHECK_IN_TEXT = `somebody should ask how it goes: one of ${privateRules.length} rules about what people told or left untold has found something`;

function reasonOf({ rule, version, observed }: AlertRow): z.output<typeof alertAnswer>['reason'] {
  if (isPrivate(rule)) return { rule: CHECK_IN, version: null, text: CHECK_IN_TEXT };
  const known = findRule(rule);
  // Alerts of other systems, and of rules that are no more, say who raised them; so do those that do not say what was seen.
  const text = known?.reason(observed);
  const isWhole = text !== undefined && !text.includes('undefined');
  return { rule, version, text: isWhole ? text : `raised by ${rule}` };
}

/** The alert as it may be shown: of a private rule neither which one, nor what it saw, nor the day. */
export function alertOf(row: AlertRow): z.output<typeof alertAnswer> {
  const hidden = isPrivate(row.rule);
  return {
    alert_id: handleOf(row),
    ...{ programme: row.programme, pairing_id: row.pairing, mentor_id: row.mentor, mentee_id: row.mentee },
    ...{ state: row.state, reason: reasonOf(row) },
    since: hidden ? null : iso(row.since),
    raised_at: new Date(row.told).toISOString(),
    judged_at: hidden ? null : iso(row.judged),
    data_until: hidden ? null : iso(row.until),
    score: hidden ? null : row.score,
    evidence: hidden ? {} : row.observed,
    acknowledged_by: orNull(row.acknowledgedBy),
    snoozed_until: row.state === 'snoozed' ? iso(row.snoozedUntil) : null,
    note: orNull(row.note),
    resolved_at: hidden ? null : iso(row.resolved),
    outcome: hidden && row.actor === '' ? null : orNull(row.outcome),
    last_actor: orNull(row.actor),
  };
}

/** The rules as they are documented. */
export const ruleList: readonly z.output<typeof ruleAnswer>[] = rules.map((rule) => ({
  ...{ id: rule.id, version: versionOf(rule), title: rule.title, condition: rule.condition, ends: rule.ends },
  ...{ evidence: rule.evidence, shown_as: rule.evidence === 'private' ? CHECK_IN : rule.id },
  changes: [...rule.changes],
}));
