import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { dueMeetings } from '../../samples/due-meetings.ts';

export const metric: MetricDefinition = {
  id: 'no-show',
  reference: 'Q2',
  version: 2,
  family: 'meetings',
  title: 'No-show rate by side',
  question: 'How often does a side not turn up?',
  formula:
    'meetings at which this side was absent ÷ (held + no-show + cancelled with less than 24 hours’ notice + lapsed); where both were absent it counts for each side',
  unit: 'share',
  grain: 'one side of one meeting that was due',
  direction: 'lower is better',
  timeRefersTo: 'the planned start of the meeting',
  time: 'instant',
  dimensions: ['side', ...meetingDimensions],
  alwaysBy: ['side'],
  matures: true,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, side, state = 'no_show' AND (absent_side = side OR absent_side = 'both') AS success
    FROM (${dueMeetings(context)}) ARRAY JOIN ['mentor', 'mentee'] AS side`,
  caveats: [
    'Always by side: the pooled number would count each meeting twice.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [
    { version: 1, date: '2026-11-20', what: 'First definition.' },
    { version: 2, date: '2026-11-23', what: 'Meetings of voided pairings no longer count.' },
  ],
};
