import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { NEVER } from '../../samples/enrolments.ts';
import { prematureEnds } from '../../samples/premature-ends.ts';

export const metric: MetricDefinition = {
  id: 'rematch',
  reference: 'R5',
  version: 1,
  family: 'retention',
  title: 'Rematch after an early end',
  question: 'How many people are in a new pairing soon after an early end?',
  formula:
    'Aalen–Johansen cumulative incidence of the person’s next start of a pairing in that programme on that side since a premature end, with the end of the enrolment as competing event and those who wait at as_of censored there; the value is taken at the horizon',
  unit: 'share',
  grain: 'one person on one side of a pairing that ended prematurely',
  direction: 'higher is better',
  timeRefersTo: 'premature end of the pairing',
  time: 'instant',
  dimensions: personDimensions,
  alwaysBy: ['side'],
  measuresDuration: true,
  horizon: { days: 60, meaning: 'day at which the value is read' },
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'incidence', points: [14, 30, 60, 90], value: 'horizon' },
  sample: (
    context,
  ) => `SELECT *, arrayMin(p -> p.1, later) AS next_at, notEmpty(later) AND next_at <= gone_at AS again, gone_at <= ${context.asOf} AS gone,
      multiIf(again, 1, gone, 2, 0) AS outcome,
      ${context.elapsedMs('at', `multiIf(again, next_at, gone, gone_at, ${context.asOf})`)} AS elapsed_ms
    FROM (
      SELECT *, arrayFilter(p -> p.1 >= at AND p.2 > at, pairings) AS later,
        arrayFirst(e -> e.1 <= at AND e.2 > at, episodes) AS episode,
        multiIf(empty(episodes), ${NEVER}, episode.2 > at, episode.2, at) AS gone_at
      FROM (${prematureEnds(context)})
      WHERE NOT arrayExists(p -> p.1 < at AND p.2 > at, pairings)
    )`,
  caveats: [
    'Always by side: most mentors have other pairings, most mentees have not.',
    'Who has another open pairing when one ends needs no new one and is left out.',
    'Who is not enrolled any more when the pairing ends counts as gone on day 0. Without any enrolment event nobody can be seen to leave: those who do stay at risk.',
    'A person can be in it more than once.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
