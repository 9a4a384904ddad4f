import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';
import { pausedMs } from '../../samples/started-pairings.ts';

const DAY_MS = 86_400_000;
const IDLE_DAYS = 90;

export const metric: MetricDefinition = {
  id: 'idle-pairs',
  reference: 'E2',
  version: 1,
  family: 'engagement',
  title: 'Idle pairs',
  question: 'What share of the open pairings has not met for 90 days?',
  formula:
    'pairings without a held meeting in their last 90 unpaused days ÷ open, unpaused pairings of more than 90 unpaused days, both at the end of the bucket; count gives the idle ones',
  unit: 'share',
  grain: 'one open pairing at one moment',
  direction: 'lower is better',
  target: {
    text: '90 days without a meeting are commonly taken as the end of a pairing',
    origin: 'idle rules in mentoring products’ public documentation',
  },
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, gap_ms > ${IDLE_DAYS * DAY_MS} AS success
    FROM (${openPairingsWithGap(context)}) WHERE NOT is_paused AND age_ms - ${pausedMs('at', 'taken_at')} > ${IDLE_DAYS * DAY_MS}`,
  caveats: [
    'Time in pause does not run against a pairing; pairings that are paused are left out.',
    'Not the complement of active-pairs, whose window is shorter and follows the cadence.',
    'Only held meetings count, not planned ones.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
