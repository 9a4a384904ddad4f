import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairings } from '../../samples/open-pairings.ts';

export const metric: MetricDefinition = {
  id: 'open-pairs',
  reference: 'E1',
  version: 1,
  family: 'engagement',
  title: 'Open pairs',
  question: 'How many pairings are open?',
  formula:
    'number of pairings activated at or before the end of the bucket and not ended by then, paused ones included',
  unit: 'count',
  grain: 'one open pairing at one moment',
  direction: 'neither',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'count' },
  sample: openPairings,
  caveats: ['A full count, no sample: it has no interval.', 'Open does not mean meeting: see active-pairs.'],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
