import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { heldMeetings } from '../../samples/held-meetings.ts';

const LATE_DAYS = 14;

export const metric: MetricDefinition = {
  id: 'meetings-logged-late',
  reference: 'Q5',
  version: 1,
  family: 'meetings',
  title: 'Meetings told late',
  question: 'What share of the held meetings was told more than 14 days later?',
  formula: 'held meetings that were recorded more than 14 days after they were held ÷ held meetings',
  unit: 'share',
  grain: 'one held meeting',
  direction: 'lower is better',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  matures: true,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (
    context,
  ) => `SELECT *, at + toIntervalDay(${LATE_DAYS}) AS late_from, late_from < least(${context.asOf}, ${context.knownAt}) AS mature,
      ifNull(held_recorded_at > late_from, 0) AS success
    FROM (${heldMeetings(context)})`,
  caveats: [
    'Meetings of the last 14 days could not be told late yet and do not count.',
    'Meetings that have not been told at all are unknown: every number of recent meetings still grows by about this share.',
    'A corrected meeting counts from its correction on.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
