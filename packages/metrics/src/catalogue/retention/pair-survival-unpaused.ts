import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings, watchedUntil } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'pair-survival-unpaused',
  reference: 'R1',
  version: 1,
  family: 'retention',
  title: 'Pair survival without pauses',
  question: 'How long do pairings stay open, if pauses do not count?',
  formula:
    'Kaplan–Meier estimate of the share of pairings still open after t days outside pauses since activation; any end is the event, pairings open at as_of are censored there; the value is the share at day 365',
  unit: 'share',
  grain: 'one pairing',
  direction: 'higher is better',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: [...pairingDimensions, 'match_method'],
  measuresDuration: true,
  horizon: { days: 730, meaning: 'the restricted mean is the area under the curve up to this day' },
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'survival', points: [30, 90, 180, 365, 730], valueAt: 365 },
  sample: (context) => `SELECT *, ended_at IS NOT NULL AS ended,
      ${context.elapsedMs('at', watchedUntil(context))} - arraySum(p -> ${context.elapsedMs('p.1', 'p.2')}, pauses_within) AS elapsed_ms
    FROM (
      SELECT *, arrayFilter(p -> p.1 < p.2, arrayMap(p -> (greatest(p.1, at), least(p.2, ${watchedUntil(context)})), pauses)) AS pauses_within
      FROM (${startedPairings(context)})
    )`,
  caveats: [
    'pair-survival counts paused time as open time; on pairings without pauses the two are equal.',
    'With duration=calendar each pause counts the days between its two dates.',
    'Pairings of one mentor are not independent; the band treats them as if they were.',
    'Grouping by how a pairing ended looks into the future: such curves describe, they do not predict.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
