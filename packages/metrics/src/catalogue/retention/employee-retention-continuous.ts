import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { employedParticipants } from '../../samples/employment.ts';
import { unemployed } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'employee-retention-continuous',
  reference: 'R7',
  version: 1,
  family: 'retention',
  title: 'Employee retention (continuous)',
  question:
    'What share of participants has stayed with the employer without a break, a year after their first pairing began?',
  formula:
    'Kaplan–Meier estimate of the share of people who have not left since t0, the start of the person’s first pairing on that side, among people employed at t0; any separation is the event, those still employed at as_of are censored there; the value is the share at day 365',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  target: {
    text: '80 % of mentored and 64 % of other new teachers taught all five years',
    origin: 'a US cohort of new teachers, observational',
  },
  timeRefersTo: 'start of the person’s first pairing',
  time: 'instant',
  dimensions: personDimensions,
  measuresDuration: true,
  horizon: { days: 730, meaning: 'the restricted mean is the area under the curve up to this day' },
  people: 'person',
  sensitive: true,
  leavesOut: [unemployed],
  relations: ['fact_pairing', 'fact_employment'],
  estimator: { name: 'survival', points: [90, 180, 365, 730], valueAt: 365 },
  sample: (context) => `SELECT *, left_at <= ${context.asOf} AS ended,
      ${context.elapsedMs('at', `least(left_at, ${context.asOf})`)} AS elapsed_ms
    FROM (${employedParticipants(context)})`,
  caveats: [
    'employee-retention looks at one day and lets people come back: it is never smaller on the same people.',
    'Spells of employment that touch are one: a new contract on the same instant is no departure.',
    'People without an employment record at t0 are left out. A link to HR that is lost later looks like staying: see hr-link-rate.',
    'It shows what followed, not what the pairing brought about, and is no comparison: it says nothing about people without a pairing.',
    'A person with pairings on both sides, or in two programmes, counts once in each.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
