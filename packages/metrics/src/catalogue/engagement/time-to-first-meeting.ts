import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings, watchedUntil } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'time-to-first-meeting',
  reference: 'E4',
  version: 1,
  family: 'engagement',
  title: 'Time to first meeting',
  question: 'How soon after the start does a pairing meet?',
  formula:
    'median of the Aalen–Johansen cumulative incidence of the first held meeting since activation, with the end of the pairing before any meeting as competing event and pairings that wait at as_of censored there',
  unit: 'days',
  grain: 'one pairing',
  direction: 'lower is better',
  target: {
    high: 10,
    text: 'within 10 days',
    origin: 'mentoring products that warn when no meeting is planned after 10 days',
  },
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: pairingDimensions,
  measuresDuration: true,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'incidence', points: [7, 14, 30, 60, 90], value: 'median' },
  sample: (context) => `SELECT *, ifNull(first_held_at <= ${watchedUntil(context)}, 0) AS met,
      multiIf(met, 1, ended_at IS NOT NULL, 2, 0) AS outcome,
      ${context.elapsedMs('at', `greatest(at, if(met, assumeNotNull(first_held_at), ${watchedUntil(context)}))`)} AS elapsed_ms
    FROM (${startedPairings(context)})`,
  caveats: [
    'The median is over all pairings, those that never meet included; it is "not reached" where fewer than half meet.',
    'A meeting before the activation counts as day 0.',
    'activation gives the share that met within 30 days, of those that could.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
