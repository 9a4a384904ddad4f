import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { goals } from '../../samples/goals.ts';
import { startedPairings, watchedUntil } from '../../samples/started-pairings.ts';

const WINDOW_DAYS = 60;

export const metric: MetricDefinition = {
  id: 'pairs-with-goal',
  reference: 'O1',
  version: 1,
  family: 'outcomes',
  title: 'Pairings with a goal',
  question: 'What share of pairings sets itself a goal early on?',
  formula:
    'pairings with a goal set within 60 days of the activation ÷ pairings activated 60 days or more before as_of',
  unit: 'share',
  grain: 'one pairing',
  direction: 'higher is better',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: pairingDimensions,
  matures: true,
  people: 'pair',
  relations: ['fact_pairing', 'fact_goal'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT p.*, p.at + toIntervalDay(${WINDOW_DAYS}) AS window_closes, window_closes <= ${context.asOf} AS mature,
      ifNull(g.first_goal_at < window_closes AND g.first_goal_at <= ${watchedUntil(context)}, 0) AS success
    FROM (${startedPairings(context)}) AS p
    LEFT ANY JOIN (
      SELECT programme_id, pairing_id, toNullable(min(s.at)) AS first_goal_at FROM (${goals(context)}) AS s GROUP BY programme_id, pairing_id
    ) AS g ON g.programme_id = p.programme_id AND g.pairing_id = p.pairing_id`,
  caveats: [
    'A goal that was set before the activation counts as one on day 0.',
    'A pairing that ended within the 60 days without a goal counts as without; a voided one counts nowhere.',
    'Programmes that keep no record of goals stand at 0.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
