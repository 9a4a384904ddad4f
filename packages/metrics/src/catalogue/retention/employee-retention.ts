import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { firstPairingsOfEmployed } from '../../samples/first-pairings.ts';
import { unemployed } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'employee-retention',
  reference: 'R6',
  version: 1,
  family: 'retention',
  title: 'Employee retention (point in time)',
  question: 'What share of participants is employed a year after their first pairing began?',
  formula:
    'people employed at t0 + 365 days ÷ people employed at t0, where t0 is the start of the person’s first pairing on that side; only people for whom that day has come by as_of; who left and came back counts as employed',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  target: {
    text: '86 % of mentored and 71 % of other new teachers were teaching in year 5',
    origin: 'a US cohort of new teachers, observational',
  },
  timeRefersTo: 'start of the person’s first pairing',
  time: 'instant',
  dimensions: personDimensions,
  matures: true,
  horizon: { days: 365, meaning: 'days after the start at which employment is looked at' },
  people: 'person',
  sensitive: true,
  leavesOut: [unemployed],
  relations: ['fact_pairing', 'fact_employment'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, at + toIntervalMillisecond(${context.horizonDays} * 86400000) AS looked_at,
      looked_at <= ${context.asOf} AS mature,
      arrayExists(e -> e.1 <= looked_at AND (e.2 IS NULL OR e.2 > looked_at), spells) AS success
    FROM (${firstPairingsOfEmployed(context)})`,
  caveats: [
    'People without an employment record at t0 are left out; a lost link to HR is not a departure.',
    'Not a comparison: it says nothing about people without a pairing.',
    'Continuous retention (never left in between) is a different number: employee-retention-continuous, which is never larger on the same people.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
