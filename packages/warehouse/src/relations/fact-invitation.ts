import { programmeFold, zoneOf } from './dim-programme.ts';
import { CODE, column, INSTANT, OPTIONAL_INSTANT, type Relation } from './relation.ts';
import { firstResponseFold, invitationFold } from './survey-fold.ts';

export const factInvitation: Relation = {
  name: 'fact_invitation',
  comment: 'One row per survey invitation, answered or not',
  columns: [
    column('invitation_id', 'String', 'i.invitation_id', 'The invitation'),
    column('programme_id', CODE, 'i.programme_id', 'The mentoring programme'),
    column('instrument_id', 'String', 'i.the_instrument', 'The questionnaire'),
    column('instrument_version', 'Int32', 'i.the_version', 'Its version'),
    column('participant_id', 'String', 'i.the_participant', 'Who was asked, as a pseudonym'),
    column('side', CODE, 'toLowCardinality(i.the_side)', "The respondent's side: mentor or mentee"),
    column('wave', CODE, 'toLowCardinality(i.the_wave)', 'pre, mid, post or exit'),
    column('pairing_id', 'String', 'i.the_pairing', 'The pairing it is about; empty when none'),
    column('sent_at', INSTANT, 'i.sent_at', 'First sent (UTC)'),
    column('closes_at', OPTIONAL_INSTANT, 'i.closing_at', 'When it closes (UTC)'),
    column('submitted_at', OPTIONAL_INSTANT, 'r.submitted_at', 'First answered (UTC)'),
    column('response_id', 'String', 'r.response_id', 'Its first response; empty when none'),
    column('time_zone', 'String', zoneOf('pr'), "The programme's IANA zone"),
  ],
  from: (bounds) => `FROM ${invitationFold(bounds)} AS i
LEFT ANY JOIN ${firstResponseFold(bounds)} AS r ON r.programme_id = i.programme_id AND r.invitation_id = i.invitation_id
LEFT ANY JOIN ${programmeFold(bounds)} AS pr ON pr.programme_id = i.programme_id`,
};
