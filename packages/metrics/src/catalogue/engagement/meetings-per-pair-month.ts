import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { pairTime } from '../../samples/pair-time.ts';

export const metric: MetricDefinition = {
  id: 'meetings-per-pair-month',
  reference: 'E5',
  version: 1,
  family: 'engagement',
  title: 'Meetings per pair-month',
  question: 'How often do pairings meet while they are active?',
  formula: 'held meetings ÷ (active, unpaused pair-days ÷ 30.4375), summed over pairings before dividing',
  unit: 'meetings per pair-month',
  grain: 'one pairing within one bucket of time',
  direction: 'higher is better',
  timeRefersTo: 'the time that passes and the meetings held in it',
  time: 'interval',
  startColumn: 'at',
  dimensions: pairingDimensions,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'clustered_rate' },
  sample: (context) => pairTime(context, (within) => `arrayCount(h -> ${within('h')}, held)`),
  caveats: [
    'Person-time, never the mean of per-pairing rates: long pairings weigh more.',
    'Meetings outside the pairing’s time are left out; those on its last instant count.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
