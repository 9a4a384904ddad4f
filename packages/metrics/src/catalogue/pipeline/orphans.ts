import type { MetricDefinition } from '../../definition.ts';
import { flaggedFacts } from '../../samples/flagged-facts.ts';

export const metric: MetricDefinition = {
  id: 'orphans',
  reference: 'K8',
  version: 1,
  family: 'pipeline',
  title: 'Orphans',
  question: 'What share of the pairings and meetings points at something nobody told us about?',
  formula:
    'pairings whose mentor or mentee has no event of their own, and meetings whose pairing has none ÷ all pairings and meetings; only those of which 24 hours have passed at as_of',
  unit: 'share',
  grain: 'one pairing or meeting',
  direction: 'lower is better',
  target: { high: 0, text: 'none', origin: 'definition: every reference leads somewhere' },
  timeRefersTo: 'when the pairing was proposed or started, or the meeting was to be or was held, in UTC days',
  time: 'instant',
  dimensions: ['programme', 'stream'],
  matures: true,
  people: 'event',
  unitsAreEvents: true,
  relations: ['fact_pairing', 'fact_meeting'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, at + toIntervalHour(24) <= ${context.asOf} AS mature,
      hasAny(flags, ['unknown_mentor', 'unknown_mentee', 'unknown_pairing']) AS success
    FROM (${flaggedFacts(context)})`,
  caveats: [
    'The reference counts events; here each pairing or meeting counts once, however many events tell of it.',
    'The 24 hours run from when it happened, not from when it was told: what was told late has had less time to be completed.',
    'Surveys and goals are not looked at.',
    'Where the flagged one is put right by a later event, it leaves the count: ask with known_at to see it as it was.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
