import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { sidesOfPairings } from '../../samples/first-pairings.ts';

export const metric: MetricDefinition = {
  id: 'participants',
  reference: '',
  version: 1,
  family: 'participation',
  title: 'Participants paired',
  question: 'How many people were in a pairing?',
  formula: 'number of distinct people who are mentor or mentee of a pairing that was activated and not voided',
  unit: 'count',
  grain: 'one person',
  direction: 'neither',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: personDimensions,
  people: 'person',
  relations: ['fact_pairing'],
  estimator: { name: 'distinct' },
  sample: (context) => `SELECT *, participant_id AS unit_id FROM (${sidesOfPairings(context)})`,
  caveats: [
    'A full count, no sample: it has no interval.',
    'A person with pairings in two buckets counts in both, so buckets do not add up to the total.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
