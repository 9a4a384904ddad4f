import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { plannedMeetings } from '../../samples/planned-meetings.ts';

export const metric: MetricDefinition = {
  id: 'planned-meeting-completion',
  reference: 'Q1',
  version: 1,
  family: 'meetings',
  title: 'Completion of all planned meetings',
  question: 'What share of all planned meetings took place?',
  formula:
    'held ÷ (held + no-show + cancelled, with whatever notice + lapsed), for planned meetings whose planned start lies more than 24 hours before as_of',
  unit: 'share',
  grain: 'one planned meeting',
  direction: 'higher is better',
  timeRefersTo: 'the planned start of the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  matures: true,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, state = 'held' AS success FROM (${plannedMeetings(context)})`,
  caveats: [
    'Meetings that were cancelled in time count against it: meeting-completion leaves them out and is never lower on planned meetings.',
    'Meetings logged without a plan are left out; meeting-completion counts them as held.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
