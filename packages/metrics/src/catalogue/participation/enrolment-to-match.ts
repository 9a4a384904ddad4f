import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { enrolmentsWithMatch } from '../../samples/enrolments.ts';

export const metric: MetricDefinition = {
  id: 'enrolment-to-match',
  reference: 'P2',
  version: 1,
  family: 'participation',
  title: 'Matched within a time',
  question: 'What share of the people enrolled are in a pairing within two months?',
  formula:
    'episodes of enrolment in which a pairing started within 60 days, or was open when they began ÷ episodes that began at least 60 days before as_of',
  unit: 'share',
  grain: 'one episode of enrolment',
  direction: 'higher is better',
  timeRefersTo: 'start of the episode',
  time: 'instant',
  dimensions: personDimensions,
  matures: true,
  horizon: { days: 60, meaning: 'days after the enrolment within which the pairing must start' },
  people: 'person',
  relations: ['fact_enrolment', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT *, at + toIntervalMillisecond(${context.horizonDays} * 86400000) AS looked_at, looked_at <= ${context.asOf} AS mature,
      matched AND matched_at <= looked_at AS success
    FROM (${enrolmentsWithMatch(context)})`,
  caveats: [
    'Fixed time for everybody: match-rate looks at one moment, ever-matched at a span, time-to-match uses the young episodes too.',
    'Leaving within the time without a pairing counts as not matched.',
    'Episodes that began less than the horizon ago are too young to tell and are left out.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
