import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledThen } from '../../samples/enrolled-people.ts';
import { enrolledOtherwiseAs } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'pairs-per-mentor',
  reference: 'P7',
  version: 1,
  family: 'participation',
  title: 'Pairings per mentor',
  question: 'How many pairings does a mentor have at a time?',
  formula: 'open pairings ÷ mentors with at least one, over enrolled mentors at the end of the bucket',
  unit: 'count',
  grain: 'one mentor of one programme with an open pairing, at one moment',
  direction: 'neither',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions.filter((id) => id !== 'side'),
  people: 'person',
  leavesOut: [enrolledOtherwiseAs('mentor')],
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'mean' },
  sample: (context) => `SELECT *, pairs AS score FROM (${enrolledThen(context, ['mentor'])}) WHERE pairs > 0`,
  caveats: [
    'Mentors without a pairing are left out: mentor-load has them in.',
    'Counts pairings within one programme.',
    'Only people with an enrolment event count: where the source tells of none, there is no data, however many pairings there are.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
