import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledThen } from '../../samples/enrolled-people.ts';

export const metric: MetricDefinition = {
  id: 'mentors-with-pair',
  reference: 'P7',
  version: 1,
  family: 'participation',
  title: 'Mentors with an active pair',
  question: 'What share of the mentors enrolled have a pairing that is going on?',
  formula:
    'enrolled mentors with at least one open pairing that is not paused ÷ enrolled mentors, both at the end of the bucket',
  unit: 'share',
  grain: 'one mentor of one programme at one moment',
  direction: 'higher is better',
  target: { low: 0.7, high: 0.8, text: '70 % to 80 %', origin: 'guidance in mentoring products’ public documentation' },
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions.filter((id) => id !== 'side'),
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, running > 0 AS success FROM (${enrolledThen(context, ['mentor'])})`,
  caveats: [
    'The second form of mentor utilisation. The first, filled places ÷ offered places, is mentor-utilisation.',
    'match-rate for mentors counts paused pairings too.',
    'Only people with an enrolment event count: where the source tells of none, there is no data, however many pairings there are.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
