import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledThen } from '../../samples/enrolled-people.ts';

export const metric: MetricDefinition = {
  id: 'match-rate',
  reference: 'P3',
  version: 1,
  family: 'participation',
  title: 'Match rate (current)',
  question: 'What share of the people enrolled are in a pairing at the moment?',
  formula:
    'people enrolled with at least one open pairing in that programme on that side ÷ people enrolled, both at the end of the bucket',
  unit: 'share',
  grain: 'one person on one side of one programme at one moment',
  direction: 'higher is better',
  target: { low: 0.7, text: '70 % or more', origin: 'guidance in mentoring products’ public documentation' },
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions,
  alwaysBy: ['side'],
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, pairs > 0 AS success FROM (${enrolledThen(context)})`,
  caveats: [
    'Always by side: mentors who wait and mentees who wait are different questions.',
    'match-rate is at one moment, ever-matched in a span of time (never smaller on the same people), enrolment-to-match within a fixed time after enrolling.',
    'A paused pairing is open; mentors-with-pair leaves paused ones out.',
    'Only people with an enrolment event count: where the source tells of none, there is no data, however many pairings there are.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
