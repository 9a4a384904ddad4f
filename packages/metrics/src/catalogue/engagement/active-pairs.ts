import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';

const DAY_MS = 86_400_000;
const GRACE_DAYS = 30;
const WINDOW_DAYS = 45;

export const metric: MetricDefinition = {
  id: 'active-pairs',
  reference: 'E1/E2',
  version: 1,
  family: 'engagement',
  title: 'Active pairs',
  question: 'What share of the open pairings is really meeting?',
  formula:
    'pairings with a held meeting in the last max(45, 1.5 × cadence) days ÷ open, unpaused pairings older than 30 days, both at the end of the bucket; count gives the active ones',
  unit: 'share',
  grain: 'one open pairing at one moment',
  direction: 'higher is better',
  target: {
    low: 0.75,
    text: '75 % to 85 % or more of the open pairings',
    origin: 'guidance in mentoring products’ public documentation',
  },
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT *, ever_met AND gap_ms <= ${DAY_MS} * greatest(${WINDOW_DAYS}, 1.5 * ifNull(cadence_days, 0)) AS success
    FROM (${openPairingsWithGap(context)}) WHERE age_ms > ${GRACE_DAYS * DAY_MS} AND NOT is_paused`,
  caveats: [
    'Pairings of 30 days or younger are too young to tell and are left out; so are paused ones.',
    'Time in pause does not run against the window.',
    'Only held meetings count, not planned ones.',
    'active-pairs-plain is the rule of many products, one window of 30 days for all: do not compare the two.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
