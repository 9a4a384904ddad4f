import { participantAttributes } from './attribute-columns.ts';
import type { Bounds } from './bounds.ts';
import { attributesAt, participantFold } from './dim-participant.ts';
import { programmeFold, zoneOf } from './dim-programme.ts';
import { effectiveEvents } from './effective-events.ts';
import { pairingFold } from './pairing-fold.ts';
import { ATTRIBUTES, CODE, column, INSTANT, OPTIONAL_INSTANT, type Relation } from './relation.ts';

// The same person stands in the same group before and after: their attributes are those of the pairing's start.
const ATTRIBUTES_THEN = attributesAt('w', 'coalesce(p.activated_at, p.proposed_at, s.assessed_at)');

const FLAGS = `arrayFilter(flag -> flag != '', [
    if(s.the_pairing != '' AND p.pairing_id = '', 'unknown_pairing', ''),
    if(w.participant_id = '', 'unknown_participant', ''),
    if(ifNull(s.score < s.scale_min, false) OR ifNull(s.score > s.scale_max, false), 'score_outside_scale', '')
  ])`;

function assessments(bounds: Bounds): string {
  return `(
  SELECT
    event_id, programme_id, toNullable(occurred_at) AS assessed_at, scale_min, scale_max,
    ifNull(participant_id, '') AS the_participant,
    ifNull(pairing_id, '') AS the_pairing,
    toString(ifNull(skill, '')) AS the_skill,
    ifNull(instrument_id, '') AS the_instrument,
    ifNull(instrument_version, 0) AS the_version,
    toString(ifNull(rater, '')) AS the_rater,
    toString(ifNull(phase, '')) AS the_phase,
    assumeNotNull(score) AS score
  FROM ${effectiveEvents('goal', bounds)}
  WHERE type = 'skill_assessed' AND isNotNull(score)
)`;
}

export const factSkillAssessment: Relation = {
  name: 'fact_skill_assessment',
  comment: 'One row per assessment of a skill of a person',
  columns: [
    column('assessment_id', 'String', 'toString(s.event_id)', 'The assessment: the id of its event'),
    column('participant_id', 'String', 's.the_participant', 'Who was assessed, as a pseudonym'),
    column('programme_id', CODE, 's.programme_id', 'The mentoring programme'),
    column('pairing_id', 'String', 's.the_pairing', 'The pairing it belongs to; empty when none'),
    column('mentor_id', 'String', 'p.the_mentor', "The pairing's mentor; empty when none"),
    column('mentee_id', 'String', 'p.the_mentee', "The pairing's mentee; empty when none"),
    column(
      'side',
      CODE,
      `toLowCardinality(multiIf(s.the_participant = p.the_mentor, 'mentor', s.the_participant = p.the_mentee, 'mentee', ''))`,
      "The assessed person's side in the pairing: mentor or mentee; empty when unknown",
    ),
    column('skill', CODE, 'toLowCardinality(s.the_skill)', 'Which skill, as a code'),
    column('instrument_id', 'String', 's.the_instrument', 'What it was assessed with'),
    column('instrument_version', 'Int32', 's.the_version', 'Its version; 0 when none was told'),
    column('rater', CODE, 'toLowCardinality(s.the_rater)', 'self, mentor, mentee, manager, peer, programme or other'),
    column('phase', CODE, 'toLowCardinality(s.the_phase)', 'before, during or after'),
    column('score', 'Float64', 's.score', "The score on the instrument's scale"),
    column('scale_min', 'Nullable(Float64)', 's.scale_min', 'Smallest score that there is'),
    column('scale_max', 'Nullable(Float64)', 's.scale_max', 'Largest score that there is'),
    column('assessed_at', INSTANT, 'assumeNotNull(s.assessed_at)', 'When (UTC)'),
    column('pairing_activated_at', OPTIONAL_INSTANT, 'p.activated_at', 'When its pairing was activated (UTC)'),
    column('pairing_ended_at', OPTIONAL_INSTANT, 'p.ended_at', 'When its pairing ended (UTC)'),
    column('pairing_voided', 'Bool', "CAST(p.voided, 'Bool')", 'True when its pairing never should have counted'),
    column('time_zone', 'String', zoneOf('pr'), "The programme's IANA zone"),
    column(
      'attributes',
      ATTRIBUTES,
      ATTRIBUTES_THEN,
      "The person's attributes as at the pairing's start, without a pairing as at the assessment",
    ),
    ...participantAttributes.map((name) =>
      column(
        name,
        CODE,
        `toLowCardinality(${ATTRIBUTES_THEN}['${name}'])`,
        `The person's ${name.replaceAll('_', ' ')}, out of the attributes; empty when unknown`,
      ),
    ),
    column(
      'flags',
      'Array(String)',
      FLAGS,
      'What is odd about it: unknown_pairing, unknown_participant, score_outside_scale',
    ),
  ],
  from: (bounds) => `FROM ${assessments(bounds)} AS s
LEFT ANY JOIN ${programmeFold(bounds)} AS pr ON pr.programme_id = s.programme_id
LEFT ANY JOIN ${pairingFold(bounds)} AS p ON p.programme_id = s.programme_id AND p.pairing_id = s.the_pairing
LEFT ANY JOIN ${participantFold(bounds)} AS w ON w.participant_id = s.the_participant`,
};
