import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'confirmed-meetings',
  reference: 'Q5',
  version: 1,
  family: 'meetings',
  title: 'Confirmed meetings',
  question: 'For what share of the held meetings did somebody say that it was held?',
  formula: 'held meetings that one or both sides confirmed ÷ held meetings',
  unit: 'share',
  grain: 'one held meeting',
  direction: 'higher is better',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) =>
    `SELECT *, evidence IN ('both_confirmed', 'one_confirmed') AS success FROM (${heldMeetings(context)})`,
  caveats: [
    'Calendar entries, inferred meetings and those without any word of evidence count as not confirmed; evidence-grades tells them apart.',
    'It is about what we know, not about how good the meetings are.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
