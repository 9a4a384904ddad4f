import type { SampleContext } from '../definition.ts';

/** When each person was promoted, one row a person. */
export function promotions(context: SampleContext): string {
  return `SELECT participant_id, groupArray(promoted_at) AS promotions
    FROM ${context.relation('fact_promotion')} GROUP BY participant_id`;
}
