import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'match-methods',
  reference: '',
  version: 1,
  family: 'participation',
  title: 'Ways of matching',
  question: 'How do pairings come about?',
  formula: 'started pairings matched in this way ÷ all started pairings',
  unit: 'share',
  grain: 'one pairing',
  direction: 'neither',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: [...pairingDimensions, 'match_method'],
  alwaysBy: ['match_method'],
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'composition' },
  sample: startedPairings,
  caveats: [
    'The way of matching is told with the proposal: pairings that were never proposed stand under unknown.',
    'Shares of one bucket add up to 1.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
