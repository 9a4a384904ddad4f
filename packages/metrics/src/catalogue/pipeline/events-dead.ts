import type { MetricDefinition } from '../../definition.ts';

export const metric: MetricDefinition = {
  id: 'events-dead',
  reference: 'K4',
  version: 1,
  family: 'pipeline',
  title: 'Dead letters',
  question: 'How many records could not be read?',
  formula: 'number of records that were set aside with a reason and their original bytes',
  unit: 'count',
  grain: 'one record of the log',
  direction: 'lower is better',
  timeRefersTo: 'when the record was set aside, in UTC days',
  time: 'instant',
  dimensions: ['programme', 'topic', 'code'],
  people: 'none',
  relations: ['dead_letters'],
  estimator: { name: 'count' },
  sample: (context) => `SELECT *, recorded_at AS at, 'UTC' AS time_zone FROM dead_letters FINAL
    WHERE recorded_at <= ${context.knownAt}`,
  caveats: ['Most records that cannot be read tell no programme: a query for one programme misses them.'],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
