import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { peopleEnrolled } from '../../samples/enrolled-people.ts';

export const metric: MetricDefinition = {
  id: 'enrolled',
  reference: 'P3',
  version: 1,
  family: 'participation',
  title: 'Enrolled now',
  question: 'How many people are enrolled?',
  formula: 'number of people whose episode of enrolment has begun and not ended at the end of the bucket',
  unit: 'count',
  grain: 'one person on one side of one programme at one moment',
  direction: 'neither',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions,
  people: 'person',
  relations: ['fact_enrolment'],
  estimator: { name: 'count' },
  sample: peopleEnrolled,
  caveats: [
    'A full count, no sample: it has no interval.',
    'A person enrolled as mentor and as mentee, or in two programmes, counts once in each.',
    'enrolments counts those who joined in a span of time, participants those with a pairing.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
