import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings, watchedUntil } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'mean-pair-length',
  reference: 'R3',
  version: 1,
  family: 'retention',
  title: 'Mean length of a pairing within a year',
  question: 'How many of its first 365 days is a pairing open, on average?',
  formula:
    'area under the Kaplan–Meier curve of still open pairings from activation to day 365 (restricted mean); pairings open at as_of are censored there',
  unit: 'days',
  grain: 'one pairing',
  direction: 'higher is better',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: [...pairingDimensions, 'match_method'],
  measuresDuration: true,
  horizon: { days: 365, meaning: 'the mean is taken over this many days since the start' },
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'survival', points: [30, 90, 180, 365], valueAt: 365, value: 'rmst' },
  sample: (
    context,
  ) => `SELECT *, ended_at IS NOT NULL AS ended, ${context.elapsedMs('at', watchedUntil(context))} AS elapsed_ms
    FROM (${startedPairings(context)})`,
  caveats: [
    'A mean within the horizon: what lies after it is not counted, so that it cannot exceed it.',
    'Not the mean of the pairings that have ended, which leaves out the long ones that go on.',
    'pair-survival gives the same curve as a share at day 365; median-pair-length its median, mean-pair-length the area under it up to a year.',
    'Paused time counts as open time.',
    'Pairings of one mentor are not independent; the band treats them as if they were.',
    'Grouping by how a pairing ended looks into the future: such curves describe, they do not predict.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
