import type { MetricDefinition } from '../../definition.ts';
import { goalDimensions } from '../../dimensions.ts';
import { dueGoals } from '../../samples/goals.ts';

export const metric: MetricDefinition = {
  id: 'goal-completion',
  reference: 'O1',
  version: 1,
  family: 'outcomes',
  title: 'Goal completion',
  question: 'What share of the goals is completed when it is due?',
  formula:
    'goals completed at or before their latest due date ÷ goals whose latest due date lies at or before as_of; abandoned ones count as not completed',
  unit: 'share',
  grain: 'one goal',
  direction: 'higher is better',
  timeRefersTo: 'the latest due date',
  time: 'instant',
  startColumn: 'set_at',
  dimensions: goalDimensions,
  matures: true,
  people: 'pair',
  sensitive: true,
  relations: ['fact_goal'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => dueGoals(context, 'due_at'),
  caveats: [
    'Whoever moves the due date, even after it has passed, keeps the goal alive: goal-completion-first-due takes the first and is stricter.',
    'Goals without a due date are left out.',
    'A completed goal that was reopened counts as open until it is completed again.',
    'Goals of pairings that ended before the due date stay in, completed or not.',
    'Goals of voided pairings leave with them.',
    'The interval lets goals of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
