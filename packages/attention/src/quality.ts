/** How good alerts were: precision, recall and lead time against the premature ends that followed. Pure. */
import type { AlertEvent } from '@rapport/events';
import { type Estimate, proportion, quantileFromHistogram } from '@rapport/statistics';
import { DAY_MS } from './rule.ts';

/** A pairing that ended prematurely. Times are epoch milliseconds. */
export type PrematureEnd = { pairing: string; at: number };

export type AlertQuality = {
  rule: string;
  raised: number;
  /** Raised less than the horizon before `asOf`: nobody can tell yet. */
  immature: number;
  /** Mature alerts followed by a premature end within the horizon ÷ mature alerts. */
  precision: Estimate;
  /** Premature ends with an alert within the horizon before them ÷ premature ends. */
  recall: Estimate;
  /** Median days from the first such alert to the end. */
  leadDays: Estimate;
};

export const HORIZON_DAYS = 60;

type Raised = { pairing: string; at: number };

function qualityOfRule(
  rule: string,
  raised: readonly Raised[],
  ends: readonly PrematureEnd[],
  asOf: number,
): AlertQuality {
  const horizon = HORIZON_DAYS * DAY_MS;
  const endOf = new Map(ends.map(({ pairing, at }) => [pairing, at]));
  const within = ({ pairing, at }: Raised) => {
    const end = endOf.get(pairing);
    return end !== undefined && end > at && end <= at + horizon;
  };
  const mature = raised.filter(({ at }) => at + horizon <= asOf);
  const byPairing = Map.groupBy(raised.filter(within), ({ pairing }) => pairing);
  const leads = [...byPairing].map(([pairing, list]) => {
    const first = Math.min(...list.map(({ at }) => at));
    return Math.round(((endOf.get(pairing) ?? first) - first) / (DAY_MS / 10)) / 10;
  });
  return {
    ...{ rule, raised: raised.length, immature: raised.length - mature.length },
    precision: proportion({ n: mature.length, k: mature.filter(within).length }),
    recall: proportion({ n: ends.length, k: byPairing.size }),
    leadDays: quantileFromHistogram(
      leads.map((amount) => ({ amount, count: 1 })),
      0.5,
    ),
  };
}

/** Quality by rule, and of all together ('any rule'). Wilson's intervals, and order statistics for the median. */
export function alertQuality(
  events: readonly AlertEvent[],
  ends: readonly PrematureEnd[],
  asOf: number,
): AlertQuality[] {
  const raised = events.flatMap((event) =>
    event.type === 'alert.raised' ? [{ rule: event.rule_id, pairing: event.pairing_id, at: event.occurred_at }] : [],
  );
  const byRule = [...Map.groupBy(raised, ({ rule }) => rule)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...byRule, ['any rule', raised] as const].map(([rule, list]) => qualityOfRule(rule, list, ends, asOf));
}
