import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledThen } from '../../samples/enrolled-people.ts';
import { enrolledOtherwiseAs } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'unmatched-mentors',
  reference: 'P8',
  version: 1,
  family: 'participation',
  title: 'Unmatched mentors',
  question: 'How many mentors wait for a pairing?',
  formula: 'number of mentors enrolled without an open pairing as mentor in that programme, at the end of the bucket',
  unit: 'count',
  grain: 'one mentor of one programme at one moment',
  direction: 'lower is better',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions.filter((id) => id !== 'side'),
  people: 'person',
  leavesOut: [enrolledOtherwiseAs('mentor')],
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'count' },
  sample: (context) => `SELECT * FROM (${enrolledThen(context, ['mentor'])}) WHERE pairs = 0`,
  caveats: [
    'A full count, no sample: it has no interval.',
    'The supply gap is unmatched-mentees less the free places of mentors; the contract tells no capacities, so that unmatched-mentors is the nearest thing: mentors without any pairing.',
    'Only people with an enrolment event count: where the source tells of none, there is no data, however many pairings there are.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
