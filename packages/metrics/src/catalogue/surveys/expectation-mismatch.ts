import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { silentSides } from '../../samples/leaving-out.ts';
import { sideScores } from '../../samples/side-scores.ts';

export const metric: MetricDefinition = {
  id: 'expectation-mismatch',
  reference: 'S3',
  version: 1,
  family: 'surveys',
  title: 'Mismatch of the sides',
  question: 'How often do mentor and mentee of one pairing answer differently?',
  formula:
    'pairings whose mentor and mentee differ by 2 points or more on the same measure, scale, questionnaire version and wave ÷ pairings of which both answered',
  unit: 'share',
  grain: 'one measure of one pairing in one wave',
  direction: 'lower is better',
  timeRefersTo: 'submission of the response',
  time: 'instant',
  dimensions: ['measure_range', 'measure', ...surveyDimensions.filter((id) => id !== 'side')],
  alwaysBy: ['measure_range'],
  people: 'pair',
  sensitive: true,
  leavesOut: silentSides,
  relations: ['fact_answer'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, abs(mentor_score - mentee_score) >= 2 AS success FROM (${sideScores(context)})`,
  caveats: [
    'Two points weigh more on a range of 1–5 than on one of 0–10: never compare across ranges.',
    'Anonymous answers are left out, although their pairing is known.',
    'Several responses of one side in one wave count with their mean.',
    'The interval lets pairings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
