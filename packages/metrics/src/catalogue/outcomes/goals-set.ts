import type { MetricDefinition } from '../../definition.ts';
import { goalDimensions } from '../../dimensions.ts';
import { goals } from '../../samples/goals.ts';

export const metric: MetricDefinition = {
  id: 'goals-set',
  reference: 'O1',
  version: 1,
  family: 'outcomes',
  title: 'Goals set',
  question: 'How many goals do pairings set themselves?',
  formula: 'number of goals set, whatever became of them',
  unit: 'count',
  grain: 'one goal',
  direction: 'neither',
  timeRefersTo: 'setting of the goal',
  time: 'instant',
  dimensions: goalDimensions,
  people: 'pair',
  relations: ['fact_goal'],
  estimator: { name: 'count' },
  sample: goals,
  caveats: [
    'A full count, no sample: it has no interval.',
    'Goals of voided pairings leave with them.',
    'More goals are not better goals.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
