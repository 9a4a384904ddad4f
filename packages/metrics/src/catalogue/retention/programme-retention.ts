import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolments, firstKnown } from '../../samples/enrolments.ts';

export const metric: MetricDefinition = {
  id: 'programme-retention',
  reference: 'R4',
  version: 1,
  family: 'retention',
  title: 'Programme retention (point in time)',
  question: 'What share of the people who join are enrolled a year later?',
  formula:
    'people enrolled in the same role at t0 + 365 days ÷ people who enrolled, where t0 is the start of the person’s first episode in that role; only people for whom that day has come by as_of; who left and came back counts as enrolled',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  timeRefersTo: 'start of the person’s first episode of enrolment',
  time: 'instant',
  dimensions: personDimensions,
  matures: true,
  horizon: { days: 365, meaning: 'days after the start at which enrolment is looked at' },
  people: 'person',
  sensitive: true,
  relations: ['fact_enrolment'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT *, at + toIntervalMillisecond(${context.horizonDays} * 86400000) AS looked_at, looked_at <= ${context.asOf} AS mature,
      arrayExists(e -> e.1 <= looked_at AND e.2 > looked_at, episodes) AS success
    FROM (
      SELECT programme_id, side, participant_id, any(r.time_zone) AS time_zone, ${firstKnown},
        groupArray((r.at, r.until)) AS episodes, min(r.at) AS at
      FROM (${enrolments(context)}) AS r GROUP BY programme_id, side, participant_id
    )`,
  caveats: [
    'enrolment-survival is the continuous form: there the first departure ends it.',
    'A programme that is planned to last less than the horizon retains nobody: take a shorter horizon.',
    'Enrolled does not mean in a pairing: see match-rate.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
