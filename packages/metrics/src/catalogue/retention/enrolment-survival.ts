import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolments } from '../../samples/enrolments.ts';

export const metric: MetricDefinition = {
  id: 'enrolment-survival',
  reference: 'R4',
  version: 1,
  family: 'retention',
  title: 'Programme retention (continuous)',
  question: 'How long do people stay enrolled?',
  formula:
    'Kaplan–Meier estimate of the share of episodes of enrolment still going on t days after their start; episodes that go on at as_of are censored there; the value is the share at day 365',
  unit: 'share',
  grain: 'one episode of enrolment',
  direction: 'higher is better',
  timeRefersTo: 'start of the episode',
  time: 'instant',
  dimensions: personDimensions,
  measuresDuration: true,
  horizon: { days: 730, meaning: 'the restricted mean is the area under the curve up to this day' },
  people: 'person',
  relations: ['fact_enrolment'],
  estimator: { name: 'survival', points: [30, 90, 180, 365, 730], valueAt: 365 },
  sample: (
    context,
  ) => `SELECT *, ended_at IS NOT NULL AS ended, ${context.elapsedMs('at', `ifNull(ended_at, ${context.asOf})`)} AS elapsed_ms
    FROM (${enrolments(context)})`,
  caveats: [
    'Every end of an episode is the event, a planned one too.',
    'programme-retention looks at one day and lets people come back.',
    'Who enrols again has a second episode, so that one person can count twice; the band treats them as independent.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
