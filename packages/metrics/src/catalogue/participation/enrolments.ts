import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolments } from '../../samples/enrolments.ts';

export const metric: MetricDefinition = {
  id: 'enrolments',
  reference: '',
  version: 1,
  family: 'participation',
  title: 'Enrolments',
  question: 'How often did somebody join a programme?',
  formula: 'number of episodes of enrolment that began',
  unit: 'count',
  grain: 'one episode of enrolment',
  direction: 'neither',
  timeRefersTo: 'start of the episode',
  time: 'instant',
  dimensions: personDimensions,
  people: 'person',
  relations: ['fact_enrolment'],
  estimator: { name: 'count' },
  sample: enrolments,
  caveats: [
    'A full count, no sample: it has no interval.',
    'Episodes, not people: who leaves and comes back counts twice. first-time-participants tells them apart, enrolled counts people.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
