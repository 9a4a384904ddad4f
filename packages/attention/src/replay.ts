/** The rules over a history, day by day, as if they had been asked then: what they would have raised. Writes nothing. */
import type { AlertEvent } from '@rapport/events';
import { decide, type KnownAlert } from './decide.ts';
import { evaluate, type RunQuery } from './evaluate.ts';
import { type AttentionRule, DAY_MS } from './rule.ts';
import { rules as allRules } from './rules.ts';

export type ReplayOptions = {
  programme: string;
  /** First and last moment, epoch milliseconds. */
  from: number;
  to: number;
  /** How long from one round to the next; 1 where absent. */
  everyDays?: number;
  /** The rules to ask; all where absent. */
  rules?: readonly AttentionRule[];
  onDay?: (day: number, days: number) => void;
};

/** The alert after its event, as the warehouse would know it on the next day. */
function remember(known: Map<string, KnownAlert>, event: AlertEvent): void {
  const { alert_id: alert, programme_id: programme, pairing_id: pairing } = event;
  if (event.type === 'alert.raised') {
    known.set(alert, { alert, rule: event.rule_id, programme, pairing, state: 'raised', pairingState: 'active' });
    return;
  }
  const before = known.get(alert);
  if (before !== undefined) known.set(alert, { ...before, state: 'resolved' });
}

/** The events that such rounds would have sent, each recorded on its day. Only what was known on a day counts on it. */
export async function replayAttention(query: RunQuery, options: ReplayOptions): Promise<AlertEvent[]> {
  const { programme, from, to, everyDays = 1, rules = allRules, onDay } = options;
  const asked = new Set(rules.map(({ id }) => id));
  const days = Math.max(0, Math.floor((to - from) / DAY_MS));
  const known = new Map<string, KnownAlert>();
  const events: AlertEvent[] = [];
  for (let day = 0; day <= days; day += everyDays) {
    const now = from + day * DAY_MS;
    const moments = new Map([[programme, now]]);
    const findings = await evaluate(query, { moments, asOf: now, knownAt: now, rules });
    for (const event of decide({ findings, known: [...known.values()], moments, now, asked })) {
      events.push(event);
      remember(known, event);
    }
    onDay?.(day, days);
  }
  return events;
}
