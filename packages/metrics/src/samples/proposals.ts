import type { SampleContext } from '../definition.ts';

/**
 * Every pairing that was proposed and not voided: `at` is the proposal. `taken_up`: the last reply accepts it, or it
 * started; `replied_at` is the first reply or the start, whichever came first, NULL while there is neither.
 */
export function proposals(context: SampleContext): string {
  return `SELECT *, assumeNotNull(proposed_at) AS at, reply = 'accepted' OR activated_at IS NOT NULL AS taken_up,
      if(first_reply_at IS NULL OR activated_at < first_reply_at, activated_at, first_reply_at) AS replied_at
    FROM ${context.relation('fact_pairing')} WHERE proposed_at IS NOT NULL AND NOT voided`;
}
