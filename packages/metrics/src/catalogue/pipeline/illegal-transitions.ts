import type { MetricDefinition } from '../../definition.ts';
import { flaggedFacts } from '../../samples/flagged-facts.ts';

export const metric: MetricDefinition = {
  id: 'illegal-transitions',
  reference: 'K4',
  version: 1,
  family: 'pipeline',
  title: 'Illegal transitions',
  question: 'What share of the pairings and meetings does what the rules do not foresee?',
  formula:
    'pairings and meetings with an event that does not follow on the one before it in the state machine ÷ all pairings and meetings',
  unit: 'share',
  grain: 'one pairing or meeting',
  direction: 'lower is better',
  target: { high: 0.001, text: 'below 0.1 %', origin: 'our reference catalogue' },
  timeRefersTo: 'when the pairing was proposed or started, or the meeting was to be or was held, in UTC days',
  time: 'instant',
  dimensions: ['programme', 'stream'],
  people: 'event',
  unitsAreEvents: true,
  relations: ['fact_pairing', 'fact_meeting'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, has(flags, 'illegal_transition') AS success FROM (${flaggedFacts(context)})`,
  caveats: [
    'Such events are kept and flagged, not set aside: we record what a source says. events-dead counts what could not be read.',
    'The reference counts events; here each pairing or meeting counts once.',
    'Enrolment, employment, surveys and goals are not looked at.',
    'Where the flagged one is put right by a later event, it leaves the count: ask with known_at to see it as it was.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
