import type { MetricDefinition } from '../../definition.ts';
import { peopleDimensions } from '../../dimensions.ts';
import { registeredPeople } from '../../samples/people.ts';
import { startedPairings } from '../../samples/started-pairings.ts';

export const metric: MetricDefinition = {
  id: 'mentor-representation',
  reference: 'D1',
  version: 1,
  family: 'equity',
  title: 'Representation among mentors',
  question: 'Are all groups among the mentors as they are among the people registered?',
  formula:
    'the group’s share of the people who were ever the mentor of a started pairing ÷ the group’s share of all registered people; any programme unless programme says which',
  unit: 'ratio',
  grain: 'one registered person',
  direction: 'neither',
  target: { low: 1, high: 1, text: '1: as many as their share of the eligible', origin: 'definition' },
  timeRefersTo: 'registration of the person',
  time: 'instant',
  dimensions: peopleDimensions,
  sampleFilters: ['programme'],
  people: 'person',
  relations: ['dim_participant', 'fact_pairing'],
  estimator: { name: 'representation' },
  sample: (context) => `SELECT *, participant_id IN (
      SELECT mentor_id FROM (${startedPairings(context)}) WHERE ${context.matches('programme', 'programme_id')}
    ) AS success FROM (${registeredPeople(context)})`,
  caveats: [
    '1 is what equal shares would give; it does not say why a group has more or less.',
    'The contract tells of no eligibility: everybody who is registered counts as eligible, however short a time; who registered lately had less time to get in.',
    'Attributes are those of the registration, so that a promotion that followed a pairing moves nobody into another group. Who told nothing stands under unknown.',
    'Needs a breakdown. Filter where.programme counts those of one programme, among all who are registered.',
    'The groups of one answer hang together: where one is over 1, others are under it.',
    'representation asks who enrolled, this who came to a pairing; match-rate by group compares the two.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
