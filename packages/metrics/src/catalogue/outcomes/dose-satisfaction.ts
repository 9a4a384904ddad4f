import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { agedAnswers } from '../../samples/aged-answers.ts';
import { DEPTH_DAYS, doseOf, pairingsWithDepth } from '../../samples/depth.ts';
import { silent, silentAboutPairing } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'dose-satisfaction',
  reference: 'O8',
  version: 1,
  family: 'outcomes',
  title: 'Later satisfaction by meetings so far',
  question: 'Are pairings that met more in their first 90 days more satisfied afterwards?',
  formula:
    'mean of the answers to the measure satisfaction on a scale of 1–5 that were submitted 90 days or more after the activation of the pairing, by the number of meetings that it had held in its first 90 days; favourable gives the share of answers of 4 or 5',
  unit: 'score',
  grain: 'one answer',
  direction: 'higher is better',
  timeRefersTo: 'submission of the response',
  time: 'instant',
  dimensions: ['dose', ...surveyDimensions],
  alwaysBy: ['dose'],
  people: 'person',
  sensitive: true,
  leavesOut: [silent, silentAboutPairing],
  relations: ['fact_answer', 'fact_pairing'],
  estimator: { name: 'mean', favourableFrom: 4 },
  sample: (context) => `SELECT a.*, p.dose AS dose FROM (
      SELECT * FROM (${agedAnswers(context)}) WHERE age_days >= ${DEPTH_DAYS}
    ) AS a
    INNER JOIN (
      SELECT programme_id, pairing_id, ${doseOf} AS dose FROM (${pairingsWithDepth(context)})
    ) AS p ON p.programme_id = a.programme_id AND p.pairing_id = a.pairing_id`,
  caveats: [
    'The meetings are counted up to day 90 and the answers from day 90 on (a landmark), so that later meetings cannot pass for a cause of themselves.',
    'Only those who still answer after day 90: pairings that broke up before are silent here and show in dose-response.',
    'Content pairings meet more: a difference between the groups is not the effect of meeting.',
    'Answers that name no pairing, or a voided one, are left out.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
