import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolmentsWithMatch } from '../../samples/enrolments.ts';

export const metric: MetricDefinition = {
  id: 'time-to-match',
  reference: 'P5',
  version: 1,
  family: 'participation',
  title: 'Time to match',
  question: 'How long does it take from enrolling to a pairing?',
  formula:
    'median of the Aalen–Johansen cumulative incidence of the first start of a pairing since the start of the episode of enrolment, with the end of the episode before any pairing as competing event and those who wait at as_of censored there',
  unit: 'days',
  grain: 'one episode of enrolment',
  direction: 'lower is better',
  timeRefersTo: 'start of the episode',
  time: 'instant',
  dimensions: personDimensions,
  measuresDuration: true,
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'incidence', points: [14, 30, 60, 90], value: 'median' },
  sample: (context) => `SELECT *, multiIf(matched, 1, ended_at IS NOT NULL, 2, 0) AS outcome,
      ${context.elapsedMs('at', `multiIf(matched, matched_at, ended_at IS NOT NULL, until, ${context.asOf})`)} AS elapsed_ms
    FROM (${enrolmentsWithMatch(context)})`,
  caveats: [
    'The median is over all who enrolled, those who leave unmatched included; it is "not reached" where fewer than half are matched.',
    'Who is in a pairing already when the episode begins counts as day 0.',
    'waiting-time is how long those who wait now have waited, which is a different number and usually a longer one.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
