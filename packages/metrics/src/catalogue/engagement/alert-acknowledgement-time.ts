import type { MetricDefinition } from '../../definition.ts';
import { alertDimensions } from '../../dimensions.ts';
import { alerts } from '../../samples/alerts.ts';

export const metric: MetricDefinition = {
  id: 'alert-acknowledgement-time',
  reference: '',
  version: 1,
  family: 'engagement',
  title: 'Time to acknowledge an alert',
  question: 'How long does an alert wait until somebody takes it on?',
  formula:
    'Kaplan–Meier median of the time from when an alert could be seen to its first acknowledgement; alerts that were resolved without one are censored then, open ones at as_of',
  unit: 'days',
  grain: 'one alert',
  direction: 'lower is better',
  timeRefersTo: 'when the alert was recorded, so that somebody could see it',
  time: 'instant',
  dimensions: alertDimensions,
  measuresDuration: true,
  horizon: { days: 30, meaning: 'the restricted mean is the area under the curve up to this day' },
  people: 'pair',
  relations: ['fact_alert'],
  estimator: { name: 'survival', points: [1, 3, 7, 14, 30], valueAt: 7, value: 'median' },
  sample: (context) => `SELECT * EXCEPT (at), assumeNotNull(told_at) AS at, acknowledged_at IS NOT NULL AS ended,
      greatest(0, ${context.elapsedMs('at', `coalesce(acknowledged_at, resolved_at, ${context.asOf})`)}) AS elapsed_ms
    FROM (${alerts(context)}) WHERE told_at IS NOT NULL`,
  caveats: [
    'Snoozing is no acknowledgement.',
    'An alert whose condition ended by itself leaves the risk set: nobody needed to take it on any more.',
    'The median is "not reached" where fewer than half are acknowledged.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
