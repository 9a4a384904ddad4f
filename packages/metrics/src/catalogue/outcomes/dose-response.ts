import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { doseOf, pairingsWithDepth } from '../../samples/depth.ts';
import { endedSoon } from '../../samples/leaving-out.ts';
import { watchedUntil } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'dose-response',
  reference: 'O8',
  version: 1,
  family: 'outcomes',
  title: 'Early end by meetings so far',
  question: 'Do pairings that met more in their first 90 days end early less often afterwards?',
  formula:
    'Aalen–Johansen cumulative incidence of an early end from day 90 after the activation on, among pairings open on that day, by the number of meetings they had held until then, with completion as competing event and open pairings censored at as_of; the value is taken at the horizon',
  unit: 'share',
  grain: 'one pairing that was open on day 90',
  direction: 'lower is better',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: ['dose', ...pairingDimensions.filter((id) => !id.startsWith('end_'))],
  alwaysBy: ['dose'],
  matures: true,
  measuresDuration: true,
  horizon: { days: 275, meaning: 'days after day 90 at which the value is read' },
  people: 'pair',
  leavesOut: [endedSoon],
  relations: ['fact_pairing'],
  estimator: { name: 'incidence', points: [30, 90, 180, 275], value: 'horizon' },
  sample: (context) => `SELECT *,
      ${doseOf} AS dose,
      multiIf(end_kind = 'ended_early', 1, end_kind = 'completed', 2, 0) AS outcome,
      ${context.elapsedMs('depth_closes', `greatest(depth_closes, ${watchedUntil(context)})`)} AS elapsed_ms
    FROM (${pairingsWithDepth(context)}) WHERE ended_at IS NULL OR ended_at > depth_closes`,
  caveats: [
    'The clock starts on day 90 for every group (a landmark): counting all meetings of a pairing would credit those that lasted with the meetings that lasting gave them.',
    'Pairings that ended before day 90 are left out of every group, however much they met.',
    'Pairings that want to stay meet more: a difference between the groups is not the effect of meeting.',
    'Days of the curve count from day 90. Paused time counts.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
