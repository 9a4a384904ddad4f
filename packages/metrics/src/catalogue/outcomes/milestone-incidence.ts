import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { participantsWithMilestones } from '../../samples/milestones.ts';

export const metric: MetricDefinition = {
  id: 'milestone-incidence',
  reference: '',
  version: 1,
  family: 'outcomes',
  title: 'Milestone incidence',
  question: 'What share of mentees reaches a milestone within a year of their first pairing?',
  formula:
    'cumulative incidence of the first milestone since the start of the person’s first pairing, those who have not reached it censored at as_of; the value is taken at the horizon; mentees unless side says otherwise, any milestone unless milestone says which',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  timeRefersTo: 'start of the person’s first pairing',
  time: 'instant',
  dimensions: personDimensions,
  sampleFilters: ['milestone'],
  defaultWhere: { side: ['mentee'] },
  measuresDuration: true,
  horizon: { days: 365, meaning: 'day at which the value is read' },
  people: 'person',
  relations: ['fact_pairing', 'fact_milestone'],
  estimator: { name: 'incidence', points: [90, 180, 365, 730], value: 'horizon' },
  sample: (context) => `SELECT *, arrayFilter(r -> r > at, reached) AS later, notEmpty(later) AS outcome,
      ${context.elapsedMs('at', `if(outcome = 1, arrayMin(later), ${context.asOf})`)} AS elapsed_ms
    FROM (${participantsWithMilestones(context)}) WHERE NOT arrayExists(r -> r <= at, reached)`,
  caveats: [
    'People of every start can be compared, because the time they were watched is taken into account: milestone-rate does not do that.',
    'Who had reached it before the first pairing is left out here; milestone-rate keeps them in its denominator.',
    'Leaving the employer is not told apart: such a person waits on.',
    'It shows what followed, not what the pairing brought about.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
