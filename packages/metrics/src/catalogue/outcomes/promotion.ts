import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { employedParticipants } from '../../samples/employment.ts';
import { NEVER } from '../../samples/enrolments.ts';
import { unemployed } from '../../samples/leaving-out.ts';
import { promotions } from '../../samples/promotions.ts';

export const metric: MetricDefinition = {
  id: 'promotion',
  reference: 'O3',
  version: 2,
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
  sensitive: true,
  leavesOut: [unemployed],
  relations: ['fact_pairing', 'fact_employment', 'fact_promotion'],
  estimator: { name: 'incidence', points: [90, 180, 365, 730], value: 'horizon' },
  sample: (context) => `SELECT e.*, arrayFilter(x -> x > e.at AND x <= e.left_at, p.promotions) AS later,
      multiIf(notEmpty(later), 1, e.left_at < ${NEVER}, 2, 0) AS outcome,
      ${context.elapsedMs('e.at', `multiIf(outcome = 1, arrayMin(later), outcome = 2, e.left_at, ${context.asOf})`)} AS elapsed_ms
    FROM (${employedParticipants(context)}) AS e
    LEFT ANY JOIN (${promotions(context)}) AS p ON p.participant_id = e.participant_id`,
  caveats: [
    'People without an employment record at the start are left out.',
    'A person on both sides counts on each: group by side to see mentors’ own growth apart. promotion-rate counts every promotion.',
    'People at the top grade cannot be promoted, and are in the denominator: the events do not say which grade is the top.',
    'Not the median time among the promoted, which would condition on the outcome.',
    'It shows what followed, not what the pairing brought about.',
  ],
  changes: [
    { version: 1, date: '2026-11-20', what: 'First definition.' },
    {
      version: 2,
      date: '2026-11-23',
      what: 'Spells of employment that touch count as one job: a new contract is no departure.',
    },
  ],
};
