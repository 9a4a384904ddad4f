import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';

export const metric: MetricDefinition = {
  id: 'meetings',
  reference: 'E5',
  version: 1,
  family: 'engagement',
  title: 'Meetings held',
  question: 'How many meetings were held?',
  formula: 'number of meetings in the state held, by any evidence',
  unit: 'count',
  grain: 'one meeting',
  direction: 'neither',
  timeRefersTo: 'the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  relations: ['fact_meeting'],
  estimator: { name: 'count' },
  sample: (context) => `SELECT *, assumeNotNull(held_at) AS at
    FROM ${context.relation('fact_meeting')} WHERE state = 'held' AND held_at IS NOT NULL`,
  caveats: [
    'A full count, no sample: it has no interval.',
    'Filter by evidence to count only confirmed meetings.',
    'start_month and its like are the meeting’s own, not its pairing’s.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
