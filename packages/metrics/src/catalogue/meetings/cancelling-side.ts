import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { cancelledMeetings } from '../../samples/cancelled-meetings.ts';

export const metric: MetricDefinition = {
  id: 'cancelling-side',
  reference: 'Q3',
  version: 1,
  family: 'meetings',
  title: 'Who cancels',
  question: 'Which side calls meetings off?',
  formula:
    'share of the cancelled meetings that each side called off: mentor, mentee or both; unknown where it was not told',
  unit: 'share',
  grain: 'one cancelled meeting',
  direction: 'neither',
  timeRefersTo: 'the planned start of the meeting',
  time: 'instant',
  dimensions: ['cancelled_side', ...meetingDimensions],
  alwaysBy: ['cancelled_side'],
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'composition' },
  sample: cancelledMeetings,
  caveats: [
    'The side that sends the cancellation need not be the one that could not come.',
    'Unknown is a share of its own.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
