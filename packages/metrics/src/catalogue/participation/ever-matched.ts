import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolledDuring } from '../../samples/enrolled-people.ts';
import { lastKnown } from '../../samples/enrolments.ts';

export const metric: MetricDefinition = {
  id: 'ever-matched',
  reference: 'P4',
  version: 1,
  family: 'participation',
  title: 'Ever matched',
  question: 'What share of the people enrolled in a span of time were in a pairing in it?',
  formula:
    'people enrolled at some time in the bucket with at least one pairing in that programme on that side that was open at some time in it ÷ people enrolled at some time in the bucket',
  unit: 'share',
  grain: 'one person on one side of one programme in one span of time',
  direction: 'higher is better',
  timeRefersTo: 'the span of time in which somebody was enrolled',
  time: 'interval',
  startColumn: 'at',
  dimensions: personDimensions,
  alwaysBy: ['side'],
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT programme_id, side, participant_id, bucket, any(r.time_zone) AS time_zone, max(r.paired) AS success,
      ${lastKnown}, min(r.at) AS at
    FROM (${enrolledDuring(context)}) AS r GROUP BY programme_id, side, participant_id, bucket`,
  caveats: [
    'Always by side.',
    'Of the people enrolled at the end of the time it is never smaller than match-rate then, because who was matched once stays matched here; but those who left before are in it too, so that the two shares can lie either way.',
    'match-rate is at one moment, ever-matched in a span of time (never smaller on the same people), enrolment-to-match within a fixed time after enrolling.',
    'The longer the time, the larger the share: compare equal lengths only.',
    'Only people with an enrolment event count: where the source tells of none, there is no data, however many pairings there are.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
