import type { MetricDefinition } from '../../definition.ts';
import { recordDimensions } from '../../dimensions.ts';
import { receivedEvents } from '../../samples/receipts.ts';

export const metric: MetricDefinition = {
  id: 'events-duplicated',
  reference: 'K2',
  version: 1,
  family: 'pipeline',
  title: 'Duplicated events',
  question: 'How many records repeat an event that had already arrived?',
  formula: 'records read from the log − distinct events among them',
  unit: 'count',
  grain: 'one event',
  direction: 'lower is better',
  timeRefersTo: 'when the event was first recorded, in UTC days',
  time: 'instant',
  dimensions: recordDimensions,
  people: 'event',
  eventsOnce: true,
  relations: ['event_receipts'],
  estimator: { name: 'sum' },
  sample: (context) => `SELECT *, records - 1 AS amount FROM (${receivedEvents(context)})`,
  caveats: [
    'Duplicates have no effect on any other metric; many of them point at a producer that retries or re-imports.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
