import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meeting-duration',
  reference: 'E9',
  version: 1,
  family: 'meetings',
  title: 'Length of meetings',
  question: 'How long does a meeting take?',
  formula: 'median of the told lengths of held meetings',
  unit: 'minutes',
  grain: 'one held meeting whose length was told',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  relations: ['fact_meeting'],
  estimator: { name: 'quantile', p: 0.5, step: 1 },
  sample: (context) =>
    `SELECT *, assumeNotNull(duration_minutes) AS amount FROM (${heldMeetings(context)}) WHERE duration_minutes IS NOT NULL`,
  caveats: [
    'Planned lengths never stand in for told ones.',
    'Told lengths heap on 30 and 60 minutes.',
    'The interval takes meetings of one mentor as independent.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
