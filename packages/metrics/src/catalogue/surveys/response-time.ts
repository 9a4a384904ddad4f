import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { closing, sentInvitations } from '../../samples/sent-invitations.ts';

export const metric: MetricDefinition = {
  id: 'response-time',
  reference: 'S1',
  version: 1,
  family: 'surveys',
  title: 'Time to response',
  question: 'How fast are invitations answered?',
  formula:
    'median of the Aalen–Johansen cumulative incidence of the response since sending, with the closing of an unanswered invitation (its closing date, or 30 days) as competing event and open ones censored at as_of',
  unit: 'days',
  grain: 'one invitation',
  direction: 'lower is better',
  timeRefersTo: 'sending of the invitation',
  time: 'instant',
  dimensions: surveyDimensions,
  measuresDuration: true,
  people: 'person',
  relations: ['fact_invitation'],
  estimator: { name: 'incidence', points: [1, 3, 7, 14, 30], value: 'median' },
  sample: (
    context,
  ) => `SELECT *, ${closing} AS closing_at, multiIf(success, 1, closing_at <= ${context.asOf}, 2, 0) AS outcome,
      ${context.elapsedMs('at', `greatest(at, multiIf(outcome = 1, assumeNotNull(submitted_at), outcome = 2, closing_at, ${context.asOf}))`)} AS elapsed_ms
    FROM (${sentInvitations(context)})`,
  caveats: [
    'Over all invitations: "not reached" where fewer than half are answered. The time among those who answered would forget the others.',
    'An answer after the closing date counts when it came.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
