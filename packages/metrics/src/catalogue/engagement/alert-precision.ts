import type { MetricDefinition } from '../../definition.ts';
import { alertDimensions } from '../../dimensions.ts';
import { ALERT_HORIZON_DAYS, alerts } from '../../samples/alerts.ts';

export const metric: MetricDefinition = {
  id: 'alert-precision',
  reference: 'E14',
  version: 1,
  family: 'engagement',
  title: 'Precision of alerts',
  question: 'How often did a pairing with an alert end prematurely soon after?',
  formula:
    'alerts whose pairing ended early, before its committed end, within 60 days after the alert ÷ alerts raised at least 60 days before as_of',
  unit: 'share',
  grain: 'one alert',
  direction: 'higher is better',
  timeRefersTo: 'the moment that the rule was asked about',
  time: 'instant',
  dimensions: alertDimensions,
  matures: true,
  people: 'pair',
  sensitive: true,
  relations: ['fact_alert', 'fact_pairing'],
  estimator: { name: 'clustered_proportion' },
  sample: (context) => `SELECT a.*, at + toIntervalDay(${ALERT_HORIZON_DAYS}) <= ${context.asOf} AS mature,
      ifNull(p.ends > at AND p.ends <= at + toIntervalDay(${ALERT_HORIZON_DAYS}), 0) AS success
    FROM (${alerts(context)}) AS a
    LEFT ANY JOIN (
      SELECT programme_id AS end_programme, pairing_id AS end_pairing, ended_at AS ends FROM ${context.relation('fact_pairing')}
      WHERE end_kind = 'ended_early' AND ifNull(ended_at < committed_end_at, 1)
    ) AS p ON p.end_programme = a.programme_id AND p.end_pairing = a.pairing_id`,
  caveats: [
    'An alert that made somebody help counts against itself where the help worked: read it with what was done, never as a target.',
    'Alerts younger than 60 days are immature, whatever has become of their pairing.',
    'An alert is judged as it was raised: rules are never asked again about the past.',
    'The interval lets alerts about pairings of one mentor hang together.',
  ],
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
