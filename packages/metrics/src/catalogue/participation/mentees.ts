import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { sidesOfPairings } from '../../samples/first-pairings.ts';

export const metric: MetricDefinition = {
  id: 'mentees',
  reference: '',
  version: 1,
  family: 'participation',
  title: 'Mentees paired',
  question: 'How many mentees had a pairing?',
  formula: 'number of distinct people who are the mentee of a pairing that was activated and not voided',
  unit: 'count',
  grain: 'one mentee',
  direction: 'neither',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: personDimensions.filter((id) => id !== 'side'),
  people: 'person',
  relations: ['fact_pairing'],
  estimator: { name: 'distinct' },
  sample: (context) => `SELECT *, participant_id AS unit_id FROM (${sidesOfPairings(context)}) WHERE side = 'mentee'`,
  caveats: [
    'A full count, no sample: it has no interval.',
    'A person with pairings in two buckets counts in both, so buckets do not add up to the total.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
