import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { pairTime } from '../../samples/pair-time.ts';

export const metric: MetricDefinition = {
  id: 'hours-per-pair-month',
  reference: 'E9',
  version: 1,
  family: 'engagement',
  title: 'Hours per pair-month',
  question: 'How many hours a month do pairings meet while they are active?',
  formula: 'told hours of held meetings ÷ (active, unpaused pair-days ÷ 30.4375), summed over pairings before dividing',
  unit: 'hours per pair-month',
  grain: 'one pairing within one bucket of time',
  direction: 'neither',
  timeRefersTo: 'the time that passes and the meetings held in it',
  time: 'interval',
  startColumn: 'at',
  dimensions: pairingDimensions,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'clustered_rate' },
  sample: (context) =>
    pairTime(
      context,
      (within) => `arraySum((minutes, h) -> if(${within('h')}, ifNull(minutes, 0), 0), held_minutes, held) / 60`,
    ),
  caveats: [
    'Person-time, never the mean of per-pairing rates: long pairings weigh more.',
    'A meeting whose length was not told adds no hours: where many are untold the rate is too low.',
    'All grades of evidence together: meeting-hours keeps them apart.',
    'Meetings outside the pairing’s time are left out; those on its last instant count.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
