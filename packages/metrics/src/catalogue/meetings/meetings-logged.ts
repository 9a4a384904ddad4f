import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meetings-logged',
  reference: 'Q5',
  version: 1,
  family: 'meetings',
  title: 'Meetings logged without a plan',
  question: 'How many meetings were told only after they were held?',
  formula: 'number of held meetings that were never scheduled',
  unit: 'count',
  grain: 'one held meeting without a plan',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  relations: ['fact_meeting'],
  estimator: { name: 'count' },
  sample: (context) => `SELECT * FROM (${heldMeetings(context)}) WHERE scheduled_at IS NULL`,
  caveats: [
    'A part of meetings. Where the calendar is not connected it can be all of them.',
    'A full count, no sample: it has no interval.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
