import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { firstPairingsOfEmployed } from '../../samples/first-pairings.ts';

export const metric: MetricDefinition = {
  id: 'promotion',
  reference: 'O3',
  version: 1,
  family: 'outcomes',
  title: 'Promotion incidence',
  question: 'What share of participants is promoted within a year or two of their first pairing?',
  formula:
    'Aalen–Johansen cumulative incidence of the first promotion since the start of the person’s first pairing, with leaving the employer as competing event and the rest censored at as_of; the value is taken at the horizon',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  target: {
    text: '25 % of participants and 5 % of others changed salary grade',
    origin: 'the Sun Microsystems study, observational, without intervals',
  },
  timeRefersTo: 'start of the person’s first pairing',
  time: 'instant',
  dimensions: personDimensions,
  measuresDuration: true,
  horizon: { days: 365, meaning: 'day at which the value is read' },
  people: 'person',
  relations: ['fact_pairing', 'fact_employment', 'fact_promotion'],
  estimator: { name: 'incidence', points: [90, 180, 365, 730], value: 'horizon' },
  sample: (context) => `SELECT e.*, arrayMin(arrayFilter(x -> x > e.at, p.promotions)) AS promoted_at,
      notEmpty(arrayFilter(x -> x > e.at, p.promotions)) AND (left_at IS NULL OR promoted_at <= left_at) AS promoted,
      multiIf(promoted, 1, left_at IS NOT NULL, 2, 0) AS outcome,
      ${context.elapsedMs('e.at', `multiIf(promoted, promoted_at, ifNull(left_at, ${context.asOf}))`)} AS elapsed_ms
    FROM (SELECT *, at_start[1].2 AS left_at FROM (${firstPairingsOfEmployed(context)})) AS e
    LEFT JOIN (
      SELECT participant_id, groupArray(assumeNotNull(promoted_at)) AS promotions
      FROM ${context.relation('fact_promotion')} WHERE promoted_at IS NOT NULL GROUP BY participant_id
    ) AS p ON p.participant_id = e.participant_id`,
  caveats: [
    'People without an employment record at the start are left out.',
    'People at the top grade cannot be promoted, and are in the denominator: the events do not say which grade is the top.',
    'Not the median time among the promoted, which would condition on the outcome.',
    'It shows what followed, not what the pairing brought about.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
