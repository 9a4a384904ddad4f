import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { waitingThen } from '../../samples/enrolments.ts';
import { enrolledOtherwise } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'waiting-time',
  reference: 'P5',
  version: 1,
  family: 'participation',
  title: 'Waiting for a match',
  question: 'How long have the people who wait for a pairing been waiting?',
  formula:
    'median time since the start of the episode of enrolment, or since the end of the last pairing in it, of the people enrolled without an open pairing at the end of the bucket',
  unit: 'days',
  grain: 'one unmatched person on one side of one programme at one moment',
  direction: 'lower is better',
  timeRefersTo: 'the moment of the snapshot: the end of the bucket, or as_of',
  time: 'snapshot',
  startColumn: 'at',
  dimensions: personDimensions,
  alwaysBy: ['side'],
  people: 'person',
  leavesOut: [enrolledOtherwise],
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'quantile', p: 0.5, step: 0.01 },
  sample: (
    context,
  ) => `SELECT *, greatest(at, arrayMax(p -> p.2, arrayPushBack(arrayFilter(p -> p.2 <= taken_at, pairings), (at, at)))) AS waits_since,
      dateDiff('millisecond', waits_since, taken_at) / 86400000 AS amount
    FROM (${waitingThen(context)})`,
  caveats: [
    'Only those who still wait: quick matches have left and long waits stay, so that it is no estimate of the time a newcomer will wait. See time-to-match.',
    'Rounded to a hundredth of a day.',
    'Only people with an enrolment event count: where the source tells of none, there is no data, however many pairings there are.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
