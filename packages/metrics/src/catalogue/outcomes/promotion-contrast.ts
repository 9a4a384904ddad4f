import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { contrastArms, contrastCovariates } from '../../samples/contrast-arms.ts';

const within = (from: string, to: string) => `arrayExists(x -> x > ${from} AND x <= ${to}, p.promotions)`;
const daysFrom = (days: string) => `c.at + toIntervalMillisecond(${days} * 86400000)`;

export const metric: MetricDefinition = {
  id: 'promotion-contrast',
  reference: 'R8, O6, O7',
  version: 1,
  family: 'outcomes',
  title: 'Promotion of participants and others',
  question: 'Are participants promoted more often than comparable people without a pairing?',
  formula:
    'share promoted within 365 days after t0 among participants − the same share among others; t0 is the start of the first pairing, for others an index date drawn from those starts. Difference in differences subtracts the shares of the 365 days before t0; its placebo compares those with the year before them',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  target: {
    text: '25 % of participants and 5 % of others changed salary grade (a difference of 20 points)',
    origin: 'the Sun Microsystems study, observational, without intervals',
  },
  timeRefersTo: 'start of the person’s first pairing, or index date',
  time: 'instant',
  dimensions: personDimensions,
  alwaysBy: ['side'],
  matures: true,
  horizon: { days: 365, meaning: 'length in days of the periods after and before t0' },
  people: 'arms',
  sensitive: true,
  relations: ['fact_pairing', 'fact_employment', 'fact_promotion', 'dim_participant'],
  estimator: {
    name: 'contrast',
    covariates: contrastCovariates,
    methods: ['raw', 'matched', 'difference_in_differences'],
  },
  // A year in which somebody was not yet employed is no year without a promotion: it is unknown.
  sample: (context) => {
    const horizon = context.horizonDays;
    const [before, earlier] = [daysFrom(`-${horizon}`), daysFrom(`-2 * ${horizon}`)];
    return `SELECT c.*, ${daysFrom(horizon)} <= ${context.asOf} AS mature,
      toUInt8(${within('c.at', daysFrom(horizon))}) AS success,
      if(c.at_start[1].1 <= ${before}, toNullable(toUInt8(${within(before, 'c.at')})), NULL) AS before,
      if(c.at_start[1].1 <= ${earlier}, toNullable(toUInt8(${within(earlier, before)})), NULL) AS earlier
    FROM (${contrastArms(context)}) AS c
    LEFT JOIN (
      SELECT participant_id, groupArray(promoted_at) AS promotions
      FROM ${context.relation('fact_promotion')} GROUP BY participant_id
    ) AS p ON p.participant_id = c.participant_id`;
  },
  caveats: [
    'Describes two groups. Only a drawing of lots could show what the pairing itself brings about.',
    'Others who begin a pairing after their index date stay among the others.',
    'Who left within the horizon counts as not promoted, in both groups.',
    'People who are about to be promoted may be chosen for a pairing: compare the placebo with the estimate.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
