import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { pairedScores } from '../../samples/paired-scores.ts';

const ANSWER_DAYS = 30;

export const metric: MetricDefinition = {
  id: 'survey-drop-out',
  reference: 'S6',
  version: 1,
  family: 'surveys',
  title: 'Drop-out between surveys',
  question: 'Who answered before, but not after?',
  formula:
    'people who answered a measure in wave pre and not in wave post or exit ÷ people who answered it in wave pre, for pairings that ended 30 days or more before as_of',
  unit: 'share',
  grain: 'one person’s answers to one measure about one pairing',
  direction: 'lower is better',
  timeRefersTo: 'submission of the first answer',
  time: 'instant',
  dimensions: ['measure', ...surveyDimensions.filter((id) => !['wave', 'instrument'].includes(id))],
  alwaysBy: ['measure'],
  matures: true,
  people: 'person',
  sensitive: true,
  relations: ['fact_answer', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT s.*, after IS NULL AS success,
      ifNull(p.ended_at + toIntervalDay(${ANSWER_DAYS}) <= ${context.asOf}, 0) AS mature
    FROM (${pairedScores(context)}) AS s
    LEFT ANY JOIN (SELECT programme_id, pairing_id, ended_at FROM ${context.relation('fact_pairing')}) AS p
      ON p.programme_id = s.programme_id AND p.pairing_id = s.pairing_id
    WHERE before IS NOT NULL`,
  caveats: [
    'Open pairings have not been asked again yet: their people are too young to count.',
    'It counts people who could have answered; whether they were asked again is in survey-response-rate.',
    'Anonymous answers are left out.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
