import type { SampleContext } from '../definition.ts';

/** Every goal that was set, `at` when. Goals of voided pairings leave with them. */
export function goals(context: SampleContext): string {
  return `SELECT *, assumeNotNull(set_at) AS at FROM ${context.relation('fact_goal')}
    WHERE set_at IS NOT NULL AND NOT pairing_voided`;
}

/** The same by a due date, of those that have one: `at` is that date, `success` completed by then, `mature` once it has come. */
export function dueGoals(context: SampleContext, due: 'due_at' | 'first_due_at'): string {
  return `SELECT * EXCEPT (at), assumeNotNull(${due}) AS at, at <= ${context.asOf} AS mature,
      ifNull(completed_at <= at, 0) AS success
    FROM (${goals(context)}) WHERE ${due} IS NOT NULL`;
}
