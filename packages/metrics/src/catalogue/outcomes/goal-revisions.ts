import type { MetricDefinition } from '../../definition.ts';
import { goalDimensions } from '../../dimensions.ts';
import { goals } from '../../samples/goals.ts';

export const metric: MetricDefinition = {
  id: 'goal-revisions',
  reference: 'O1',
  version: 1,
  family: 'outcomes',
  title: 'Revisions per goal',
  question: 'How often are goals revised before they are due?',
  formula:
    'number of revisions ÷ goals whose latest due date lies at or before as_of, or that were completed or abandoned',
  unit: 'ratio',
  grain: 'one goal',
  direction: 'neither',
  timeRefersTo: 'setting of the goal',
  time: 'instant',
  dimensions: goalDimensions,
  people: 'pair',
  relations: ['fact_goal'],
  estimator: { name: 'clustered_rate' },
  sample: (context) => `SELECT *, revisions AS events, 1 AS exposure FROM (${goals(context)})
    WHERE abandoned_at IS NOT NULL OR completed_at IS NOT NULL OR due_at <= ${context.asOf}`,
  caveats: [
    'A revision can sharpen a goal or put it off: the number does not say which. goal-completion-first-due shows what putting off hides.',
    'Goals that are still running are left out: they may yet be revised.',
    'Goals of voided pairings leave with them.',
    'The interval lets goals of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
