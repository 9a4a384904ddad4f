import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolments } from '../../samples/enrolments.ts';

export const metric: MetricDefinition = {
  id: 'first-time-participants',
  reference: 'P9',
  version: 1,
  family: 'participation',
  title: 'First-time participants',
  question: 'What share of those who join have never been in the programme before?',
  formula:
    'episodes of enrolment whose person has no earlier episode in that programme, on either side ÷ episodes of enrolment',
  unit: 'share',
  grain: 'one episode of enrolment',
  direction: 'neither',
  timeRefersTo: 'start of the episode',
  time: 'instant',
  dimensions: personDimensions,
  people: 'person',
  relations: ['fact_enrolment'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, at = first_at AS success FROM (
      SELECT *, min(at) OVER (PARTITION BY programme_id, participant_id) AS first_at FROM (${enrolments(context)})
    )`,
  caveats: [
    'Who enrols on both sides in one instant is new on both.',
    'What happened before the first event that we were told is not known: in a programme’s first months everybody is new.',
    'The rest, 1 − this share, is the share of returning participants.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
