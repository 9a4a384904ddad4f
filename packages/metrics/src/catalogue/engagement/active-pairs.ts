import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { openPairingsWithLastMeeting } from '../../samples/open-pairings.ts';
import { pausedMs } from '../../samples/started-pairings.ts';

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
  dimensions: pairingDimensions.filter((id) => !id.startsWith('end_')),
  people: 'pair',
  relations: ['fact_pairing', 'fact_meeting'],
  estimator: { name: 'proportion' },
  // An open pause reaches to as_of and no further.
  sample: (context) => `SELECT *, last_held > toDateTime64(0, 3, 'UTC')
        AND dateDiff('millisecond', last_held, taken_at) - ${pausedMs('last_held', 'taken_at')}
          <= ${DAY_MS} * greatest(${WINDOW_DAYS}, 1.5 * ifNull(cadence_days, 0)) AS success
    FROM (${openPairingsWithLastMeeting(context)})
    WHERE dateDiff('millisecond', at, taken_at) > ${GRACE_DAYS * DAY_MS}
      AND NOT arrayExists(p -> p.1 <= taken_at AND (p.2 > taken_at OR p.2 = ${context.asOf}), pauses)`,
  caveats: [
    'Pairings of 30 days or younger are too young to tell and are left out; so are paused ones.',
    'Time in pause does not run against the window.',
    'Only held meetings count, not planned ones.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
