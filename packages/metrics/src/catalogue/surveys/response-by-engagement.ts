import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { sentInvitations } from '../../samples/sent-invitations.ts';

const LOOK_BACK_DAYS = 45;

export const metric: MetricDefinition = {
  id: 'response-by-engagement',
  reference: 'S7',
  version: 1,
  family: 'surveys',
  title: 'Response by engagement',
  question: 'Do pairings that meet less answer less?',
  formula:
    'invitations with a submitted response ÷ invitations sent about a pairing that are closed at as_of, by the number of meetings that the pairing held in the 45 days before sending: none, one, or two and more',
  unit: 'share',
  grain: 'one invitation about a pairing',
  direction: 'higher is better',
  timeRefersTo: 'sending of the invitation',
  time: 'instant',
  dimensions: ['engagement', ...surveyDimensions],
  alwaysBy: ['engagement'],
  matures: true,
  people: 'person',
  sensitive: true,
  relations: ['fact_invitation', 'fact_pairing'],
  estimator: { name: 'proportion' },
  sample: (
    context,
  ) => `SELECT i.*, arrayCount(h -> h < i.at AND h >= i.at - toIntervalDay(${LOOK_BACK_DAYS}), p.meetings_held_at) AS meetings_before,
      multiIf(meetings_before = 0, '0 meetings', meetings_before = 1, '1 meeting', '2 or more meetings') AS engagement
    FROM (${sentInvitations(context)}) AS i
    INNER JOIN (
      SELECT programme_id, pairing_id, meetings_held_at FROM ${context.relation('fact_pairing')} WHERE NOT voided
    ) AS p ON p.programme_id = i.programme_id AND p.pairing_id = i.pairing_id`,
  caveats: [
    'Where the bands differ, satisfaction speaks for those who meet: the silent ones are other pairings.',
    'Invitations about no pairing, or a voided one, are left out.',
    'Invitations before or at the start of a pairing (wave pre) have no meetings behind them: compare within a wave.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
