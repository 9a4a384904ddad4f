import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { cancelledMeetings } from '../../samples/cancelled-meetings.ts';

const LATE_NOTICE_HOURS = 24;

export const metric: MetricDefinition = {
  id: 'late-cancellations',
  reference: 'Q3',
  version: 1,
  family: 'meetings',
  title: 'Late cancellations',
  question: 'What share of the cancellations comes at the last minute?',
  formula:
    'cancelled meetings that were called off less than 24 hours before their planned start, or after it ÷ cancelled meetings with a planned start',
  unit: 'share',
  grain: 'one cancelled meeting',
  direction: 'lower is better',
  timeRefersTo: 'the planned start of the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, notice_hours < ${LATE_NOTICE_HOURS} AS success FROM (${cancelledMeetings(context)})`,
  caveats: [
    'The planned start after the last reschedule counts.',
    'A meeting that was cancelled and took place after all was held, and is left out.',
    'cancellation-rate tells how many meetings are cancelled at all.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
