import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { employmentInBuckets } from '../../samples/employment.ts';

export const metric: MetricDefinition = {
  id: 'turnover-rate-voluntary',
  reference: 'R9',
  version: 1,
  family: 'retention',
  title: 'Turnover rate, voluntary',
  question: 'How many participants leave the employer of their own will per year of employment?',
  formula:
    'voluntary separations in the bucket ÷ person-years in employment in the bucket, both since the person’s first pairing on that side',
  unit: 'events per person-year',
  grain: 'one person on one side of one programme in one span of time',
  direction: 'lower is better',
  target: {
    text: '8 % of mentored and 26 % of other staff of at most two years quit',
    origin: 'a figure of our reference catalogue, without interval, length of time and comparison method',
  },
  timeRefersTo: 'the span of time in which separations and employment lie',
  time: 'interval',
  startColumn: 'at',
  dimensions: personDimensions,
  people: 'person',
  sensitive: true,
  relations: ['fact_pairing', 'fact_employment'],
  estimator: { name: 'rate' },
  sample: (context) => `SELECT *, arrayCount(d -> d.3 = 'voluntary', departures) AS events, person_years AS exposure
    FROM (${employmentInBuckets(context)}) WHERE person_years > 0 OR notEmpty(departures)`,
  caveats: [
    'Annualised by time at risk; turnover-rate-classic divides by head counts and is another number.',
    'A separation whose kind is not told is not counted; turnover-rate counts all.',
    'A year is 365.25 days. Who comes back is at risk again.',
    'It shows what followed, not what the pairing brought about, and is no comparison: it says nothing about people without a pairing.',
    'A person with pairings on both sides, or in two programmes, counts once in each.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
