import { type EventSource, liveBounds, parameterBounds } from './bounds.ts';
import { dimParticipant } from './dim-participant.ts';
import { dimProgramme } from './dim-programme.ts';
import { factAlert } from './fact-alert.ts';
import { factAnswer } from './fact-answer.ts';
import { factEmployment, factMilestone, factPromotion } from './fact-employment.ts';
import { factEnrolment } from './fact-enrolment.ts';
import { factGoal } from './fact-goal.ts';
import { factInvitation } from './fact-invitation.ts';
import { factMeeting } from './fact-meeting.ts';
import { factPairing } from './fact-pairing.ts';
import { factSkillAssessment } from './fact-skill-assessment.ts';
import { literal, type Relation, renderRelation } from './relation.ts';

const byName = {
  fact_pairing: factPairing,
  fact_meeting: factMeeting,
  fact_invitation: factInvitation,
  fact_answer: factAnswer,
  fact_enrolment: factEnrolment,
  fact_employment: factEmployment,
  fact_promotion: factPromotion,
  fact_milestone: factMilestone,
  fact_goal: factGoal,
  fact_skill_assessment: factSkillAssessment,
  fact_alert: factAlert,
  dim_participant: dimParticipant,
  dim_programme: dimProgramme,
} as const satisfies Record<string, Relation>;

export type RelationName = keyof typeof byName;

/** The relation of this name. */
export function relationNamed(name: RelationName): Relation {
  return byName[name];
}

/** Every fact and dimension, with its columns, types and comments. */
export const relations: readonly Relation[] = Object.values(byName);
export const relationNames = Object.keys(byName) as readonly RelationName[];

/**
 * The fold as one SELECT with the query parameters {as_of:DateTime64(3,'UTC')} and {known_at:DateTime64(3,'UTC')}: what
 * had happened by `as_of`, as far as it was recorded by `known_at`. Same columns as the live view of the same name.
 * `events` reads the streams from elsewhere: from a part of their events, say.
 */
export function relationSql(name: RelationName, events?: EventSource): string {
  return renderRelation(byName[name], events === undefined ? parameterBounds : { ...parameterBounds, events });
}

/** The statement that makes (or replaces) a relation's live view: same text, unbounded. */
export function liveViewSql(relation: Relation, comment: string): string {
  const columns = relation.columns.map((c) => `  ${c.name} ${c.type} COMMENT ${literal(c.comment)}`).join(',\n');
  const select = renderRelation(relation, liveBounds);
  return `CREATE OR REPLACE VIEW ${relation.name} (\n${columns}\n) AS\n${select}\nCOMMENT ${literal(comment)}`;
}
