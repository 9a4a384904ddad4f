import type { MetricDefinition } from '../../definition.ts';
import { peopleDimensions } from '../../dimensions.ts';
import { registeredPeople } from '../../samples/people.ts';

export const metric: MetricDefinition = {
  id: 'enrolment-conversion',
  reference: 'P2',
  version: 1,
  family: 'participation',
  title: 'From registration to enrolment',
  question: 'What share of the people registered enrol?',
  formula:
    'people enrolled in a programme within 90 days of their registration, or before it ÷ people registered at least 90 days before as_of; any programme unless programme says which',
  unit: 'share',
  grain: 'one registered person',
  direction: 'higher is better',
  timeRefersTo: 'registration of the person',
  time: 'instant',
  dimensions: peopleDimensions,
  sampleFilters: ['programme'],
  matures: true,
  horizon: { days: 90, meaning: 'days after the registration within which the enrolment must come' },
  people: 'person',
  relations: ['dim_participant', 'fact_enrolment'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT p.*, p.at + toIntervalMillisecond(${context.horizonDays} * 86400000) AS looked_at, looked_at <= ${context.asOf} AS mature,
      e.participant_id != ${context.noId} AND e.first_at <= looked_at AS success
    FROM (${registeredPeople(context)}) AS p
    LEFT ANY JOIN (
      SELECT participant_id, min(enrolled_at) AS first_at FROM ${context.relation('fact_enrolment')}
      WHERE ${context.matches('programme', 'programme_id')} GROUP BY participant_id
    ) AS e ON e.participant_id = p.participant_id`,
  caveats: [
    'The contract tells of no invitations and applications: registration stands for being asked.',
    'People registered less than the horizon ago are too young to tell and are left out.',
    'People belong to no programme before they enrol: filter where.programme counts enrolments in that one only, among all who are registered.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
