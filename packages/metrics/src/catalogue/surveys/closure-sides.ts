import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { closures } from '../../samples/closures.ts';
import { endedOtherwise, notEndedEarly, unended } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'closure-sides',
  reference: 'S8',
  version: 1,
  family: 'surveys',
  title: 'Who ends pairings early',
  question: 'Which side ends pairings early?',
  formula:
    'share of the pairings that ended early by the side that ended them: mentor, mentee or programme; unknown where it was not told',
  unit: 'share',
  grain: 'one pairing that ended early',
  direction: 'neither',
  target: { text: '64 % of early endings came from the mentor’s side', origin: 'a study of youth mentoring' },
  timeRefersTo: 'the end of the pairing',
  time: 'instant',
  startColumn: 'activated_at',
  dimensions: ['end_side', ...pairingDimensions],
  alwaysBy: ['end_side'],
  people: 'pair',
  sensitive: true,
  leavesOut: [unended, endedOtherwise, notEndedEarly],
  relations: ['fact_pairing'],
  estimator: { name: 'composition' },
  sample: (context) => `SELECT * FROM (${closures(context)}) WHERE end_kind = 'ended_early'`,
  caveats: [
    'Unknown is a share of its own.',
    'Completed pairings are left out: nobody ended them early.',
    'The last word about the end counts.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
