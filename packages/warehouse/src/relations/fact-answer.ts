import type { Bounds } from './bounds.ts';
import { programmeFold, zoneOf } from './dim-programme.ts';
import { pairingFold } from './pairing-fold.ts';
import { CODE, column, INSTANT, OPTIONAL_INSTANT, type Relation } from './relation.ts';
import { invitationFold, itemFold, responseFold } from './survey-fold.ts';

function answers(bounds: Bounds): string {
  return `(
  SELECT *, answer.1 AS answered_item, answer.2 AS answer_value
  FROM ${responseFold(bounds)}
  ARRAY JOIN the_answers AS answer
)`;
}

export const factAnswer: Relation = {
  name: 'fact_answer',
  comment: 'One row per answered question',
  columns: [
    column('response_id', 'String', 'a.response_id', 'The response'),
    column('programme_id', CODE, 'a.programme_id', 'The mentoring programme'),
    column('instrument_id', 'String', 'a.the_instrument', 'The questionnaire'),
    column('instrument_version', 'Int32', 'a.the_version', 'Its version'),
    column('item_id', 'String', 'a.answered_item', 'The question'),
    column(
      'measure',
      CODE,
      `toLowCardinality(if(q.measure = '', a.answered_item, q.measure))`,
      "What it measures: the instrument's word, else the question's id",
    ),
    column('value', 'Float64', 'a.answer_value', "The answer on the question's scale, not reversed"),
    column('scale_min', 'Nullable(Int32)', 'q.scale_min', 'Smallest answer; unknown without a published instrument'),
    column('scale_max', 'Nullable(Int32)', 'q.scale_max', 'Largest answer; unknown without a published instrument'),
    column('reverse', 'Bool', 'q.reverse', 'True when a large answer is a bad one'),
    column('side', CODE, 'toLowCardinality(a.the_side)', "The respondent's side: mentor or mentee"),
    column('wave', CODE, 'toLowCardinality(a.the_wave)', 'pre, mid, post or exit'),
    column(
      'participant_id',
      'String',
      `if(a.the_participant = '', i.the_participant, a.the_participant)`,
      'Who answered, as a pseudonym; empty when anonymous',
    ),
    column(
      'pairing_id',
      'String',
      `if(a.the_pairing = '', i.the_pairing, a.the_pairing)`,
      'The pairing it is about; empty when none',
    ),
    column('mentor_id', 'String', 'p.the_mentor', "The pairing's mentor"),
    column('mentee_id', 'String', 'p.the_mentee', "The pairing's mentee"),
    column(
      'pairing_activated_at',
      OPTIONAL_INSTANT,
      'p.activated_at',
      'When the pairing was activated (UTC); unknown without one',
    ),
    column('pairing_voided', 'Bool', "CAST(p.voided, 'Bool')", 'True when the pairing never should have counted'),
    column('submitted_at', INSTANT, 'a.submitted_at', 'First submitted (UTC)'),
    column('time_zone', 'String', zoneOf('pr'), "The programme's IANA zone"),
  ],
  from: (bounds) => `FROM ${answers(bounds)} AS a
LEFT ANY JOIN ${itemFold(bounds)} AS q ON q.the_instrument = a.the_instrument AND q.the_version = a.the_version AND q.item_id = a.answered_item
LEFT ANY JOIN ${invitationFold(bounds)} AS i ON i.programme_id = a.programme_id AND i.invitation_id = a.the_invitation
LEFT ANY JOIN ${programmeFold(bounds)} AS pr ON pr.programme_id = a.programme_id
LEFT ANY JOIN ${pairingFold(bounds)} AS p ON p.programme_id = a.programme_id AND p.pairing_id = if(a.the_pairing = '', i.the_pairing, a.the_pairing)`,
};
