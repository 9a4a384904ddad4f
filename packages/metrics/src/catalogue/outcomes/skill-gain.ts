import type { MetricDefinition } from '../../definition.ts';
import { skillDimensions } from '../../dimensions.ts';
import { pairedAssessments } from '../../samples/paired-assessments.ts';

export const metric: MetricDefinition = {
  id: 'skill-gain',
  reference: 'O5',
  version: 1,
  family: 'outcomes',
  title: 'Skill gain',
  question: 'How did the assessed skills of the same people change?',
  formula:
    'mean of (score after − score before) over people who were assessed in both phases with the same version of the same instrument, on the same skill, by the same kind of rater; the first assessment before and the last one after. Beside it d_z and g_av, and how many were assessed only once',
  unit: 'score',
  grain: 'one skill of one person by one kind of rater',
  direction: 'higher is better',
  timeRefersTo: 'the first of the assessments',
  time: 'instant',
  dimensions: skillDimensions,
  alwaysBy: ['assessment'],
  people: 'person',
  relations: ['fact_skill_assessment'],
  estimator: { name: 'paired_change' },
  sample: pairedAssessments,
  caveats: [
    'Always by instrument, version, skill and rater: what people think of themselves and what their managers think are never pooled.',
    'Only those who were assessed twice: only_before tells how many fell away.',
    'People chosen because they scored low tend to rise by themselves.',
    'Scores outside their scale are left out; so are assessments about a voided pairing.',
    'It shows what followed, not what the pairing brought about.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
