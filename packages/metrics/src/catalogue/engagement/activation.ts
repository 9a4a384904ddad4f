import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings, watchedUntil } from '../../samples/started-pairings.ts';

const WINDOW_DAYS = 30;

export const metric: MetricDefinition = {
  id: 'activation',
  reference: 'E3',
  version: 1,
  family: 'engagement',
  title: 'Activation',
  question: 'What share of pairings meets within its first 30 days?',
  formula:
    'pairings whose first held meeting lies within 30 days of the activation ÷ pairings activated 30 days or more before as_of',
  unit: 'share',
  grain: 'one pairing',
  direction: 'higher is better',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: pairingDimensions,
  matures: true,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT *, at + toIntervalDay(${WINDOW_DAYS}) AS window_closes, window_closes <= ${context.asOf} AS mature,
      ifNull(first_held_at <= window_closes AND first_held_at <= ${watchedUntil(context)}, 0) AS success
    FROM (${startedPairings(context)})`,
  caveats: [
    'A pairing that ended within the 30 days without a meeting counts as not activated; a voided one counts nowhere.',
    'A meeting before the activation counts as one on day 0.',
    'Days are 24 hours; a meeting exactly 30 days after the activation is in time. Paused time counts.',
    'time-to-first-meeting shows the whole curve, younger pairings included; depth-one allows 90 days.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
