import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolments, NEVER, personThere, sideOfPairing } from '../../samples/enrolments.ts';

export const metric: MetricDefinition = {
  id: 'enrolment-to-proposal',
  reference: 'P2',
  version: 1,
  family: 'participation',
  title: 'From enrolment to a proposal',
  question: 'What share of the people enrolled are proposed a pairing?',
  formula:
    'episodes of enrolment in which a pairing was proposed, or started, within 30 days ÷ episodes that began at least 30 days before as_of',
  unit: 'share',
  grain: 'one episode of enrolment',
  direction: 'higher is better',
  timeRefersTo: 'start of the episode',
  time: 'instant',
  dimensions: personDimensions,
  matures: true,
  horizon: { days: 30, meaning: 'days after the enrolment within which the proposal must come' },
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT e.* EXCEPT (person), at + toIntervalMillisecond(${context.horizonDays} * 86400000) AS looked_at, looked_at <= ${context.asOf} AS mature,
      arrayExists(t -> t.2 > e.at AND t.1 <= least(looked_at, e.until), o.offers) AS success
    FROM (SELECT *, ${personThere} AS person FROM (${enrolments(context)})) AS e
    LEFT ANY JOIN (
      SELECT ${sideOfPairing} AS person,
        groupArray((assumeNotNull(coalesce(proposed_at, activated_at)), if(activated_at IS NULL, assumeNotNull(proposed_at) + toIntervalMillisecond(1), ifNull(ended_at, ${NEVER})))) AS offers
      FROM ${context.relation('fact_pairing')} ARRAY JOIN ['mentor', 'mentee'] AS side
      WHERE NOT voided AND coalesce(proposed_at, activated_at) IS NOT NULL GROUP BY person
    ) AS o ON o.person = e.person`,
  caveats: [
    'A step of the funnel, per person: enrolment-to-match counts the start of a pairing, request-acceptance looks at the proposals.',
    'Who is already in a pairing when the episode begins counts as reached.',
    'Leaving within the 30 days without a proposal counts as not reached.',
    'Sources that tell of no proposals are counted by the starts of their pairings.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
