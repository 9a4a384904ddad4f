import type { MetricDefinition } from '../../definition.ts';
import { meetingDimensions } from '../../dimensions.ts';
import { dueMeetings } from '../../samples/due-meetings.ts';

export const metric: MetricDefinition = {
  id: 'meeting-completion',
  reference: 'Q1',
  version: 2,
  family: 'meetings',
  title: 'Meeting completion',
  question: 'What share of the meetings that were due took place?',
  formula:
    'held ÷ (held + no-show + cancelled with less than 24 hours’ notice + lapsed), for meetings whose planned start lies more than 24 hours before as_of',
  unit: 'share',
  grain: 'one meeting that was due',
  direction: 'higher is better',
  target: { low: 0.8, text: '80 % to 90 % or more', origin: 'guidance in mentoring products’ public documentation' },
  timeRefersTo: 'the planned start of the meeting',
  time: 'instant',
  dimensions: meetingDimensions,
  matures: true,
  people: 'pair',
  unitsAreEvents: true,
  relations: ['fact_meeting'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT *, state = 'held' AS success FROM (${dueMeetings(context)})`,
  caveats: [
    'Meetings cancelled in time leave the denominator; planned-meeting-completion keeps them. A moved meeting counts once, on its last date.',
    'Meetings logged without a plan count as held: a programme that only logs stands at 100 %.',
    'The interval lets meetings of one mentor hang together.',
  ],
  changes: [
    { version: 1, date: '2026-11-20', what: 'First definition.' },
    { version: 2, date: '2026-11-23', what: 'Meetings of voided pairings no longer count.' },
  ],
};
