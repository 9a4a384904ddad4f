import type { MetricDefinition } from '../../definition.ts';
import { goalDimensions } from '../../dimensions.ts';
import { NEVER } from '../../samples/enrolments.ts';
import { goals } from '../../samples/goals.ts';

export const metric: MetricDefinition = {
  id: 'time-to-goal',
  reference: 'O2',
  version: 1,
  family: 'outcomes',
  title: 'Time to goal',
  question: 'How long does it take to reach a goal?',
  formula:
    'median of the Aalen–Johansen cumulative incidence of completion since the goal was set, with abandonment and the end of the pairing, whichever is first, as competing events and open goals censored at as_of',
  unit: 'days',
  grain: 'one goal',
  direction: 'lower is better',
  timeRefersTo: 'setting of the goal',
  time: 'instant',
  dimensions: goalDimensions,
  measuresDuration: true,
  people: 'pair',
  relations: ['fact_goal'],
  estimator: { name: 'incidence', points: [30, 60, 90, 180, 365], value: 'median' },
  sample: (
    context,
  ) => `SELECT *, least(ifNull(abandoned_at, ${NEVER}), ifNull(pairing_ended_at, ${NEVER})) AS given_up_at,
      multiIf(ifNull(completed_at <= given_up_at, 0), 1, given_up_at < ${NEVER}, 2, 0) AS outcome,
      ${context.elapsedMs('at', `greatest(at, multiIf(outcome = 1, assumeNotNull(completed_at), outcome = 2, given_up_at, ${context.asOf}))`)} AS elapsed_ms
    FROM (${goals(context)}) WHERE pairing_ended_at IS NULL OR pairing_ended_at > at`,
  caveats: [
    'Over all goals, those that are never reached included: "not reached" where fewer than half are.',
    'A goal that is completed after its pairing ended counts as lost with the pairing; goal-completion counts it.',
    'Goals set when the pairing was already over are left out.',
    'Goals of one mentor are not independent; the band treats them as if they were.',
    'Goals of voided pairings leave with them.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
