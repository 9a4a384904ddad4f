import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { answers } from '../../samples/answers.ts';
import { silent } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'nps',
  reference: 'S2',
  version: 1,
  family: 'surveys',
  title: 'Net promoter score by side',
  question: 'Would participants recommend the programme?',
  formula: '100 × (share of answers 9–10 − share of answers 0–6) among answers to the measure nps on a scale of 0–10',
  unit: 'points',
  grain: 'one answer',
  direction: 'higher is better',
  timeRefersTo: 'submission of the response',
  time: 'instant',
  dimensions: surveyDimensions,
  alwaysBy: ['side'],
  people: 'person',
  sensitive: true,
  leavesOut: [silent],
  relations: ['fact_answer'],
  estimator: { name: 'nps' },
  sample: (context) => answers(context, 'nps', { min: 0, max: 10 }),
  caveats: [
    'Always by side: mentors and mentees are never pooled.',
    'Only those who answered: read it beside survey-response-rate.',
    'Answers on another scale than 0–10 are left out.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
