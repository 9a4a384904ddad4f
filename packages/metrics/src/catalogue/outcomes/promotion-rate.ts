import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { employedParticipants } from '../../samples/employment.ts';
import { unemployed } from '../../samples/leaving-out.ts';
import { promotions } from '../../samples/promotions.ts';

const YEAR_MS = 365.25 * 86_400_000;

export const metric: MetricDefinition = {
  id: 'promotion-rate',
  reference: 'O3',
  version: 1,
  family: 'outcomes',
  title: 'Promotion rate',
  question: 'How often are participants promoted after their first pairing began?',
  formula:
    'promotions after the start of the person’s first pairing ÷ person-years of 365.25 days from that start until the person left the employer, or as_of; a person’s second promotion counts too',
  unit: 'events per person-year',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  timeRefersTo: 'start of the person’s first pairing',
  time: 'instant',
  dimensions: personDimensions,
  people: 'person',
  sensitive: true,
  leavesOut: [unemployed],
  relations: ['fact_pairing', 'fact_employment', 'fact_promotion'],
  estimator: { name: 'rate' },
  sample: (context) => `SELECT e.*, least(e.left_at, ${context.asOf}) AS watched_until,
      arrayCount(x -> x > e.at AND x <= watched_until, p.promotions) AS events,
      dateDiff('millisecond', e.at, watched_until) / ${YEAR_MS} AS exposure
    FROM (${employedParticipants(context)}) AS e
    LEFT ANY JOIN (${promotions(context)}) AS p ON p.participant_id = e.participant_id`,
  caveats: [
    'A rate: who is watched longer weighs more. promotion gives the share of people promoted at all within a time.',
    'People without an employment record at the start are left out; after they left, time and promotions no longer count.',
    'The interval takes promotions as independent of each other.',
    'A person on both sides, or in two programmes, counts in each: group by side to see mentors’ own growth apart.',
    'It shows what followed, not what the pairing brought about.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
