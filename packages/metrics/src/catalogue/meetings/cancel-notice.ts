import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { cancelledMeetings } from '../../samples/cancelled-meetings.ts';

export const metric: MetricDefinition = {
  id: 'cancel-notice',
  reference: 'Q3',
  version: 1,
  family: 'meetings',
  title: 'Notice of cancellations',
  question: 'How long before the meeting is it called off?',
  formula:
    'median of the hours from the cancellation to the planned start, over cancelled meetings; a cancellation after the start counts as 0 hours',
  unit: 'hours',
  grain: 'one cancelled meeting',
  direction: 'higher is better',
  timeRefersTo: 'the planned start of the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  relations: ['fact_meeting'],
  estimator: { name: 'quantile', p: 0.5, step: 0.1 },
  sample: (context) => `SELECT *, greatest(0, notice_hours) AS amount FROM (${cancelledMeetings(context)})`,
  caveats: [
    'Hours are rounded to tenths.',
    'The planned start after the last reschedule counts.',
    'The interval takes cancellations of one mentor as independent.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
