import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { agedAnswers } from '../../samples/aged-answers.ts';
import { silent, silentAboutPairing } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'satisfaction-by-age',
  reference: 'S3',
  version: 1,
  family: 'surveys',
  title: 'Satisfaction by age of the pairing',
  question: 'How does satisfaction change as pairings grow older?',
  formula:
    'mean of the answers to the measure satisfaction on a scale of 1–5 by the age of the pairing: day 30 (up to day 59), then every 60 days from day 60 on, named by its middle; favourable gives the share of answers of 4 or 5',
  unit: 'score',
  grain: 'one answer',
  direction: 'higher is better',
  timeRefersTo: 'submission of the response',
  time: 'instant',
  dimensions: ['age_band', ...surveyDimensions],
  alwaysBy: ['age_band'],
  people: 'person',
  sensitive: true,
  leavesOut: [silent, silentAboutPairing],
  relations: ['fact_answer'],
  estimator: { name: 'mean', favourableFrom: 4 },
  sample: (
    context,
  ) => `SELECT *, if(age_days < 60, 'day 0030', concat('day ', leftPad(toString(90 + 60 * intDiv(toInt64(age_days) - 60, 60)), 4, '0'))) AS age_band
    FROM (${agedAnswers(context)}) WHERE age_days >= 0`,
  caveats: [
    'Unhappy pairings end: a rising line can come from those who are gone. It is not the change of the same people; paired-survey-change is.',
    'Answers that name no pairing have no age and are left out; so are those about a voided one, and from before the activation.',
    'Only those who answered: read it beside survey-response-rate.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
