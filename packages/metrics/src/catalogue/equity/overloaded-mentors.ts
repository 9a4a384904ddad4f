import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledThen } from '../../samples/enrolled-people.ts';

const USUAL_CAPACITY = 3;

export const metric: MetricDefinition = {
  id: 'overloaded-mentors',
  reference: 'D5',
  version: 1,
  family: 'equity',
  title: 'Overloaded mentors',
  question: 'What share of the mentors has more pairings than agreed?',
  formula:
    'mentors with more open pairings than their capacity ÷ mentors enrolled, both at the end of the bucket; capacity is the attribute capacity told by the enrolment, or 3 where it was not told',
  unit: 'share',
  grain: 'one mentor of one programme at one moment',
  direction: 'lower is better',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions.filter((id) => id !== 'side'),
  people: 'person',
  sensitive: true,
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) =>
    `SELECT *, pairs > ifNull(capacity, ${USUAL_CAPACITY}) AS success FROM (${enrolledThen(context, ['mentor'])})`,
  caveats: [
    'The contract has no capacity of its own: it is read from the attribute capacity, as in force when the episode began. 3 is ours, not the reference’s.',
    'Paused pairings count.',
    'Counts pairings within one programme: a mentor of two programmes can be overloaded without being seen.',
    'Only people with an enrolment event count.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
