import type { MetricDefinition } from '../../definition.ts';
import { recordDimensions } from '../../dimensions.ts';
import { receivedEvents } from '../../samples/receipts.ts';

export const metric: MetricDefinition = {
  id: 'lateness-p95',
  reference: 'K3',
  version: 1,
  family: 'pipeline',
  title: 'Lateness, 95th percentile',
  question: 'Within what time of happening are 95 % of the events told?',
  formula:
    '95th percentile of the time from when an event happened to when it was first recorded, over all events, in whole minutes',
  unit: 'minutes',
  grain: 'one event',
  direction: 'lower is better',
  timeRefersTo: 'when the event was first recorded, in UTC days',
  time: 'instant',
  dimensions: recordDimensions,
  people: 'event',
  eventsOnce: true,
  relations: ['event_receipts'],
  estimator: { name: 'quantile', p: 0.95, step: 1 },
  sample: (context) =>
    `SELECT *, dateDiff('millisecond', occurred_at, at) / 60000 AS amount FROM (${receivedEvents(context)})`,
  caveats: [
    'Rounded to the minute; events-late is the share beyond a day, with quantiles in seconds.',
    'A history imported from files is late by design: filter by time or stream to see the daily business.',
    'An event recorded before it happened, as a clock that goes wrong has it, counts as early: below 0.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
