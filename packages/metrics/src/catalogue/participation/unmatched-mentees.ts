import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledThen } from '../../samples/enrolled-people.ts';
import { enrolledOtherwiseAs } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'unmatched-mentees',
  reference: 'P8',
  version: 1,
  family: 'participation',
  title: 'Unmatched mentees',
  question: 'How many mentees wait for a pairing?',
  formula: 'number of mentees enrolled without an open pairing as mentee in that programme, at the end of the bucket',
  unit: 'count',
  grain: 'one mentee of one programme at one moment',
  direction: 'lower is better',
  target: { high: 0, text: 'nobody waits', origin: 'definition: no gap between supply and demand' },
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions.filter((id) => id !== 'side'),
  people: 'person',
  leavesOut: [enrolledOtherwiseAs('mentee')],
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'count' },
  sample: (context) => `SELECT * FROM (${enrolledThen(context, ['mentee'])}) WHERE pairs = 0`,
  caveats: [
    'A full count, no sample: it has no interval.',
    'The supply gap is unmatched-mentees less the free places of mentors; the contract tells no capacities, so that unmatched-mentors is the nearest thing: mentors without any pairing.',
    'Only people with an enrolment event count: where the source tells of none, there is no data, however many pairings there are.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
