import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater, openOtherwise } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';

const DAY_MS = 86_400_000;

export const metric: MetricDefinition = {
  id: 'days-since-meeting',
  reference: 'E7',
  version: 1,
  family: 'engagement',
  title: 'Days since the last meeting',
  question: 'How long ago did the open pairings last meet?',
  formula:
    'median over open, unpaused pairings of the unpaused days since the last held meeting, or since the activation where they never met, at the end of the bucket',
  unit: 'days',
  grain: 'one open pairing at one moment',
  direction: 'lower is better',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [openOtherwise, endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'quantile', p: 0.5, step: 0.1 },
  sample: (context) => `SELECT *, gap_ms / ${DAY_MS} AS amount
    FROM (${openPairingsWithGap(context)}) WHERE NOT is_paused`,
  caveats: [
    'Days are rounded to tenths.',
    'Pairings that never met count from their activation: never-met-pairs tells how many those are.',
    'A young programme has short gaps because it is young; drifting-pairs sets the gap against the cadence.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
