import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledThen } from '../../samples/enrolled-people.ts';

export const metric: MetricDefinition = {
  id: 'mentor-load',
  reference: 'D5',
  version: 1,
  family: 'equity',
  title: 'Mentor load',
  question: 'How evenly are pairings spread over the mentors?',
  formula:
    'Gini index of the number of open pairings over the mentors enrolled, both at the end of the bucket: 0 when all have equally many, near 1 when one has them all',
  unit: 'index',
  grain: 'one mentor of one programme at one moment',
  direction: 'lower is better',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions.filter((id) => id !== 'side'),
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'gini' },
  sample: (context) => `SELECT *, pairs AS amount FROM (${enrolledThen(context, ['mentor'])})`,
  caveats: [
    'Mentors without a pairing are in it with 0: the fewer places are filled, the larger it is. pairs-per-mentor leaves them out.',
    'Without declared capacities an uneven load may be an agreed one.',
    'Only people with an enrolment event count.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
