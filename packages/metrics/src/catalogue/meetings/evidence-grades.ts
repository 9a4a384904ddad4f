import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

export const metric: MetricDefinition = {
  id: 'evidence-grades',
  reference: 'Q5',
  version: 1,
  family: 'meetings',
  title: 'Evidence of meetings',
  question: 'How do we know that meetings were held?',
  formula:
    'share of the held meetings by evidence: both_confirmed, one_confirmed, calendar, inferred, or unknown where it was not told',
  unit: 'share',
  grain: 'one held meeting',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  alwaysBy: ['evidence'],
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'composition' },
  sample: heldMeetings,
  caveats: [
    'The first word about a meeting counts: a later confirmation is a correction of that event.',
    'Unknown is a share of its own.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
