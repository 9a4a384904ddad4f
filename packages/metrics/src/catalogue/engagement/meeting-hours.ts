import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meeting-hours',
  reference: 'E9',
  version: 1,
  family: 'engagement',
  title: 'Meeting hours',
  question: 'How many hours did pairings spend in meetings?',
  formula: 'sum of the told lengths of held meetings in hours, by the evidence that they were held',
  unit: 'hours',
  grain: 'one held meeting whose length was told',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  alwaysBy: ['evidence'],
  people: 'pair',
  relations: ['fact_meeting'],
  estimator: { name: 'sum' },
  sample: (context) =>
    `SELECT *, duration_minutes / 60 AS amount FROM (${heldMeetings(context)}) WHERE duration_minutes IS NOT NULL`,
  caveats: [
    'A full count, no sample: it has no interval.',
    'Always by evidence: hours that somebody confirmed and hours that were inferred are not added up.',
    'Meetings whose length was not told are left out, so it is a lower bound; planned lengths never stand in.',
    'Hours are effort, not effect: they are a poor goal.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
