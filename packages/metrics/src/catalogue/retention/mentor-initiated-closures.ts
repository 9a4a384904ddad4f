import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { closures } from '../../samples/closures.ts';
import { endedByNobodyKnown, endedOtherwise, notEndedEarly, unended } from '../../samples/leaving-out.ts';

export const metric: MetricDefinition = {
  id: 'mentor-initiated-closures',
  reference: 'S8',
  version: 1,
  family: 'retention',
  title: 'Early ends by the mentor',
  question: 'What share of the early ends comes from the mentor’s side?',
  formula: 'pairings ended early by the mentor ÷ pairings ended early by a side that is told',
  unit: 'share',
  grain: 'one pairing that ended early',
  direction: 'neither',
  target: { text: '64 % of the closures came from the mentor’s side', origin: 'a study of youth mentoring' },
  timeRefersTo: 'end of the pairing',
  time: 'instant',
  startColumn: 'activated_at',
  dimensions: [...pairingDimensions, 'match_method'],
  people: 'pair',
  sensitive: true,
  leavesOut: [unended, endedOtherwise, notEndedEarly, endedByNobodyKnown],
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, end_side = 'mentor' AS success FROM (${closures(context)})
    WHERE end_kind = 'ended_early' AND end_side != ''`,
  caveats: [
    'Ends whose side is not told are left out; closure-sides shows them as a share of their own.',
    'Ends by the programme stay in the denominator.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
