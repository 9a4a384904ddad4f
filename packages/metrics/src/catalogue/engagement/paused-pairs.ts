import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairings } from '../../samples/open-pairings.ts';
import { pausedAt } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'paused-pairs',
  reference: 'E12',
  version: 1,
  family: 'engagement',
  title: 'Paused pairs',
  question: 'What share of the open pairings is paused?',
  formula: 'pairings in a pause ÷ open pairings, both at the end of the bucket; count gives the paused ones',
  unit: 'share',
  grain: 'one open pairing at one moment',
  direction: 'neither',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, ${pausedAt(context, 'taken_at')} AS success FROM (${openPairings(context)})`,
  caveats: [
    'Pairings that stopped without saying so are not paused here: see idle-pairs.',
    'A pause that was never lifted lasts until the pairing ends.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
