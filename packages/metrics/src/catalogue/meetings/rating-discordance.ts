import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'rating-discordance',
  reference: 'Q7',
  version: 1,
  family: 'meetings',
  title: 'Discordant ratings',
  question: 'How often do mentor and mentee see the same meeting differently?',
  formula: 'held meetings whose two ratings differ by 2 points or more ÷ held meetings that both sides rated',
  unit: 'share',
  grain: 'one held meeting that both sides rated',
  direction: 'lower is better',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, abs(assumeNotNull(mentor_rating) - assumeNotNull(mentee_rating)) >= 2 AS success
    FROM (${heldMeetings(context)}) WHERE mentor_rating IS NOT NULL AND mentee_rating IS NOT NULL`,
  caveats: [
    'Meetings that one side rated are left out.',
    'Some discordance is usual: the two sides agree weakly to moderately in studies.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
