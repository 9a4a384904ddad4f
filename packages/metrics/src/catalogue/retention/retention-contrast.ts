import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { contrastArms, contrastCovariates } from '../../samples/contrast-arms.ts';

export const metric: MetricDefinition = {
  id: 'retention-contrast',
  reference: 'R8',
  version: 1,
  family: 'retention',
  title: 'Retention of participants and others',
  question: 'Do participants stay in the organisation more often than comparable people without a pairing?',
  formula:
    'share still employed at t0 + 365 days among participants − the same share among others; t0 is the start of the first pairing, for others an index date drawn from those starts, at which they were employed and not yet in any pairing',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  target: {
    text: '72 % of mentees and 69 % of mentors against 49 % of others stayed (differences of 23 and 20 points)',
    origin: 'the Sun Microsystems study, observational, without intervals',
  },
  timeRefersTo: 'start of the person’s first pairing, or index date',
  time: 'instant',
  dimensions: personDimensions,
  alwaysBy: ['side'],
  matures: true,
  horizon: { days: 365, meaning: 'days after t0 at which employment is looked at' },
  people: 'arms',
  sensitive: true,
  relations: ['fact_pairing', 'fact_employment', 'dim_participant'],
  estimator: { name: 'contrast', covariates: contrastCovariates, methods: ['raw', 'matched'] },
  sample: (context) => `SELECT *, at + toIntervalMillisecond(${context.horizonDays} * 86400000) AS looked_at,
      looked_at <= ${context.asOf} AS mature,
      arrayExists(e -> e.1 <= looked_at AND (e.2 IS NULL OR e.2 > looked_at), spells) AS success,
      CAST(NULL, 'Nullable(UInt8)') AS before, CAST(NULL, 'Nullable(UInt8)') AS earlier
    FROM (${contrastArms(context)})`,
  caveats: [
    'Describes two groups. Only a drawing of lots could show what the pairing itself brings about.',
    'Others who begin a pairing after their index date stay among the others.',
    'People without an employment record at t0 are in neither group.',
    'Counting participants from their hire date is refused: they had to stay to be paired (immortal time).',
    'Everyone is employed at t0, so there is no earlier difference to subtract: difference in differences is not offered here.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
