import type { MetricDefinition } from '../../definition.ts';
import { recordDimensions } from '../../dimensions.ts';
import { receivedEvents } from '../../samples/receipts.ts';

export const metric: MetricDefinition = {
  id: 'events-late',
  reference: 'K3',
  version: 1,
  family: 'pipeline',
  title: 'Late events',
  question: 'How long after they happened are events told?',
  formula:
    'events recorded more than 24 hours after they happened ÷ all events; quantiles give the lateness in seconds at 50, 95 and 99 %',
  unit: 'share',
  grain: 'one event',
  direction: 'lower is better',
  timeRefersTo: 'when the event was first recorded, in UTC days',
  time: 'instant',
  dimensions: recordDimensions,
  people: 'event',
  eventsOnce: true,
  unitsAreEvents: true,
  relations: ['event_receipts'],
  estimator: { name: 'lateness', lateAfterSeconds: 86_400 },
  sample: (context) =>
    `SELECT *, dateDiff('millisecond', occurred_at, at) / 1000 AS seconds FROM (${receivedEvents(context)})`,
  caveats: ['A history imported from files is late by design: filter by time or stream to see the daily business.'],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
