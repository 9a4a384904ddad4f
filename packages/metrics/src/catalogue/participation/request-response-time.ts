import type { MetricDefinition } from '../../definition.ts';
import { proposalDimensions } from '../../dimensions.ts';
import { proposals } from '../../samples/proposals.ts';

export const metric: MetricDefinition = {
  id: 'request-response-time',
  reference: 'P6',
  version: 1,
  family: 'participation',
  title: 'Response time to proposals',
  question: 'How long does a proposed pairing wait for an answer?',
  formula:
    'Kaplan–Meier median of the time from the proposal to the first reply or the start, whichever came first; proposals without either are censored at as_of',
  unit: 'days',
  grain: 'one proposed pairing',
  direction: 'lower is better',
  target: {
    high: 9,
    text: 'a reminder goes out after 9 days without an answer',
    origin: 'mentoring products’ public documentation',
  },
  timeRefersTo: 'proposal of the pairing',
  time: 'instant',
  dimensions: proposalDimensions,
  measuresDuration: true,
  horizon: { days: 30, meaning: 'the restricted mean is the area under the curve up to this day' },
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'survival', points: [1, 3, 7, 9, 14, 30], valueAt: 14, value: 'median' },
  sample: (context) => `SELECT *, replied_at IS NOT NULL AS ended,
      greatest(0, ${context.elapsedMs('at', `ifNull(replied_at, ${context.asOf})`)}) AS elapsed_ms
    FROM (${proposals(context)})`,
  caveats: [
    'Yes and no are both answers: see request-acceptance for which.',
    'Proposals that nobody will ever answer stay at risk; the median is "not reached" where fewer than half are answered.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
