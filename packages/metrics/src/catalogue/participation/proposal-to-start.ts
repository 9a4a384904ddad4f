import type { MetricDefinition } from '../../definition.ts';
import { proposalDimensions } from '../../dimensions.ts';
import { proposals } from '../../samples/proposals.ts';

export const metric: MetricDefinition = {
  id: 'proposal-to-start',
  reference: 'P2',
  version: 1,
  family: 'participation',
  title: 'From proposal to start',
  question: 'What share of the proposed pairings start?',
  formula:
    'pairings activated within 30 days of their proposal ÷ pairings proposed at least 30 days before as_of; voided ones are in neither',
  unit: 'share',
  grain: 'one proposed pairing',
  direction: 'higher is better',
  timeRefersTo: 'proposal of the pairing',
  time: 'instant',
  dimensions: proposalDimensions,
  matures: true,
  horizon: { days: 30, meaning: 'days after the proposal within which the pairing must start' },
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT *, at + toIntervalMillisecond(${context.horizonDays} * 86400000) AS looked_at, looked_at <= ${context.asOf} AS mature,
      ifNull(activated_at <= looked_at, 0) AS success
    FROM (${proposals(context)})`,
  caveats: [
    'Only pairings that were proposed: those that simply started are left out.',
    'request-acceptance asks for the answer, this for the start.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
