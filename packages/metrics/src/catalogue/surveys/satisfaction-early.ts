import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { agedAnswers } from '../../samples/aged-answers.ts';
import { silent, silentAboutPairing } from '../../samples/leaving-out.ts';

const FROM_DAY = 15;
const TO_DAY = 45;

export const metric: MetricDefinition = {
  id: 'satisfaction-early',
  reference: 'S3',
  version: 1,
  family: 'surveys',
  title: 'Early match satisfaction',
  question: 'How satisfied are participants about a month after the start?',
  formula:
    'mean of the answers to the measure satisfaction on a scale of 1–5 that were submitted from day 15 to day 44 after the activation of the pairing; favourable gives the share of answers of 4 or 5',
  unit: 'score',
  grain: 'one answer',
  direction: 'higher is better',
  target: {
    low: 4,
    text: '4 or more on the scale of 1 to 5',
    origin: 'guidance in mentoring products’ public documentation',
  },
  timeRefersTo: 'submission of the response',
  time: 'instant',
  dimensions: surveyDimensions,
  people: 'person',
  sensitive: true,
  leavesOut: [silent, silentAboutPairing],
  relations: ['fact_answer'],
  estimator: { name: 'mean', favourableFrom: 4 },
  sample: (context) => `SELECT * FROM (${agedAnswers(context)}) WHERE age_days >= ${FROM_DAY} AND age_days < ${TO_DAY}`,
  caveats: [
    'By the age of the pairing, not by the calendar: answers of the same age can be compared.',
    'Answers that name no pairing have no age and are left out; so are those about a voided one.',
    'Only those who answered: read it beside survey-response-rate.',
    'satisfaction-by-age follows the pairings further.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
