import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meeting-topics',
  reference: 'Q8',
  version: 1,
  family: 'meetings',
  title: 'What meetings are about',
  question: 'What do pairings talk about?',
  formula: 'share of the topics told of held meetings, by topic; a meeting with three topics counts three times',
  unit: 'share',
  grain: 'one topic of one held meeting',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: ['discussed', ...meetingDimensions],
  alwaysBy: ['discussed'],
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'composition' },
  sample: (context) =>
    `SELECT *, discussed FROM (${heldMeetings(context)}) ARRAY JOIN arrayDistinct(topics) AS discussed`,
  caveats: [
    'Meetings without a topic are left out: see meetings-with-topics.',
    'Shares of topics, not of meetings: they add up to 1.',
    'The interval takes topics of one meeting as independent.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
