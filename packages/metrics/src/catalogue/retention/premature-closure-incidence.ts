import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { premature } from '../../samples/premature-ends.ts';
import { startedPairings, watchedUntil } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'premature-closure-incidence',
  reference: 'R1',
  version: 1,
  family: 'retention',
  title: 'Premature closure over time',
  question: 'How soon after the start do pairings end early?',
  formula:
    'Aalen–Johansen cumulative incidence of an early end before the committed one, t days after activation, with completion (and an early end on or after the committed one) as competing event and pairings open at as_of censored there; the value is taken at the horizon',
  unit: 'share',
  grain: 'one pairing',
  direction: 'lower is better',
  target: { high: 0.3, text: 'about 30 % within twelve months', origin: 'studies of youth mentoring' },
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: [...pairingDimensions, 'match_method'],
  measuresDuration: true,
  horizon: { days: 365, meaning: 'day at which the value is read' },
  people: 'pair',
  sensitive: true,
  relations: ['fact_pairing'],
  estimator: { name: 'incidence', points: [30, 90, 180, 365, 730], value: 'horizon' },
  sample: (context) => `SELECT *, multiIf(ended_at IS NULL, 0, ${premature}, 1, 2) AS outcome,
      ${context.elapsedMs('at', watchedUntil(context))} AS elapsed_ms
    FROM (${startedPairings(context)})`,
  caveats: [
    'premature-closure is the share among pairings whose committed end has come; this one uses the young pairings too.',
    'Not 1 − pair-survival: there every end is the event, a planned one too.',
    'A pairing without a committed end that ends early counts as premature.',
    'Pairings of one mentor are not independent; the band treats them as if they were.',
    'Grouping by how a pairing ended looks into the future: such curves describe, they do not predict.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
