import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meeting-rating',
  reference: 'Q6',
  version: 1,
  family: 'meetings',
  title: 'Meeting rating',
  question: 'How do mentors and mentees rate their meetings?',
  formula:
    'mean of the ratings of held meetings on a scale of 1 to 5, by the side that rated; favourable gives the share of 4 and 5',
  unit: 'score',
  grain: 'one rating of one held meeting',
  direction: 'higher is better',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: ['side', ...meetingDimensions],
  alwaysBy: ['side'],
  people: 'pair',
  sensitive: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_mean', favourableFrom: 4 },
  sample: (context) => `SELECT *, rated.1 AS side, assumeNotNull(rated.2) AS score
    FROM (${heldMeetings(context)})
    ARRAY JOIN arrayFilter(r -> r.2 IS NOT NULL, [('mentor', mentor_rating), ('mentee', mentee_rating)]) AS rated`,
  caveats: [
    'Always by side: mentors and mentees are never pooled.',
    'Only rated meetings: those who are content, or upset, may rate more often.',
    'The last rating of a side counts; ratings of meetings that were not held do not.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
