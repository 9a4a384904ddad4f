import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';

const DAY_MS = 86_400_000;
const GRACE_DAYS = 30;

export const metric: MetricDefinition = {
  id: 'never-met-pairs',
  reference: 'E3',
  version: 1,
  family: 'engagement',
  title: 'Pairs that never met',
  question: 'What share of the open pairings has never met?',
  formula:
    'pairings without any held meeting ÷ open, unpaused pairings older than 30 days, both at the end of the bucket; count gives those that never met',
  unit: 'share',
  grain: 'one open pairing at one moment',
  direction: 'lower is better',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, NOT ever_met AS success
    FROM (${openPairingsWithGap(context)}) WHERE NOT is_paused AND age_ms > ${GRACE_DAYS * DAY_MS}`,
  caveats: [
    'Only pairings that are still open: those that gave up without meeting are in activation and time-to-first-meeting.',
    'Only meetings from the activation on count.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
