import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { employmentInBuckets } from '../../samples/employment.ts';

export const metric: MetricDefinition = {
  id: 'turnover-rate-classic',
  reference: 'R9',
  version: 1,
  family: 'retention',
  title: 'Turnover rate, classic form',
  question: 'How many participants left the employer, by the mean head count?',
  formula:
    'separations of participants in the bucket ÷ mean of the participants employed at its opening and at its closing',
  unit: 'ratio',
  grain: 'one person on one side of one programme in one span of time',
  direction: 'lower is better',
  timeRefersTo: 'the span of time with its opening and closing head counts',
  time: 'interval',
  startColumn: 'at',
  dimensions: personDimensions,
  people: 'person',
  sensitive: true,
  relations: ['fact_pairing', 'fact_employment'],
  estimator: { name: 'rate' },
  sample: (context) => `SELECT *, length(departures) AS events, (at_opening + at_closing) / 2 AS exposure
    FROM (${employmentInBuckets(context)})
    WHERE opens_at > toDateTime64('1900-01-02 00:00:00', 3, 'UTC') AND (at_opening OR at_closing OR notEmpty(departures))`,
  caveats: [
    'Kept because many report it. Not annualised: the longer the time, the larger; and it is off where the head count moves between the two dates. turnover-rate divides by person-years.',
    'Needs an opening: without from and without a grain there is no data.',
    'Participants are people whose first pairing has begun: those who leave before it are in neither number.',
    'The interval takes the head counts as given.',
    'A person with pairings on both sides, or in two programmes, counts once in each.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
