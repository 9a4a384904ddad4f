import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { endedMeetings } from '../../samples/ended-meetings.ts';

export const metric: MetricDefinition = {
  id: 'rescheduled-meetings',
  reference: 'Q4',
  version: 1,
  family: 'meetings',
  title: 'Rescheduled meetings',
  question: 'What share of the meetings is moved at least once?',
  formula: 'meetings with one reschedule or more ÷ meetings that reached an end (held, no-show or cancelled)',
  unit: 'share',
  grain: 'one meeting that reached an end',
  direction: 'lower is better',
  timeRefersTo: 'the planned start of the meeting, or when it was held without a plan',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, reschedules > 0 AS success FROM (${endedMeetings(context)})`,
  caveats: [
    'reschedule-burden counts every move.',
    'Meetings that are still planned, or that lapsed, are left out.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
