import type { MetricDefinition } from '../../definition.ts';
import { goalDimensions } from '../../dimensions.ts';
import { goals } from '../../samples/goals.ts';

const WINDOW_DAYS = 180;

export const metric: MetricDefinition = {
  id: 'goals-abandoned',
  reference: 'O1',
  version: 1,
  family: 'outcomes',
  title: 'Goals abandoned',
  question: 'What share of the goals is given up?',
  formula: 'goals abandoned within 180 days of being set ÷ goals set 180 days or more before as_of',
  unit: 'share',
  grain: 'one goal',
  direction: 'lower is better',
  timeRefersTo: 'setting of the goal',
  time: 'instant',
  dimensions: goalDimensions,
  matures: true,
  people: 'pair',
  sensitive: true,
  relations: ['fact_goal'],
  estimator: { name: 'clustered_proportion' },
  sample: (
    context,
  ) => `SELECT *, at + toIntervalDay(${WINDOW_DAYS}) AS window_closes, window_closes <= ${context.asOf} AS mature,
      ifNull(abandoned_at < window_closes, 0) AS success
    FROM (${goals(context)})`,
  caveats: [
    'Given up means that somebody said so: goals that are silently forgotten stay open, and show as not completed in goal-completion.',
    'Giving up a goal can be wise.',
    'The same 180 days for every goal, so that old goals do not look worse for being old.',
    'Goals of voided pairings leave with them.',
    'The interval lets goals of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
