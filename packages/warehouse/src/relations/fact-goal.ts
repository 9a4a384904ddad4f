import { attributeColumns } from './attribute-columns.ts';
import { coupleFold } from './couple-fold.ts';
import { programmeFold, zoneOf } from './dim-programme.ts';
import { goalFold } from './goal-fold.ts';
import { ATTRIBUTES, CODE, column, OPTIONAL_INSTANT, type Relation } from './relation.ts';
import { isIllegal } from './transitions.ts';

const FLAGS = `arrayFilter(flag -> flag != '', [
    if(p.pairing_id = '', 'unknown_pairing', ''),
    if(isNull(g.set_at), 'never_set', ''),
    if(p.pairing_id != '' AND g.the_owner NOT IN ('', p.the_mentor, p.the_mentee), 'foreign_owner', ''),
    if(ifNull(g.first_due < g.set_at, false), 'due_before_set', ''),
    if(${isIllegal('goal', 'g.steps')}, 'illegal_transition', '')
  ])`;

const goalColumns = [
  column('goal_id', 'String', 'g.goal_id', 'The goal'),
  column('pairing_id', 'String', 'g.the_pairing', 'The pairing that works at it'),
  column('programme_id', CODE, 'g.programme_id', 'The mentoring programme'),
  column('participant_id', 'String', 'g.the_owner', 'Whose goal it is, as a pseudonym; empty when it was never set'),
  column(
    'side',
    CODE,
    `toLowCardinality(multiIf(g.the_owner = '', '', g.the_owner = p.the_mentor, 'mentor', g.the_owner = p.the_mentee, 'mentee', ''))`,
    "The owner's side in the pairing: mentor or mentee; empty when unknown",
  ),
  column('mentor_id', 'String', 'p.the_mentor', 'The mentor, as a pseudonym'),
  column('mentee_id', 'String', 'p.the_mentee', 'The mentee, as a pseudonym'),
  column('state', CODE, 'toLowCardinality(g.state)', 'open, completed or abandoned; the last word counts'),
  column('term', CODE, 'toLowCardinality(g.the_term)', 'short or long, as last told; empty when unknown'),
  column('category', CODE, 'toLowCardinality(g.the_category)', 'What kind of goal, as a code; empty when unknown'),
  column('set_at', OPTIONAL_INSTANT, 'g.set_at', 'First set (UTC); unknown when only later events were told'),
  column('first_due_at', OPTIONAL_INSTANT, 'g.first_due', 'Due date as first told (UTC)'),
  column('due_at', OPTIONAL_INSTANT, 'g.latest_due', 'Due date after the last revision (UTC)'),
  column(
    'progress',
    'Nullable(Float64)',
    `if(g.state = 'completed', 1, g.latest_progress)`,
    'How much of it is done, from 0 to 1: 1 when completed, else as last told',
  ),
  column('progressed_at', OPTIONAL_INSTANT, 'g.last_progress_at', 'When progress was last told (UTC)'),
  column('revisions', 'UInt32', 'g.revisions', 'How often it was revised'),
  column('reopenings', 'UInt32', 'g.reopenings', 'How often it was taken up again'),
  column(
    'completed_at',
    OPTIONAL_INSTANT,
    `if(g.state = 'completed', g.turned_at, NULL)`,
    'When it was completed (UTC), in state completed; the last word counts where there are several',
  ),
  column(
    'abandoned_at',
    OPTIONAL_INSTANT,
    `if(g.state = 'abandoned', g.turned_at, NULL)`,
    'When it was given up (UTC), in state abandoned',
  ),
  column(
    'end_reason',
    CODE,
    `toLowCardinality(if(g.state = 'abandoned', g.turn_reason, ''))`,
    'Why it was given up, as a code, in state abandoned',
  ),
  column('obstacle', CODE, 'toLowCardinality(g.latest_obstacle)', 'What stood in the way, as a code, as last told'),
  column('attributes', ATTRIBUTES, 'g.own_attributes', "The goal's own attributes"),
];

const pairColumns = [
  column('pairing_activated_at', OPTIONAL_INSTANT, 'p.activated_at', 'When its pairing was activated (UTC)'),
  column('pairing_ended_at', OPTIONAL_INSTANT, 'p.ended_at', 'When its pairing ended (UTC)'),
  column('pairing_voided', 'Bool', "CAST(p.voided, 'Bool')", 'True when its pairing never should have counted'),
  column('time_zone', 'String', zoneOf('pr'), "The programme's IANA zone"),
  column(
    'mentor_attributes',
    ATTRIBUTES,
    'p.mentor_attributes_then',
    "The mentor's attributes as at the pairing's activation",
  ),
  column(
    'mentee_attributes',
    ATTRIBUTES,
    'p.mentee_attributes_then',
    "The mentee's attributes as at the pairing's activation",
  ),
  ...attributeColumns('mentor', "The mentor's", 'p.mentor_attributes_then'),
  ...attributeColumns('mentee', "The mentee's", 'p.mentee_attributes_then'),
  column(
    'flags',
    'Array(String)',
    FLAGS,
    'What is odd about it: unknown_pairing, never_set, foreign_owner, due_before_set, illegal_transition',
  ),
];

export const factGoal: Relation = {
  name: 'fact_goal',
  comment: 'One row per goal of a pairing, with its people as they were at the activation',
  columns: [...goalColumns, ...pairColumns],
  from: (bounds) => `FROM ${goalFold(bounds)} AS g
LEFT ANY JOIN ${programmeFold(bounds)} AS pr ON pr.programme_id = g.programme_id
LEFT ANY JOIN ${coupleFold(bounds)} AS p ON p.programme_id = g.programme_id AND p.pairing_id = g.the_pairing`,
};
