import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meetings-inferred',
  reference: 'Q5',
  version: 1,
  family: 'meetings',
  title: 'Meetings that were inferred',
  question: 'How many meetings do we only infer?',
  formula: 'number of held meetings whose evidence is inferred',
  unit: 'count',
  grain: 'one inferred meeting',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  relations: ['fact_meeting'],
  estimator: { name: 'count' },
  sample: (context) => `SELECT * FROM (${heldMeetings(context)}) WHERE evidence = 'inferred'`,
  caveats: ['A part of meetings: a strict count takes them away.', 'A full count, no sample: it has no interval.'],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
