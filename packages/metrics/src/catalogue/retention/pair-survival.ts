import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings, watchedUntil } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'pair-survival',
  reference: 'R1',
  version: 1,
  family: 'retention',
  title: 'Pair survival (still open)',
  question: 'How long do pairings stay open?',
  formula:
    'Kaplan–Meier estimate of the share of pairings still open t days after activation; any end is the event, pairings open at as_of are censored there; the value is the share at day 365',
  unit: 'share',
  grain: 'one pairing',
  direction: 'higher is better',
  target: {
    low: 0.7,
    text: 'about 70 % still open after twelve months',
    origin: 'derived from 30 % early closure in studies of youth mentoring',
  },
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: [...pairingDimensions, 'match_method'],
  measuresDuration: true,
  horizon: { days: 730, meaning: 'the restricted mean is the area under the curve up to this day' },
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'survival', points: [30, 90, 180, 365, 730], valueAt: 365 },
  sample: (
    context,
  ) => `SELECT *, ended_at IS NOT NULL AS ended, ${context.elapsedMs('at', watchedUntil(context))} AS elapsed_ms
    FROM (${startedPairings(context)})`,
  caveats: [
    'A planned completion is an end like any other here; premature-closure-incidence tells them apart.',
    'Paused time counts as open time: pair-survival-unpaused takes it off.',
    'Pairings of one mentor are not independent; the band treats them as if they were.',
    'Grouping by how a pairing ended looks into the future: such curves describe, they do not predict.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
