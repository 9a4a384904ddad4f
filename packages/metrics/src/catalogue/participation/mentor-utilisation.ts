import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledThen } from '../../samples/enrolled-people.ts';

export const metric: MetricDefinition = {
  id: 'mentor-utilisation',
  reference: 'P7',
  version: 1,
  family: 'participation',
  title: 'Mentor utilisation',
  question: 'How much of the room that mentors offer is taken?',
  formula:
    'open pairings of the mentors with a declared capacity ÷ their capacities, summed over the mentors enrolled at the end of the bucket',
  unit: 'share',
  grain: 'one mentor of one programme with a declared capacity, at one moment',
  direction: 'neither',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions.filter((id) => id !== 'side'),
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'clustered_rate' },
  sample: (
    context,
  ) => `SELECT *, participant_id AS mentor_id, participant_id AS mentee_id, pairs AS events, assumeNotNull(capacity) AS exposure
    FROM (${enrolledThen(context, ['mentor'])}) WHERE capacity > 0`,
  caveats: [
    'The contract has no capacity of its own: it is read from the attribute capacity, as in force when the episode began. Mentors without it are left out.',
    'Above 1 where mentors have more pairings than they offered: see overloaded-mentors.',
    'mentors-with-pair is the share of mentors with an active pairing, whatever they offered.',
    'Paused pairings take room.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
