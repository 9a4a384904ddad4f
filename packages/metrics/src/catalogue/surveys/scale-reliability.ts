import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { silent, unfinishedScales } from '../../samples/leaving-out.ts';
import { completeScales } from '../../samples/scale-answers.ts';

export const metric: MetricDefinition = {
  id: 'scale-reliability',
  reference: 'S5',
  version: 1,
  family: 'surveys',
  title: 'Reliability of a scale',
  question: 'Do the questions of a scale measure the same thing?',
  formula:
    'Cronbach’s α = k ÷ (k − 1) × (1 − Σ variances of the k questions ÷ variance of their sum), over responses that answered all questions of one measure in one version of one questionnaire, reversed questions turned round',
  unit: 'index',
  grain: 'one scale of one response',
  direction: 'higher is better',
  target: {
    low: 0.7,
    text: '0.7 or more; 0.75 to 0.92 on mentoring scales',
    origin: 'published validations of mentoring questionnaires',
  },
  timeRefersTo: 'submission of the response',
  time: 'instant',
  dimensions: ['scale', 'measure', 'instrument_version', ...surveyDimensions],
  alwaysBy: ['scale'],
  people: 'person',
  leavesOut: [silent, unfinishedScales],
  relations: ['fact_answer'],
  estimator: { name: 'alpha' },
  sample: completeScales,
  caveats: [
    'Scales of one question have no α and are left out; with fewer than 30 responses it is flagged.',
    'A negative α most often means a question that should have been reversed.',
    'α grows with the number of questions: it is no proof that they measure one thing.',
    'Never pooled over versions of a questionnaire.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
