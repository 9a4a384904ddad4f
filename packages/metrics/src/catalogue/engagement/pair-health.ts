import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';

const DAY_MS = 86_400_000;
const GRACE_DAYS = 30;
const USUAL_CADENCE_DAYS = 30;
const IDLE_DAYS = 90;

export const metric: MetricDefinition = {
  id: 'pair-health',
  reference: 'E12',
  version: 1,
  family: 'engagement',
  title: 'Health of pairs',
  question: 'How many of the open pairings are on track, and how many need attention?',
  formula:
    'share of the open pairings in each state at the end of the bucket, the first that applies: paused; too_early (activated 30 days ago or less); at_risk (gap of three cadences and 90 days or more); needs_check_in (gap of two cadences or more); on_track. The gap is the unpaused time since the last held meeting, or since the activation',
  unit: 'share',
  grain: 'one open pairing at one moment',
  direction: 'neither',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: ['health', ...openPairingDimensions],
  alwaysBy: ['health'],
  people: 'pair',
  sensitive: true,
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'composition' },
  sample: (
    context,
  ) => `SELECT *, ${DAY_MS} * if(ifNull(cadence_days, 0) > 0, assumeNotNull(cadence_days), ${USUAL_CADENCE_DAYS}) AS cadence_ms,
      multiIf(is_paused, 'paused', age_ms <= ${GRACE_DAYS * DAY_MS}, 'too_early',
        gap_ms >= greatest(${IDLE_DAYS * DAY_MS}, 3 * cadence_ms), 'at_risk', gap_ms >= 2 * cadence_ms, 'needs_check_in',
        'on_track') AS health
    FROM (${openPairingsWithGap(context)})`,
  caveats: [
    'A rule of this catalogue, not a prediction: nobody has yet shown how often an at_risk pairing ends early here.',
    'Pairings without a cadence are judged by one of 30 days.',
    'The rule is this definition’s version; a change of rule is a new version.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
