import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { silent } from '../../samples/leaving-out.ts';
import { scaleScores } from '../../samples/scale-answers.ts';

export const metric: MetricDefinition = {
  id: 'scale-score',
  reference: 'S4',
  version: 1,
  family: 'surveys',
  title: 'Scale score',
  question: 'How do respondents score on each scale of a questionnaire?',
  formula:
    'mean over responses of the mean of the answers to the questions of one measure in one version of one questionnaire, reversed questions turned round, for responses that answered 80 % of those questions or more',
  unit: 'score',
  grain: 'one scale of one response',
  direction: 'neither',
  timeRefersTo: 'submission of the response',
  time: 'instant',
  dimensions: ['scale', 'measure', 'instrument_version', ...surveyDimensions],
  alwaysBy: ['scale'],
  people: 'person',
  sensitive: true,
  leavesOut: [silent],
  relations: ['fact_answer'],
  estimator: { name: 'mean' },
  sample: scaleScores,
  caveats: [
    'Always by version of the questionnaire: an edited question makes another scale, and the two are never pooled.',
    'The questions of a scale are those that anybody answered by as_of: the 80 % are of these.',
    'Questions of one measure on another range make a scale of their own; answers without a published questionnaire are left out.',
    'Whether higher is better depends on the scale.',
    'Only those who answered: read it beside survey-response-rate.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
