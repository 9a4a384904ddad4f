import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { closures } from '../../samples/closures.ts';
import { unended } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'pairings-ended',
  reference: '',
  version: 1,
  family: 'retention',
  title: 'Pairings ended',
  question: 'How many pairings ended?',
  formula: 'number of started pairings that were completed or ended early',
  unit: 'count',
  grain: 'one pairing that ended',
  direction: 'neither',
  timeRefersTo: 'end of the pairing',
  time: 'instant',
  startColumn: 'activated_at',
  dimensions: [...pairingDimensions, 'match_method'],
  people: 'pair',
  leavesOut: [unended],
  relations: ['fact_pairing'],
  estimator: { name: 'count' },
  sample: closures,
  caveats: [
    'A full count, no sample: it has no interval.',
    'Says nothing about why or how soon: see planned-completions and pair-survival.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
