import type { MetricDefinition } from '../../definition.ts';
import { goalDimensions } from '../../dimensions.ts';
import { goals } from '../../samples/goals.ts';
import { goalsNotMissed } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'goal-obstacles',
  reference: 'O1',
  version: 1,
  family: 'outcomes',
  title: 'What stood in the way',
  question: 'What keeps pairings from their goals?',
  formula:
    'share of the missed goals by the obstacle last told: goals that were abandoned, or whose latest due date lies at or before as_of without completion; unknown where none was told',
  unit: 'share',
  grain: 'one goal that was missed',
  direction: 'neither',
  timeRefersTo: 'setting of the goal',
  time: 'instant',
  dimensions: ['obstacle', ...goalDimensions],
  alwaysBy: ['obstacle'],
  people: 'pair',
  sensitive: true,
  leavesOut: [goalsNotMissed],
  relations: ['fact_goal'],
  estimator: { name: 'composition' },
  sample: (context) => `SELECT * FROM (${goals(context)})
    WHERE abandoned_at IS NOT NULL OR (completed_at IS NULL AND due_at <= ${context.asOf})`,
  caveats: [
    'Unknown is a share of its own, and often the largest.',
    'Only what was told: a programme that does not ask knows no obstacles.',
    'Goals that were completed late are not missed here.',
    'Goals of voided pairings leave with them.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
