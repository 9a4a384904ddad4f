import { alertFold } from './alert-fold.ts';
import { programmeFold, zoneOf } from './dim-programme.ts';
import { pairingFold } from './pairing-fold.ts';
import { ATTRIBUTES, CODE, column, OPTIONAL_INSTANT, type Relation } from './relation.ts';
import { isIllegal } from './transitions.ts';

const FLAGS = `arrayFilter(flag -> flag != '', [
    if(p.pairing_id = '', 'unknown_pairing', ''),
    if(isNull(a.raised_at), 'never_raised', ''),
    if(${isIllegal('alert', 'a.steps')}, 'illegal_transition', '')
  ])`;

const alertColumns = [
  column('alert_id', 'String', 'a.alert_id', "The alert: one rule's word on one episode of one pairing"),
  column('pairing_id', 'String', 'a.the_pairing', 'The pairing that may need somebody'),
  column('programme_id', CODE, 'a.programme_id', 'The mentoring programme'),
  column('mentor_id', 'String', 'p.the_mentor', 'The mentor, as a pseudonym'),
  column('mentee_id', 'String', 'p.the_mentee', 'The mentee, as a pseudonym'),
  column('rule_id', CODE, 'toLowCardinality(a.the_rule)', 'Which rule raised it, as a code; empty when never raised'),
  column('rule_version', 'Int32', 'a.the_version', 'Version of the rule'),
  column(
    'state',
    CODE,
    'toLowCardinality(a.state)',
    'raised, acknowledged, snoozed or resolved. A snooze whose time has passed stands here still: see snoozed_until_at',
  ),
  column(
    'raised_at',
    OPTIONAL_INSTANT,
    'a.raised_at',
    'When it was raised (UTC); unknown when only later events were told',
  ),
  column(
    'told_at',
    OPTIONAL_INSTANT,
    'a.told_at',
    'When the raising was recorded (UTC): from then on somebody could see it',
  ),
  column('since_at', OPTIONAL_INSTANT, 'a.since', 'Since when the condition held (UTC)'),
  column('judged_at', OPTIONAL_INSTANT, 'a.judged', 'As of when the rule was asked (UTC)'),
  column('data_until_at', OPTIONAL_INSTANT, 'a.data_until', 'Until when the data were complete then (UTC)'),
  column('score', 'Nullable(Float64)', 'a.the_score', "How far beyond the rule's threshold, as a multiple of it"),
  column('observed', ATTRIBUTES, 'a.all_observed', 'What the rule saw, by name'),
  column('acknowledged_at', OPTIONAL_INSTANT, 'a.first_acknowledged', 'When somebody first took it on (UTC)'),
  column('acknowledged_by', 'String', 'a.acknowledger', 'Who did, as an id; empty when nobody or not told'),
  column(
    'snoozed_until_at',
    OPTIONAL_INSTANT,
    'a.snoozed_until',
    'Until when nobody wanted to see it (UTC), as last told',
  ),
  column('note', CODE, 'toLowCardinality(a.the_note)', 'What was noted with the last snooze or resolution, as a code'),
  column('resolved_at', OPTIONAL_INSTANT, 'a.resolved', 'When it was resolved (UTC)'),
  column('outcome', CODE, 'toLowCardinality(a.the_outcome)', 'How it was resolved, as a code'),
  column('last_actor_id', 'String', 'a.last_actor', 'Who acted on it last, as an id; empty when nobody or not told'),
];

const pairColumns = [
  column('pairing_activated_at', OPTIONAL_INSTANT, 'p.activated_at', 'When its pairing was activated (UTC)'),
  column('pairing_ended_at', OPTIONAL_INSTANT, 'p.ended_at', 'When its pairing ended (UTC)'),
  column(
    'pairing_end_kind',
    CODE,
    'toLowCardinality(p.end_kind)',
    'completed or ended_early; empty while it has not ended',
  ),
  column('pairing_voided', 'Bool', "CAST(p.voided, 'Bool')", 'True when its pairing never should have counted'),
  column('time_zone', 'String', zoneOf('pr'), "The programme's IANA zone"),
  column('flags', 'Array(String)', FLAGS, 'What is odd about it: unknown_pairing, never_raised, illegal_transition'),
];

export const factAlert: Relation = {
  name: 'fact_alert',
  comment: 'One row per alert about a pairing, with what became of the pairing',
  columns: [...alertColumns, ...pairColumns],
  from: (bounds) => `FROM ${alertFold(bounds)} AS a
LEFT ANY JOIN ${programmeFold(bounds)} AS pr ON pr.programme_id = a.programme_id
LEFT ANY JOIN ${pairingFold(bounds)} AS p ON p.programme_id = a.programme_id AND p.pairing_id = a.the_pairing`,
};
