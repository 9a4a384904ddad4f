import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { participantsWithMilestones } from '../../samples/milestones.ts';

export const metric: MetricDefinition = {
  id: 'milestone-rate',
  reference: '',
  version: 1,
  family: 'outcomes',
  title: 'Milestone reached after pairing',
  question: 'What share of mentees reached a milestone after their first pairing began?',
  formula:
    'people whose milestone lies after the start of their first pairing ÷ all people with a pairing; mentees unless side says otherwise, any milestone unless milestone says which',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  timeRefersTo: 'start of the person’s first pairing',
  time: 'instant',
  dimensions: personDimensions,
  sampleFilters: ['milestone'],
  defaultWhere: { side: ['mentee'] },
  people: 'person',
  relations: ['fact_pairing', 'fact_milestone'],
  estimator: { name: 'proportion' },
  sample: (context) =>
    `SELECT *, arrayExists(r -> r > at, reached) AS success FROM (${participantsWithMilestones(context)})`,
  caveats: [
    'People who started lately had less time to reach it: compare starts of the same age, or ask milestone-incidence.',
    'Who reached it before the first pairing counts in the denominator and can not succeed.',
    'It shows what followed, not what the pairing brought about.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
