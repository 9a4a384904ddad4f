import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { plannedMeetings } from '../../samples/planned-meetings.ts';

export const metric: MetricDefinition = {
  id: 'cancellation-rate',
  reference: 'Q3',
  version: 1,
  family: 'meetings',
  title: 'Cancellation rate',
  question: 'What share of the planned meetings is called off?',
  formula:
    'cancelled meetings, with whatever notice ÷ planned meetings whose planned start lies more than 24 hours before as_of',
  unit: 'share',
  grain: 'one planned meeting',
  direction: 'lower is better',
  timeRefersTo: 'the planned start of the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  matures: true,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, state = 'cancelled' AS success FROM (${plannedMeetings(context)})`,
  caveats: [
    'A moved meeting is not a cancelled one: see reschedule-burden.',
    'A meeting that was cancelled and took place after all counts as held.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
