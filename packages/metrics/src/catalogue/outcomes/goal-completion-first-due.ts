import type { MetricDefinition } from '../../definition.ts';
import { goalDimensions } from '../../dimensions.ts';
import { dueGoals } from '../../samples/goals.ts';

export const metric: MetricDefinition = {
  id: 'goal-completion-first-due',
  reference: 'O1',
  version: 1,
  family: 'outcomes',
  title: 'Goal completion by the first due date',
  question: 'What share of the goals is completed by the date first agreed?',
  formula:
    'goals completed at or before the due date they were first given ÷ goals whose first due date lies at or before as_of; abandoned ones count as not completed',
  unit: 'share',
  grain: 'one goal',
  direction: 'higher is better',
  timeRefersTo: 'the first due date',
  time: 'instant',
  startColumn: 'set_at',
  dimensions: goalDimensions,
  matures: true,
  people: 'pair',
  sensitive: true,
  relations: ['fact_goal'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => dueGoals(context, 'first_due_at'),
  caveats: [
    'Moving the due date does not help here: goal-completion takes the latest and is usually higher.',
    'Goals without a due date are left out.',
    'A completed goal that was reopened counts as open until it is completed again.',
    'Goals of pairings that ended before the due date stay in, completed or not.',
    'Goals of voided pairings leave with them.',
    'The interval lets goals of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
