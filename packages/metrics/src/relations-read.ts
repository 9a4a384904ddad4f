import { isPairingStart } from './dimensions.ts';
import type { MetricQuery } from './request.ts';

/** Whether a query cuts or filters by when pairings began: then each unit's pairing is looked up. */
export function asksForPairingStart({ groupBy, where }: Pick<MetricQuery, 'groupBy' | 'where'>): boolean {
  return [...groupBy, ...Object.keys(where)].some(isPairingStart);
}

/** The relations and tables that a query reads: its metric's, and the pairings where it asks when they began. */
export function relationsRead(query: Pick<MetricQuery, 'metric' | 'groupBy' | 'where'>): string[] {
  const own: string[] = [...query.metric.relations];
  return asksForPairingStart(query) && !own.includes('fact_pairing') ? [...own, 'fact_pairing'] : own;
}
