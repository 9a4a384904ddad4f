import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';

export const metric: MetricDefinition = {
  id: 'meetings-presumed',
  reference: 'Q5',
  version: 1,
  family: 'meetings',
  title: 'Meetings presumed to have taken place',
  question: 'How many meetings would one count that takes every past date for a meeting?',
  formula:
    'number of meetings whose planned start, or being held, lies at or before as_of and that were not cancelled, whether or not anybody said that they took place',
  unit: 'count',
  grain: 'one meeting',
  direction: 'neither',
  timeRefersTo: 'when the meeting was held, else its planned start',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  relations: ['fact_meeting'],
  estimator: { name: 'count' },
  sample: (
    context,
  ) => `SELECT *, assumeNotNull(coalesce(held_at, scheduled_at)) AS at FROM ${context.relation('fact_meeting')}
    WHERE state != 'cancelled' AND coalesce(held_at, scheduled_at) <= ${context.asOf} AND NOT pairing_voided`,
  caveats: [
    'What some products call completed meetings. meetings counts only what was held; the difference is the upper end of the doubt.',
    'No-shows and lapsed meetings are in it: that is its fault.',
    'A full count, no sample: it has no interval.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
