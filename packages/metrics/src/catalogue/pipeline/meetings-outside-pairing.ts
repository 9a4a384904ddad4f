import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';

export const metric: MetricDefinition = {
  id: 'meetings-outside-pairing',
  reference: 'K4',
  version: 1,
  family: 'pipeline',
  title: 'Meetings outside their pairing',
  question: 'What share of the held meetings lies before the start or after the end of their pairing?',
  formula: 'held meetings before the activation or after the end of their pairing ÷ held meetings of known pairings',
  unit: 'share',
  grain: 'one held meeting',
  direction: 'lower is better',
  timeRefersTo: 'when the meeting was held',
  time: 'instant',
  dimensions: meetingDimensions,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (
    context,
  ) => `SELECT *, assumeNotNull(held_at) AS at, ifNull(held_at < pairing_activated_at, 0) OR ifNull(held_at > pairing_ended_at, 0) AS success
    FROM ${context.relation('fact_meeting')}
    WHERE state = 'held' AND held_at IS NOT NULL AND NOT pairing_voided AND mentee_id != ${context.noId}`,
  caveats: [
    'A first contact before the activation is one of them, and need not be a fault of the data.',
    'Engagement metrics leave these meetings out.',
    'Meetings of voided pairings are in neither number.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
