import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { closures } from '../../samples/closures.ts';
import { unended } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'closure-reasons',
  reference: 'S8',
  version: 1,
  family: 'surveys',
  title: 'Reasons of endings',
  question: 'Why do pairings end?',
  formula:
    'share of the ended pairings by the reason that was told; unknown where none was. Both planned and early ends: filter by end_kind for one of them',
  unit: 'share',
  grain: 'one ended pairing',
  direction: 'neither',
  timeRefersTo: 'the end of the pairing',
  time: 'instant',
  startColumn: 'activated_at',
  dimensions: ['end_side', ...pairingDimensions],
  alwaysBy: ['end_reason'],
  people: 'pair',
  sensitive: true,
  leavesOut: [unended],
  relations: ['fact_pairing'],
  estimator: { name: 'composition' },
  sample: closures,
  caveats: [
    'Unknown is a share of its own.',
    'The last word about the end counts.',
    'The reason that is told need not be the reason.',
    'Of ends, not of pairings: the open ones have no reason yet.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
