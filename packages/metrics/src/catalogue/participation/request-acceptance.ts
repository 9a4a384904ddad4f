import type { MetricDefinition } from '../../definition.ts';
import { proposalDimensions } from '../../dimensions.ts';
import { proposals } from '../../samples/proposals.ts';

export const metric: MetricDefinition = {
  id: 'request-acceptance',
  reference: 'P6',
  version: 1,
  family: 'participation',
  title: 'Acceptance of proposals',
  question: 'What share of the proposed pairings are accepted?',
  formula:
    'proposals accepted (or started) with the first reply within 14 days ÷ proposals made at least 14 days before as_of; declined ones and those without a reply by then are not accepted; voided ones are in neither',
  unit: 'share',
  grain: 'one proposed pairing',
  direction: 'higher is better',
  target: {
    text: 'a request expires after 14 days and is brought to mind after 9',
    origin: 'mentoring products’ public documentation',
  },
  timeRefersTo: 'proposal of the pairing',
  time: 'instant',
  dimensions: proposalDimensions,
  matures: true,
  horizon: { days: 14, meaning: 'days after which a proposal without a reply counts as expired' },
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT *, at + toIntervalMillisecond(${context.horizonDays} * 86400000) AS looked_at, looked_at <= ${context.asOf} AS mature,
      ifNull(taken_up AND replied_at <= looked_at, 0) AS success
    FROM (${proposals(context)})`,
  caveats: [
    'The last reply counts: accepted by one side and then declined by the other is declined.',
    'A first reply after the horizon counts as expired, whatever it says.',
    'Which side was asked is not told, so that there is no figure by side.',
    'proposal-to-start asks whether the pairing began.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
