import type { MetricDefinition } from '../../definition.ts';
import { recordDimensions } from '../../dimensions.ts';
import { corrections, eventTables } from '../../samples/corrections.ts';

export const metric: MetricDefinition = {
  id: 'corrections',
  reference: 'K5',
  version: 1,
  family: 'pipeline',
  title: 'Corrections',
  question: 'How many events replace an earlier one?',
  formula: 'number of distinct events that supersede an earlier event',
  unit: 'count',
  grain: 'one correcting event',
  direction: 'neither',
  timeRefersTo: 'when the correction was recorded, in UTC days',
  time: 'instant',
  dimensions: recordDimensions,
  people: 'event',
  eventsOnce: true,
  relations: eventTables,
  estimator: { name: 'count' },
  sample: corrections,
  caveats: [
    'By how much a correction changes a metric is shown by the metric’s difference between two knowledge times, not by this count.',
    'Corrections of events that never arrived count too.',
    'Two events that correct the same one count twice.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
