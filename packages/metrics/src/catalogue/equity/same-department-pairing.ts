import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'same-department-pairing',
  reference: 'D3',
  version: 1,
  family: 'equity',
  title: 'Pairing within a department',
  question: 'Are people paired within their own department more often than chance would have it?',
  formula:
    'pairings whose two people have the same department ÷ the number to be expected if the mentors and mentees of each programme were paired at random; only pairings with both known',
  unit: 'ratio',
  grain: 'one pairing',
  direction: 'neither',
  target: { low: 1, high: 1, text: '1: as random pairing would give', origin: 'definition' },
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: pairingDimensions,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'same_group' },
  sample: (context) => `SELECT *, mentor_department AS mentor_value, mentee_department AS mentee_value
    FROM (${startedPairings(context)}) WHERE mentor_department != '' AND mentee_department != ''`,
  caveats: [
    '1 is what random pairing would give. Above 1 need not be a fault: shared identity goes with fewer early ends in some studies, and location may be a condition.',
    'Random pairing is that of the mentors and mentees who were paired, within a programme and the cell: who is enrolled at all is a question for representation.',
    'Attributes are those at the activation. Pairings with one of them unknown are left out.',
    'A breakdown by the same attribute leaves nothing to expect.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
