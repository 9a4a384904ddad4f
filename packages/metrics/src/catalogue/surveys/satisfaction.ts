import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { answers } from '../../samples/answers.ts';
import { silent } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'satisfaction',
  reference: 'S3',
  version: 1,
  family: 'surveys',
  title: 'Match satisfaction',
  question: 'How satisfied are participants with their match?',
  formula:
    'mean of the answers to the measure satisfaction on a scale of 1–5; favourable gives the share of answers of 4 or 5',
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
  leavesOut: [silent],
  relations: ['fact_answer'],
  estimator: { name: 'mean', favourableFrom: 4 },
  sample: (context) => answers(context, 'satisfaction', { min: 1, max: 5 }),
  caveats: [
    'Group by wave, or ask satisfaction-early or satisfaction-by-age, to compare pairings of the same age.',
    'satisfaction-favourable gives the share of satisfied answers as its main number.',
    'Only those who answered: read it beside survey-response-rate.',
    'Answers on another scale than 1–5 are left out.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
