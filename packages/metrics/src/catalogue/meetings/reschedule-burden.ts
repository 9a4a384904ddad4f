import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { endedMeetings } from '../../samples/ended-meetings.ts';

export const metric: MetricDefinition = {
  id: 'reschedule-burden',
  reference: 'Q4',
  version: 1,
  family: 'meetings',
  title: 'Reschedule burden',
  question: 'How often is a meeting moved before it is over and done with?',
  formula: 'number of reschedules ÷ meetings that reached an end (held, no-show or cancelled)',
  unit: 'ratio',
  grain: 'one meeting that reached an end',
  direction: 'lower is better',
  timeRefersTo: 'the planned start of the meeting, or when it was held without a plan',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_rate' },
  sample: (context) => `SELECT *, reschedules AS events, 1 AS exposure FROM (${endedMeetings(context)})`,
  caveats: [
    'A chain of moves belongs to one meeting: three moves count three.',
    'Meetings that are still planned, or that lapsed, are left out.',
    'rescheduled-meetings tells how many meetings are moved at all.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
