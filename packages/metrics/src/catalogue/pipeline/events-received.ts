import type { MetricDefinition } from '../../definition.ts';
import { recordDimensions } from '../../dimensions.ts';
import { receipts } from '../../samples/receipts.ts';

export const metric: MetricDefinition = {
  id: 'events-received',
  reference: 'K2',
  version: 1,
  family: 'pipeline',
  title: 'Events received',
  question: 'How many records arrived?',
  formula: 'number of records read from the log, repetitions included, unreadable ones not',
  unit: 'count',
  grain: 'one record of the log',
  direction: 'neither',
  timeRefersTo: 'when the event was recorded, in UTC days',
  time: 'instant',
  dimensions: recordDimensions,
  people: 'event',
  relations: ['event_receipts'],
  estimator: { name: 'count' },
  sample: receipts,
  caveats: ['Repeated deliveries count here and nowhere else: every other metric counts an event once.'],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
