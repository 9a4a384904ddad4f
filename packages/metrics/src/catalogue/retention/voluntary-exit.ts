import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { employedParticipants } from '../../samples/employment.ts';
import { unemployed } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'voluntary-exit',
  reference: 'R7',
  version: 1,
  family: 'retention',
  title: 'Voluntary exit',
  question: 'What share of participants leaves the employer of their own will within a year of their first pairing?',
  formula:
    'Aalen–Johansen cumulative incidence of a voluntary separation since t0, the start of the person’s first pairing on that side, among people employed at t0, with every other separation as competing event and those still employed at as_of censored there; the value is taken at the horizon',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'lower is better',
  timeRefersTo: 'start of the person’s first pairing',
  time: 'instant',
  dimensions: personDimensions,
  measuresDuration: true,
  horizon: { days: 365, meaning: 'day at which the value is read' },
  people: 'person',
  sensitive: true,
  leavesOut: [unemployed],
  relations: ['fact_pairing', 'fact_employment'],
  estimator: { name: 'incidence', points: [90, 180, 365, 730], value: 'horizon' },
  sample: (context) => `SELECT *, multiIf(left_at > ${context.asOf}, 0, separation = 'voluntary', 1, 2) AS outcome,
      ${context.elapsedMs('at', `least(left_at, ${context.asOf})`)} AS elapsed_ms
    FROM (${employedParticipants(context)})`,
  caveats: [
    'A separation whose kind is not told counts as not voluntary: where many are, this is too low.',
    'Not 1 − employee-retention-continuous, which counts every separation.',
    'It shows what followed, not what the pairing brought about, and is no comparison: it says nothing about people without a pairing.',
    'A person with pairings on both sides, or in two programmes, counts once in each.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
