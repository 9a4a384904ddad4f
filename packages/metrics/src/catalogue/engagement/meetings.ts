import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meetings',
  reference: 'E5',
  version: 2,
  family: 'engagement',
  title: 'Meetings held',
  question: 'How many meetings were held?',
  formula: 'number of meetings in the state held, by any evidence, of pairings that were not voided',
  unit: 'count',
  grain: 'one meeting',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  relations: ['fact_meeting'],
  estimator: { name: 'count' },
  sample: heldMeetings,
  caveats: [
    'A full count, no sample: it has no interval.',
    'Filter by evidence to count only confirmed meetings. meetings-presumed, meetings-logged and meetings-inferred are other counts.',
    'start_month and its like are the meeting’s own, not its pairing’s.',
  ],
  changes: [
    { version: 1, date: '2026-11-20', what: 'First definition.' },
    { version: 2, date: '2026-11-23', what: 'Meetings of voided pairings no longer count.' },
  ],
};
