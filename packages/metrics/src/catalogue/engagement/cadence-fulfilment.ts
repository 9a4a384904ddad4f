import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { pairingsWithMeetings, pausedMs, watchedUntil } from '../../samples/started-pairings.ts';

const DAY_MS = 86_400_000;

export const metric: MetricDefinition = {
  id: 'cadence-fulfilment',
  reference: 'E6',
  version: 1,
  family: 'engagement',
  title: 'Cadence fulfilment',
  question: 'How much of the agreed number of meetings takes place?',
  formula:
    'mean over pairings of min(1, held meetings ÷ whole cadences in the pairing’s unpaused time up to its end or as_of), for pairings with one whole cadence or more',
  unit: 'share',
  grain: 'one pairing',
  direction: 'higher is better',
  timeRefersTo: 'activation of the pairing',
  time: 'instant',
  dimensions: pairingDimensions,
  matures: true,
  people: 'pair',
  relations: ['fact_pairing'],
  estimator: { name: 'clustered_mean' },
  sample: (context) => `SELECT *, ${watchedUntil(context)} AS watched_until,
      intDiv(dateDiff('millisecond', at, watched_until) - ${pausedMs('at', 'watched_until')}, ${DAY_MS} * assumeNotNull(cadence_days)) AS agreed,
      agreed >= 1 AS mature, if(agreed >= 1, least(1, length(held) / agreed), 0) AS score
    FROM (${pairingsWithMeetings(context)}) WHERE ifNull(cadence_days, 0) > 0 AND (agreed >= 1 OR ended_at IS NULL)`,
  caveats: [
    'Meetings in a bunch make up for empty times: cadence-adherence asks for one in every window and is lower.',
    'More meetings than agreed count as agreed, so that eager pairings do not hide idle ones.',
    'Every pairing weighs the same, however long it lasted.',
    'Pairings without a cadence, of their own or of their programme, are left out; so are ended ones that were shorter than one cadence.',
    'The interval lets pairings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
