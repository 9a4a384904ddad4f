/** The alerts that were ever raised in some programmes, as they stand. */
import { relationSql } from '@rapport/warehouse';
import { z } from 'zod';
import type { KnownAlert } from './decide.ts';
import { type RunQuery, sqlInstant } from './evaluate.ts';

const row = z.object({
  alert: z.string(),
  rule: z.string(),
  programme: z.string(),
  pairing: z.string(),
  state: z.enum(['raised', 'acknowledged', 'snoozed', 'resolved']),
  pairingState: z.string(),
});

const KNOWN = `SELECT a.alert_id AS alert, toString(a.rule_id) AS rule, toString(a.programme_id) AS programme,
  a.pairing_id AS pairing, toString(a.state) AS state, if(a.state = 'resolved', '', toString(p.state)) AS pairingState
FROM (${relationSql('fact_alert')}) AS a
LEFT ANY JOIN (${relationSql('fact_pairing')}) AS p ON p.programme_id = a.programme_id AND p.pairing_id = a.pairing_id
WHERE toString(a.programme_id) IN {programmes:Array(String)}`;

/** @throws what `query` throws */
export async function knownAlerts(
  query: RunQuery,
  { programmes, knownAt }: { programmes: readonly string[]; knownAt: number },
): Promise<KnownAlert[]> {
  const at = sqlInstant(knownAt);
  return z.array(row).parse(await query(KNOWN, { programmes, as_of: at, known_at: at }));
}
