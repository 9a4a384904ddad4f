import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { pairingsByDepth } from '../../samples/depth.ts';

export const metric: MetricDefinition = {
  id: 'depth-one',
  reference: 'E8',
  version: 1,
  family: 'engagement',
  title: 'Met within 90 days',
  question: 'What share of pairings meets at all in its first 90 days?',
  formula:
    'pairings with one meeting or more held within 90 days of the activation ÷ pairings activated 90 days or more before as_of',
  unit: 'share',
  grain: 'one pairing',
  direction: 'higher is better',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: pairingDimensions,
  matures: true,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => pairingsByDepth(context, 1),
  caveats: [
    'The same 90 days for every pairing: counting all meetings up to as_of would make older pairings look deeper for being older.',
    'A pairing that ended within the 90 days counts, with the meetings it had.',
    'A meeting before the activation counts as one on day 0; one after the end does not count. Time in a pause counts.',
    'Not to be mixed with depth and depth-six, which ask for another number of meetings.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
