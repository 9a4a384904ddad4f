import type { MetricDefinition } from '../../definition.ts';
import { alertDimensions } from '../../dimensions.ts';
import { announcedEnds } from '../../samples/alerts.ts';
import { endedOtherwise, notEndedEarly } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'alert-recall',
  reference: 'E14',
  version: 1,
  family: 'engagement',
  title: 'Recall of alerts',
  question: 'How many premature ends had an alert shortly before?',
  formula:
    'pairings that ended early, before their committed end, with an alert raised in the 60 days before ÷ pairings that ended so',
  unit: 'share',
  grain: 'one premature end',
  direction: 'higher is better',
  timeRefersTo: 'the end of the pairing',
  time: 'instant',
  dimensions: alertDimensions.filter((id) => id !== 'rule'),
  sampleFilters: ['rule'],
  people: 'pair',
  sensitive: true,
  leavesOut: [endedOtherwise, notEndedEarly],
  relations: ['fact_pairing', 'fact_alert'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, notEmpty(alerted) AS success FROM (${announcedEnds(context)})`,
  caveats: [
    'Ends from before there were rules have no alerts: ask from the day on which they began.',
    'A filter by rule picks the alerts: the ends stay the same.',
    'An end that help put off is not in the denominator.',
    'The interval lets pairings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
