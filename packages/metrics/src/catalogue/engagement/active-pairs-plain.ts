import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 30;

export const metric: MetricDefinition = {
  id: 'active-pairs-plain',
  reference: 'E2',
  version: 2,
  family: 'engagement',
  title: 'Pairs that met in the last 30 days',
  question: 'What share of the open pairings met in the last 30 days?',
  formula:
    'pairings with a held meeting in the last 30 days ÷ open, unpaused pairings older than 30 days, both at the end of the bucket; count gives those that met',
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
    FROM (${openPairingsWithGap(context)}) WHERE age_ms > ${WINDOW_DAYS * DAY_MS} AND NOT is_paused`,
  caveats: [
    'The plain rule of many products: one window for all, whatever the agreed cadence, and the clock runs in a pause.',
    'active-pairs uses max(45, 1.5 × cadence) unpaused days: do not compare the two.',
    'Of the same pairings as active-pairs: a difference of the two n would tell how many are paused, however few.',
  ],
  changes: [
    { version: 1, date: '2026-11-23', what: 'First definition.' },
    { version: 2, date: '2026-11-23', what: 'Paused pairings are left out, as active-pairs leaves them out.' },
  ],
};
