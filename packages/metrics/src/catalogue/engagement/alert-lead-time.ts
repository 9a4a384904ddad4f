import type { MetricDefinition } from '../../definition.ts';
import { alertDimensions } from '../../dimensions.ts';
import { announcedEnds } from '../../samples/alerts.ts';
import { endedOtherwise, notEndedEarly, unannounced } from '../../samples/leaving-out.ts';

const DAY_MS = 86_400_000;

export const metric: MetricDefinition = {
  id: 'alert-lead-time',
  reference: 'E14',
  version: 1,
  family: 'engagement',
  title: 'Lead time of alerts',
  question: 'How much time was left between the alert and the premature end?',
  formula:
    'median days from the first alert of the 60 days before a premature end to that end, over the premature ends that had one',
  unit: 'days',
  grain: 'one premature end with an alert',
  direction: 'higher is better',
  timeRefersTo: 'the end of the pairing',
  time: 'instant',
  dimensions: alertDimensions.filter((id) => id !== 'rule'),
  sampleFilters: ['rule'],
  people: 'pair',
  sensitive: true,
  leavesOut: [endedOtherwise, notEndedEarly, unannounced],
  relations: ['fact_pairing', 'fact_alert'],
  estimator: { name: 'quantile', p: 0.5, step: 0.1 },
  sample: (context) => `SELECT *, dateDiff('millisecond', arrayMin(alerted), at) / ${DAY_MS} AS amount
    FROM (${announcedEnds(context)}) WHERE notEmpty(alerted)`,
  caveats: [
    'Days are rounded to tenths.',
    'At most 60 by definition; an alert from longer before says nothing about this end.',
    'A filter by rule picks the alerts.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
