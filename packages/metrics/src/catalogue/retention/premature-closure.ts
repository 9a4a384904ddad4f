import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { startedPairings } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'premature-closure',
  reference: 'R2',
  version: 1,
  family: 'retention',
  title: 'Premature closure',
  question: 'What share of pairings ended before the agreed end?',
  formula:
    'pairings that ended early before their committed end ÷ pairings whose committed end lies at or before as_of; voided pairings are in neither',
  unit: 'share',
  grain: 'one pairing with a committed end',
  direction: 'lower is better',
  target: {
    high: 0.3,
    text: 'about 30 % end within twelve months',
    origin: 'studies of youth mentoring; two thirds of the closures came from the mentor’s side',
  },
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: [...pairingDimensions, 'match_method'],
  matures: true,
  people: 'pair',
  sensitive: true,
  relations: ['fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, ifNull(end_kind = 'ended_early' AND ended_at < committed_end_at, 0) AS success,
      committed_end_at <= ${context.asOf} AS mature
    FROM (${startedPairings(context)}) WHERE committed_end_at IS NOT NULL`,
  caveats: [
    'Pairings without a committed end are left out.',
    'premature-closure-incidence follows the young pairings too, and counts early ends of those without a committed end.',
    'A pairing that was completed before its committed end, goal reached, is not premature.',
    'An early end of a pairing whose committed end is still to come does not count yet.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
