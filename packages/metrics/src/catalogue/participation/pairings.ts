import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'pairings',
  reference: '',
  version: 1,
  family: 'participation',
  title: 'Pairings started',
  question: 'How many pairings started?',
  formula: 'number of pairings that were activated and not voided',
  unit: 'count',
  grain: 'one pairing',
  direction: 'neither',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: pairingDimensions,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'count' },
  sample: startedPairings,
  caveats: ['A full count, no sample: it has no interval.'],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
