import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';

const DAY_MS = 86_400_000;
const CADENCES = 2;

export const metric: MetricDefinition = {
  id: 'drifting-pairs',
  reference: 'E7',
  version: 2,
  family: 'engagement',
  title: 'Drifting pairs',
  question: 'What share of the open pairings has missed two meetings in a row?',
  formula:
    'pairings whose last held meeting (or activation, where they never met) lies two cadences or more back ÷ open pairings with a cadence, both at the end of the bucket; a paused one is not drifting; count gives the drifting ones',
  unit: 'share',
  grain: 'one open pairing at one moment',
  direction: 'lower is better',
  target: {
    text: 'a pairing two cadences after its last meeting needs a check-in',
    origin: 'guidance in mentoring products’ public documentation: 14 days after the last meeting',
  },
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, NOT is_paused AND gap_ms >= ${CADENCES * DAY_MS} * cadence_days AS success
    FROM (${openPairingsWithGap(context)}) WHERE ifNull(cadence_days, 0) > 0`,
  caveats: [
    'Pairings without a cadence, of their own or of their programme, are left out.',
    'Paused ones are in the denominator: without them, n less open-pairs would tell how many pause, however few.',
    'A planned meeting does not help: only held ones end a gap.',
    'Pairings younger than two cadences cannot drift yet, and are in the denominator.',
  ],
  changes: [
    { version: 1, date: '2026-11-23', what: 'First definition.' },
    { version: 2, date: '2026-11-23', what: 'Paused pairings count as not drifting; they were left out.' },
  ],
};
