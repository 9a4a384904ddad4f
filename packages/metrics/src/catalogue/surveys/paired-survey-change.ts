import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { pairedScores } from '../../samples/paired-scores.ts';

export const metric: MetricDefinition = {
  id: 'paired-survey-change',
  reference: 'S6',
  version: 1,
  family: 'surveys',
  title: 'Change from before to after',
  question: 'How did the same people’s answers change over the pairing?',
  formula:
    'mean of (score after − score before) over people who answered a measure on the same scale both in wave pre and in wave post or exit of the same pairing; the score is the mean of the answers to the measure’s questions, reversed ones turned round. Beside it d_z and g_av, and how many answered only one of the two',
  unit: 'score',
  grain: 'one person’s answers to one measure about one pairing',
  direction: 'neither',
  timeRefersTo: 'submission of the first answer',
  time: 'instant',
  dimensions: ['measure_range', 'measure', ...surveyDimensions.filter((id) => !['wave', 'instrument'].includes(id))],
  alwaysBy: ['measure_range'],
  people: 'person',
  relations: ['fact_answer'],
  estimator: { name: 'paired_change' },
  sample: pairedScores,
  caveats: [
    'Always by measure and range: points on 1–5 and on 0–10 are never pooled.',
    'Only those who answered twice: survey-drop-out tells how many fell away, and only_before who they were before.',
    'Paired by the word of the measure and its scale, also across questionnaires; differently worded questions under one word would pass for the same.',
    'Anonymous answers cannot be paired, and are left out.',
    'Those who began low tend to rise by themselves: the change is not the programme’s effect.',
    'Several responses of one person in one wave count with their mean.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
