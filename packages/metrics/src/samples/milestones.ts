import type { SampleContext } from '../definition.ts';
import { firstPairings } from './first-pairings.ts';

/** `firstPairings` with the instants at which the person reached a milestone of the filter `milestone`, or any. */
export function participantsWithMilestones(context: SampleContext): string {
  return `SELECT f.*, m.reached AS reached
    FROM (${firstPairings(context)}) AS f
    LEFT ANY JOIN (
      SELECT participant_id, groupArray(reached_at) AS reached FROM ${context.relation('fact_milestone')}
      WHERE ${context.matches('milestone', 'milestone')} GROUP BY participant_id
    ) AS m ON m.participant_id = f.participant_id`;
}
