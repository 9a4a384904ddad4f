import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { pairingsWithMeetings, pausedMs, watchedUntil } from '../../samples/started-pairings.ts';

const MONTH_MS = 30.4375 * 86_400_000;

export const metric: MetricDefinition = {
  id: 'meetings-per-pair-month',
  reference: 'E5',
  version: 1,
  family: 'engagement',
  title: 'Meetings per pair-month',
  question: 'How often do pairings meet while they are active?',
  formula: 'held meetings ÷ (active, unpaused pair-days ÷ 30.4375), summed over pairings before dividing',
  unit: 'meetings per pair-month',
  grain: 'one pairing within one bucket of time',
  direction: 'higher is better',
  timeRefersTo: 'the time that passes and the meetings held in it',
  time: 'interval',
  startColumn: 'at',
  dimensions: pairingDimensions,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'clustered_rate' },
  sample: (
    context,
  ) => `SELECT *, b.1 AS bucket, greatest(at, b.2) AS opens, least(${watchedUntil(context)}, b.3) AS closes,
      arrayCount(h -> h >= b.2 AND (h < b.3 OR (h = b.3 AND h = ${context.asOf})), held) AS events,
      (dateDiff('millisecond', opens, closes) - ${pausedMs('opens', 'closes')}) / ${MONTH_MS} AS exposure
    FROM (${pairingsWithMeetings(context)})
    ARRAY JOIN arrayFilter(x -> x.2 <= ${watchedUntil(context)} AND x.3 > at, ${context.buckets}) AS b`,
  caveats: [
    'Person-time, never the mean of per-pairing rates: long pairings weigh more.',
    'Meetings outside the pairing’s time are left out; those on its last instant count.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
