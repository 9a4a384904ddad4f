import type { MetricDefinition } from '../../definition.ts';
import { personDimensions } from '../../dimensions.ts';
import { firstPairings } from '../../samples/first-pairings.ts';

export const metric: MetricDefinition = {
  id: 'hr-link-rate',
  reference: 'K7',
  version: 1,
  family: 'pipeline',
  title: 'Link to HR',
  question: 'What share of participants has a record of employment?',
  formula: 'people in a pairing with at least one spell of employment that was told ÷ people in a pairing',
  unit: 'share',
  grain: 'one person on one side of one programme',
  direction: 'higher is better',
  target: { low: 0.98, text: '98 % or more', origin: 'our reference catalogue' },
  timeRefersTo: 'start of the person’s first pairing',
  time: 'instant',
  dimensions: personDimensions,
  people: 'person',
  relations: ['fact_pairing', 'fact_employment'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT *, participant_id IN (SELECT participant_id FROM ${context.relation('fact_employment')}) AS success
    FROM (${firstPairings(context)})`,
  caveats: [
    'Metrics of employment leave out the people without a record: where this share is low, they speak of a part only.',
    'A record says that there was a link once, not that it still works.',
    'A person on both sides or in two programmes counts once in each.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
