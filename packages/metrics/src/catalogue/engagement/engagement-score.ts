import type { MetricDefinition } from '../../definition.ts';
import { openPairingDimensions } from '../../dimensions.ts';
import { endedBefore, endedLater } from '../../samples/leaving-out.ts';
import { openPairingsWithGap } from '../../samples/open-pairings.ts';
import { pausedMs } from '../../samples/started-pairings.ts';

const DAY_MS = 86_400_000;
const GRACE_DAYS = 30;
const USUAL_CADENCE_DAYS = 30;
const LOOK_BACK_DAYS = 90;
const DEEP = 6;

export const metric: MetricDefinition = {
  id: 'engagement-score',
  reference: 'E13',
  version: 1,
  family: 'engagement',
  title: 'Engagement score',
  question: 'How engaged are the open pairings, in one number?',
  formula:
    'mean over open, unpaused pairings older than 30 days of 100 × (0.4 × recency + 0.4 × regularity + 0.2 × depth) at the end of the bucket: recency = 1 − gap ÷ 3 cadences, not below 0; regularity = meetings held in the last 90 days ÷ cadences (one at least) in the unpaused part of them, not above 1; depth = meetings held ÷ 6, not above 1. The gap is the unpaused time since the last held meeting, or since the activation',
  unit: 'index',
  grain: 'one open pairing at one moment',
  direction: 'higher is better',
  target: {
    low: 40,
    text: 'below 40 counts as little engaged',
    origin: 'the band of a score in mentoring products’ public documentation, with other weights',
  },
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: openPairingDimensions,
  people: 'pair',
  leavesOut: [endedBefore, endedLater],
  relations: ['fact_pairing'],
  estimator: { name: 'clustered_mean' },
  sample: (
    context,
  ) => `SELECT *, ${DAY_MS} * if(ifNull(cadence_days, 0) > 0, assumeNotNull(cadence_days), ${USUAL_CADENCE_DAYS}) AS cadence_ms,
      greatest(at, taken_at - toIntervalDay(${LOOK_BACK_DAYS})) AS seen_from,
      dateDiff('millisecond', seen_from, taken_at) - ${pausedMs('seen_from', 'taken_at')} AS seen_ms,
      greatest(0, 1 - gap_ms / (3 * cadence_ms)) AS recency,
      least(1, arrayCount(h -> h >= seen_from AND h <= taken_at, held) / greatest(1, seen_ms / cadence_ms)) AS regularity,
      least(1, arrayCount(h -> h <= taken_at, held) / ${DEEP}) AS depth,
      100 * (0.4 * recency + 0.4 * regularity + 0.2 * depth) AS score
    FROM (${openPairingsWithGap(context)}) WHERE age_ms > ${GRACE_DAYS * DAY_MS} AND NOT is_paused`,
  caveats: [
    'The weights are a convention of this catalogue, written here so that they can be argued with; no study stands behind them.',
    'A score hides which part is low: read days-since-meeting, cadence-fulfilment and depth beside it.',
    'Pairings without a cadence are judged by one of 30 days. All parts are always known, so that none is ever left out of the weights.',
    'Only held meetings count: messages, ratings and goals do not.',
    'The interval lets pairings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
