import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meetings-with-topics',
  reference: 'Q8',
  version: 1,
  family: 'meetings',
  title: 'Meetings with a topic',
  question: 'For what share of the meetings was told what they were about?',
  formula: 'held meetings with one topic or more ÷ held meetings',
  unit: 'share',
  grain: 'one held meeting',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, notEmpty(topics) AS success FROM (${heldMeetings(context)})`,
  caveats: [
    'The only trace of structure that the events carry: they tell neither agenda nor notes nor action items.',
    'It measures how well meetings are written down, too.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
