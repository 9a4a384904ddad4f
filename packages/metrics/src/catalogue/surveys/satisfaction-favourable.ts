import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { answers } from '../../samples/answers.ts';
import { silent } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'satisfaction-favourable',
  reference: 'S3',
  version: 1,
  family: 'surveys',
  title: 'Satisfied participants',
  question: 'What share of the answers is satisfied with the match?',
  formula: 'answers of 4 or 5 ÷ answers to the measure satisfaction on a scale of 1–5',
  unit: 'share',
  grain: 'one answer',
  direction: 'higher is better',
  timeRefersTo: 'submission of the response',
  time: 'instant',
  dimensions: surveyDimensions,
  people: 'person',
  sensitive: true,
  leavesOut: [silent],
  relations: ['fact_answer'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, score >= 4 AS success FROM (${answers(context, 'satisfaction', { min: 1, max: 5 })})`,
  caveats: [
    'satisfaction gives the mean of the same answers.',
    'Only those who answered: read it beside survey-response-rate.',
    'A person who answers several waves counts with each answer.',
    'Answers on another scale than 1–5 are left out.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
