import type { MetricDefinition } from '../../definition.ts';
import { alertDimensions } from '../../dimensions.ts';
import { alerts } from '../../samples/alerts.ts';

export const metric: MetricDefinition = {
  id: 'alerts-raised',
  reference: '',
  version: 1,
  family: 'engagement',
  title: 'Alerts raised',
  question: 'How often did a rule say that a pairing needs somebody?',
  formula: 'alerts raised',
  unit: 'count',
  grain: 'one alert',
  direction: 'neither',
  timeRefersTo: 'the moment that the rule was asked about',
  time: 'instant',
  dimensions: alertDimensions,
  people: 'pair',
  sensitive: true,
  relations: ['fact_alert'],
  estimator: { name: 'count' },
  sample: (context) => alerts(context),
  caveats: [
    'One episode of one pairing is one alert by each rule that finds it.',
    'Few alerts are no merit where the data are not complete: nothing is raised then.',
    'Alerts of voided pairings leave with them.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
