import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';

const WINDOW_DAYS = 30;

export const metric: MetricDefinition = {
  id: 'active-pairs-plain',
  reference: 'E2',
  version: 1,
  family: 'engagement',
  title: 'Pairs that met in the last 30 days',
  question: 'What share of the open pairings met in the last 30 days?',
  formula:
    'pairings with a held meeting in the last 30 days ÷ open pairings older than 30 days, paused ones included, both at the end of the bucket; count gives those that met',
  unit: 'share',
  grain: 'one open pairing at one moment',
  direction: 'higher is better',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, ever_met AND last_held >= taken_at - toIntervalDay(${WINDOW_DAYS}) AS success
    FROM (${openPairingsWithGap(context)}) WHERE taken_at > at + toIntervalDay(${WINDOW_DAYS})`,
  caveats: [
    'The plain rule of many products: one window for all, whatever the agreed cadence, and the clock runs in a pause.',
    'active-pairs uses max(45, 1.5 × cadence) unpaused days and leaves paused pairings out: do not compare the two.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
