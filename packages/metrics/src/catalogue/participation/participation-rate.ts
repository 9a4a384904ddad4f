import type { MetricDefinition, SampleContext } from '../../definition.ts';
import { peopleDimensions } from '../../dimensions.ts';
import { pairingsDuring } from '../../samples/enrolled-people.ts';
import { NEVER } from '../../samples/enrolments.ts';
import { registeredPeople } from '../../samples/people.ts';
import { startedPairings } from '../../samples/started-pairings.ts';
import { takenAt } from '../../samples/taken-at.ts';

// Buckets of people are UTC's, whatever the zone of the programme.
const utcPairings = (context: SampleContext) =>
  `SELECT * REPLACE ('UTC' AS time_zone) FROM (${startedPairings(context)}) WHERE ${context.matches('programme', 'programme_id')}`;

export const metric: MetricDefinition = {
  id: 'participation-rate',
  reference: 'P1',
  version: 1,
  family: 'participation',
  title: 'Participation',
  question: 'What share of the people who could take part do so?',
  formula:
    'people with a pairing that was open at some time in the bucket ÷ people registered before its end whose employment, where it is told, had not ended before it began; any programme unless programme says which',
  unit: 'share',
  grain: 'one registered person in one span of time',
  direction: 'higher is better',
  timeRefersTo: 'the span of time in which somebody took part',
  time: 'interval',
  startColumn: 'at',
  dimensions: peopleDimensions,
  sampleFilters: ['programme'],
  people: 'person',
  relations: ['dim_participant', 'fact_employment', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (context) => `SELECT *, (bucket, participant_id) IN (
      SELECT bucket, if(side = 'mentor', mentor_id, mentee_id) FROM (${pairingsDuring(context, utcPairings(context))})
      ARRAY JOIN ['mentor', 'mentee'] AS side
    ) AS success
    FROM (
      SELECT p.*, j.gone_at AS gone_at, b.1 AS bucket, b.2 AS opens_at, ${takenAt(context)} AS taken_at
      FROM (${registeredPeople(context)}) AS p
      LEFT ANY JOIN (
        SELECT participant_id AS employed_id, toNullable(max(ifNull(ended_at, ${NEVER}))) AS gone_at
        FROM ${context.relation('fact_employment')} GROUP BY participant_id
      ) AS j ON j.employed_id = p.participant_id
      ARRAY JOIN ${context.buckets} AS b
    ) WHERE at <= taken_at AND (gone_at IS NULL OR gone_at >= opens_at)`,
  caveats: [
    'The contract tells of no eligibility: everybody who is registered could take part, from the registration on.',
    'The reference counts the eligible at the start of the time; here those who join during it count too, fully and not by their days.',
    'Taking part means an open pairing, not a meeting: see active-pairs.',
    'Attributes are those of the registration.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
