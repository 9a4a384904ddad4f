import type { MetricDefinition } from '../../definition.ts';
import { pairingDimensions } from '../../dimensions.ts';
import { pairingsWithMeetings, watchedUntil } from '../../samples/started-pairings.ts';

const DAY_MS = 86_400_000;

export const metric: MetricDefinition = {
  id: 'cadence-adherence',
  reference: 'E6',
  version: 1,
  family: 'engagement',
  title: 'Cadence adherence',
  question: 'Do pairings meet as often as agreed?',
  formula:
    'cadence windows with a held meeting ÷ cadence windows fully elapsed; a pairing’s windows follow each other from its activation, each as long as its cadence',
  unit: 'share',
  grain: 'one elapsed cadence window of one pairing',
  direction: 'higher is better',
  timeRefersTo: 'the end of the cadence window',
  time: 'instant',
  startColumn: 'started_at',
  dimensions: pairingDimensions,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_pairing'],
  estimator: { name: 'clustered_proportion' },
  // Window numbers of the meetings, worked out once a pairing: a row carries no more than these into each of its windows.
  sample: (context) => `SELECT *, started_at + toIntervalMillisecond(w * window_ms) AS opens,
      started_at + toIntervalMillisecond((w + 1) * window_ms) AS at, has(met_in, w) AS success
    FROM (
      SELECT * EXCEPT (at), at AS started_at, assumeNotNull(cadence_days) * ${DAY_MS} AS window_ms,
        toUInt32(intDiv(dateDiff('millisecond', started_at, ${watchedUntil(context)}), window_ms)) AS elapsed,
        arrayDistinct(arrayMap(h -> toUInt32(intDiv(dateDiff('millisecond', started_at, h), window_ms)), held)) AS met_in
      FROM (${pairingsWithMeetings(context)}) WHERE ifNull(cadence_days, 0) > 0
    )
    ARRAY JOIN range(elapsed) AS w
    WHERE NOT arrayExists(p -> p.1 < at AND p.2 > opens, pauses)`,
  caveats: [
    'Pairings without a cadence, of their own or of their programme, are left out.',
    'Windows that touch a pause are left out; the last, unfinished window is dropped.',
    'Two meetings in one window do not make up for an empty one: in cadence-fulfilment they do.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
