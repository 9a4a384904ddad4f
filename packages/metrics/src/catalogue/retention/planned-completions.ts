import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { closures } from '../../samples/closures.ts';
import { unended } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'planned-completions',
  reference: '',
  version: 1,
  family: 'retention',
  title: 'Completed as planned',
  question: 'What share of the pairings that ended were completed?',
  formula: 'pairings that were completed ÷ pairings that ended, completed or early',
  unit: 'share',
  grain: 'one pairing that ended',
  direction: 'higher is better',
  timeRefersTo: 'end of the pairing',
  time: 'instant',
  startColumn: 'activated_at',
  dimensions: [...pairingDimensions.filter((id) => id !== 'end_kind'), 'match_method'],
  people: 'pair',
  leavesOut: [unended],
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, end_kind = 'completed' AS success FROM (${closures(context)})`,
  caveats: [
    'Of those that ended in a time, whenever they started: early ends come early, so that in a growing programme it is too low. premature-closure follows starts instead.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
